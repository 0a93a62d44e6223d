/// A named range of a file.
///
/// All parts of a file, one after the other, are the file.
///
/// The names are those that C2PA gives in its box hash: a JPEG's markers, a PNG's chunk types.
public struct Part: Hashable, Sendable {
  /// The name of the structure: `APP1`, `IDAT`, `C2PA`.
  public let name: String
  /// Its bytes, markers, lengths and checksums included.
  public let range: Range<Int>

  /// A part of a file.
  public init(_ name: String, _ range: Range<Int>) {
    self.name = name
    self.range = range
  }
}
