/// Reads and writes AIFF.
enum AIFFContainer: Container {
  static func scan(_ source: any ByteSource, into scan: inout Scan) throws(MediaError) {}
}
