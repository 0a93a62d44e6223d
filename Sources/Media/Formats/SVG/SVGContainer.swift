/// Reads and writes SVG.
enum SVGContainer: Container {
  static func scan(_ source: any ByteSource, into scan: inout Scan) throws(MediaError) {}
}
