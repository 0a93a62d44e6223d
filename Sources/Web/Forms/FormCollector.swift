/// Keeps the fields of a multipart form, and tells files from fields in which none was chosen.
struct FormCollector {
  private(set) var form = FormFields()
  private let limit: Int
  private var total = 0
  private var part: MultipartPart?
  private var value: [UInt8] = []
  /// Whether the file of this part has been told of.
  private var hasBegun = false

  /// A collector that keeps at most `limit` bytes of fields.
  init(limit: Int) { self.limit = limit }

  /// Takes the next event, and gives what of it belongs to files.
  mutating func take(_ event: MultipartReader.Event) throws(FormError) -> [FormBody.FilePiece] {
    switch event {
    case .partBegan(let part):
      self.part = part
      value.removeAll()
      // A browser sends an empty part with an empty name where nothing was chosen.
      hasBegun = part.fileName?.isEmpty == false
      try count(part.name.utf8.count)
      return hasBegun ? [.began(part)] : []
    case .partData(let bytes):
      guard let part else { return [] }
      guard part.fileName != nil else {
        try count(bytes.count)
        value += bytes
        return []
      }
      defer { hasBegun = true }
      return hasBegun ? [.data(bytes)] : [.began(part), .data(bytes)]
    case .partEnded:
      guard let part else { return [] }
      self.part = nil
      guard part.fileName == nil else { return hasBegun ? [.ended] : [] }
      guard let text = String(validating: value, as: UTF8.self) else {
        throw .undecodable(field: part.name)
      }
      form.append(part.name, text)
      return []
    case .finished: return []
    }
  }

  private mutating func count(_ bytes: Int) throws(FormError) {
    total += bytes
    guard total <= limit else { throw .tooLong(limit: limit) }
  }
}
