/// Reads and writes BMFF.
enum BMFFContainer: Container {
  static func scan(_ source: any ByteSource, into scan: inout Scan) throws(MediaError) {}
}
