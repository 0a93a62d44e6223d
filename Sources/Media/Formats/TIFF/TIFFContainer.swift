/// Reads and writes TIFF.
enum TIFFContainer: Container {
  static func scan(_ source: any ByteSource, into scan: inout Scan) throws(MediaError) {}
}
