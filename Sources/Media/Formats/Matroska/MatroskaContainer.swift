/// Reads and writes Matroska.
enum MatroskaContainer: Container {
  static func scan(_ source: any ByteSource, into scan: inout Scan) throws(MediaError) {}
}
