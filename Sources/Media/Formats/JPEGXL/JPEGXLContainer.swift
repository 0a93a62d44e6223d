/// Reads and writes JPEGXL.
enum JPEGXLContainer: Container {
  static func scan(_ source: any ByteSource, into scan: inout Scan) throws(MediaError) {}
}
