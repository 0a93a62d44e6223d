// What Linux has for files and Swift's own module of the C library leaves out.
#ifdef __linux__
#include <stdint.h>
#include <sys/syscall.h>
#include <sys/xattr.h>
#include <unistd.h>

// Copies from one file to another inside the kernel: copy_file_range(2), which the header declares
// only to programs that ask for GNU extensions before anything else is included.
static inline long copy_between_files(
    int from, int64_t *from_offset, int to, int64_t *to_offset, unsigned long count) {
  return syscall(SYS_copy_file_range, from, from_offset, to, to_offset, count, 0u);
}

// Begins to write to the disk what was put into a range of a file, and does not wait for it:
// sync_file_range(2) with SYNC_FILE_RANGE_WRITE.
static inline long begin_writing_back(int file, int64_t offset, int64_t count) {
  return syscall(SYS_sync_file_range, file, offset, count, 2u);
}

// Renames, and fails with EEXIST where the new name is taken: renameat2(2) with RENAME_NOREPLACE.
static inline long rename_to_free_name(const char *from, const char *to) {
  return syscall(SYS_renameat2, -100, from, -100, to, 1u);
}
#endif
