/// Something about a file's structure that a reader got over and that somebody should know.
public struct MediaRemark: Hashable, Sendable {
  /// A stable name: `png.chunk.crc`, `jpeg.segment.afterEnd`.
  public let rule: String
  /// One sentence that says what was found.
  public let sentence: String
  /// The byte of the file, counted from 0.
  public let offset: Int

  /// A remark under a stable name.
  public init(_ rule: String, _ sentence: String, at offset: Int) {
    self.rule = rule
    self.sentence = sentence
    self.offset = offset
  }
}
