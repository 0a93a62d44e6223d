/// Reads and writes RIFF.
enum RIFFContainer: Container {
  static func scan(_ source: any ByteSource, into scan: inout Scan) throws(MediaError) {}
}
