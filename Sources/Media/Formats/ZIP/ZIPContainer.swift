/// Reads and writes ZIP.
enum ZIPContainer: Container {
  static func scan(_ source: any ByteSource, into scan: inout Scan) throws(MediaError) {}
}
