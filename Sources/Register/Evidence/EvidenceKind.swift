/// The kinds of files that are taken as evidence: those that the rulebooks' documents name, and
/// Word documents, from which they are made.
public enum EvidenceKind: String, Hashable, Sendable, Codable, CaseIterable {
  /// Portable Document Format (ISO 32000).
  case pdf
  /// Portable Network Graphics (ISO/IEC 15948).
  case png
  /// A JPEG picture (ITU-T T.81); rulebooks call it by its ending, `jpg`.
  case jpeg
  /// A word-processing document (ISO/IEC 29500).
  case docx
  /// A spreadsheet (ISO/IEC 29500).
  case xlsx

  /// The endings by which the kind is known, in lower case; the first is the usual one.
  public var endings: [String] {
    switch self {
    case .jpeg: ["jpg", "jpeg"]
    case .pdf, .png, .docx, .xlsx: [rawValue]
    }
  }

  /// The media type with which such a file is sent, always as an attachment and never to be shown in
  /// the page's own origin.
  public var mediaType: String {
    switch self {
    case .pdf: "application/pdf"
    case .png: "image/png"
    case .jpeg: "image/jpeg"
    case .docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    }
  }

  /// The kind of an ending without its dot, ASCII letters in either case; `nil` for any other.
  public init?(ending: some StringProtocol) {
    let lowered = ending.utf8.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }
    let found = EvidenceKind.allCases.first { kind in
      kind.endings.contains { $0.utf8.elementsEqual(lowered) }
    }
    guard let found else { return nil }
    self = found
  }

  /// The kind that a file's name claims by its ending; `nil` where it has none, or another.
  public init?(fileName: String) {
    guard let dot = fileName.utf8.lastIndex(of: 0x2E), dot > fileName.utf8.startIndex else {
      return nil
    }
    self.init(ending: fileName[fileName.utf8.index(after: dot)...])
  }
}
