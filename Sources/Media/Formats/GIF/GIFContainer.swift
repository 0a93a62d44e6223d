/// Reads and writes GIF.
enum GIFContainer: Container {
  static func scan(_ source: any ByteSource, into scan: inout Scan) throws(MediaError) {}
}
