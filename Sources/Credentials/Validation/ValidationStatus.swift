/// One thing that validation found: a code, where, and one sentence.
public struct ValidationStatus: Hashable, Sendable {
  /// The code.
  public let code: StatusCode
  /// The address of the box that it is about; nil where there is none.
  public let url: String?
  /// One sentence for people.
  public let sentence: String

  /// A status.
  public init(_ code: StatusCode, _ url: String?, _ sentence: String) {
    self.code = code
    self.url = url
    self.sentence = sentence
  }

  /// What it means for the whole.
  public var kind: StatusCode.Kind { code.kind }
}
