#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Writes a line to standard output at once: somebody reads along.
public func say(_ line: String) {
  print(line)
  fflush(nil)
}
