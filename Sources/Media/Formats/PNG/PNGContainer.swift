/// Reads and writes PNG.
enum PNGContainer: Container {
  static func scan(_ source: any ByteSource, into scan: inout Scan) throws(MediaError) {}
}
