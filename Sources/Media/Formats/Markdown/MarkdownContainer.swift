/// Reads and writes Markdown.
enum MarkdownContainer: Container {
  static func scan(_ source: any ByteSource, into scan: inout Scan) throws(MediaError) {}
}
