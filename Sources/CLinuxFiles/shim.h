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
#endif
