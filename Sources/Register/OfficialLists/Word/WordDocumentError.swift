/// Why a word-processing document is refused, and where in it.
@nonexhaustive
public enum WordDocumentError: Error, Hashable, Sendable {
  /// A part is not well-formed XML: the line and what the parser says.
  case notXML(part: String, line: Int, reason: String)
  /// A part is not UTF-8, or declares another encoding.
  case encoding(part: String)
  /// A part declares a document type or entities; no office document does.
  case documentType(part: String)
  /// A part has more of something than any document needs.
  case tooLarge(part: String, what: String, limit: Int)
  /// The archive is an office document without a main part of word processing.
  case notWordProcessing(found: String)
}

extension WordDocumentError: CustomStringConvertible {
  /// What is wrong, where, and what to do.
  public var description: String {
    switch self {
    case .notXML(let part, let line, let reason):
      "\(part), line \(line): \(reason); fetch the file again"
    case .encoding(let part):
      "\(part) is not UTF-8 text; save the document again as .docx"
    case .documentType(let part):
      "\(part) declares a document type or entities, which no office document does; refused"
    case .tooLarge(let part, let what, let limit):
      "\(part): more than \(limit) \(what), and no official list comes near that; refused"
    case .notWordProcessing(let found):
      "this is \(found) and not a word-processing document; save the list as .docx"
    }
  }
}
