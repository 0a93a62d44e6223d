/// Reads and writes FLAC.
enum FLACContainer: Container {
  static func scan(_ source: any ByteSource, into scan: inout Scan) throws(MediaError) {}
}
