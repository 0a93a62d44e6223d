/// Reads and writes ID3.
enum ID3Container: Container {
  static func scan(_ source: any ByteSource, into scan: inout Scan) throws(MediaError) {}
}
