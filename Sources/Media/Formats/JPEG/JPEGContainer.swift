/// Reads and writes JPEG.
enum JPEGContainer: Container {
  static func scan(_ source: any ByteSource, into scan: inout Scan) throws(MediaError) {}
}
