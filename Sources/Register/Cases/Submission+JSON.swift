import Record
import Rules

extension Submission {
  /// The JSON that its `Codable` reads: keys in the order of their bytes.
  ///
  /// Written by hand, since a form is saved while it is typed.
  var json: [UInt8] {
    var json = PlainJSON()
    json.object { json in
      json.member("answers") { $0.answers(answers) }
      json.member("documents") { json in
        json.object(documents) { json, files in json.array(files) { $0.document($1) } }
      }
      json.member("replies") { json in json.object(replies) { $0.text($1) } }
      json.member("v") { $0.number(v) }
    }
    return json.bytes
  }
}

/// JSON without blanks (RFC 8259), as far as a dossier needs it.
private struct PlainJSON {
  private(set) var bytes: [UInt8] = []
  /// Whether something stands before what comes, so that a comma parts them.
  private var follows = false

  init() { bytes.reserveCapacity(8192) }

  mutating func object(_ members: (inout PlainJSON) -> Void) {
    bytes.append(0x7B)
    follows = false
    members(&self)
    bytes.append(0x7D)
    follows = true
  }

  mutating func member(_ key: String, _ value: (inout PlainJSON) -> Void) {
    text(key)
    bytes.append(0x3A)
    follows = false
    value(&self)
    follows = true
  }

  mutating func object<Value>(
    _ members: [String: Value], _ write: (inout PlainJSON, Value) -> Void
  ) {
    object { json in
      let ordered = members.sorted { $0.key.precedes($1.key) }
      for (key, value) in ordered { json.member(key) { write(&$0, value) } }
    }
  }

  mutating func array<Element>(
    _ elements: [Element], _ write: (inout PlainJSON, Element) -> Void
  ) {
    part()
    bytes.append(0x5B)
    follows = false
    for element in elements { write(&self, element) }
    bytes.append(0x5D)
    follows = true
  }

  mutating func number(_ number: Int) {
    part()
    bytes += String(number).utf8
    follows = true
  }

  mutating func flag(_ flag: Bool) {
    part()
    bytes += (flag ? "true" : "false").utf8
    follows = true
  }

  mutating func text(_ text: String) {
    part()
    bytes.append(0x22)
    var text = text
    text.withUTF8 { written in
      if written.contains(where: Self.isEscaped) { escape(written) } else { bytes += written }
    }
    bytes.append(0x22)
    follows = true
  }

  private static func isEscaped(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == 0x22 || byte == 0x5C
  }

  private mutating func escape(_ text: UnsafeBufferPointer<UInt8>) {
    for byte in text {
      switch byte {
      case 0x22, 0x5C: bytes += [0x5C, byte]
      case 0x00..<0x20: bytes += Self.control(byte)
      default: bytes.append(byte)
      }
    }
  }

  mutating func answers(_ answers: Answers) {
    object { json in
      json.member("documents") { json in
        json.array(answers.documents.sorted()) { $0.text($1) }
      }
      json.member("fields") { json in json.object(answers.fields) { $0.answer($1) } }
      json.member("records") { json in
        json.object(answers.records) { json, records in
          json.array(records) { json, record in
            json.part()
            json.object(record) { $0.answer($1) }
          }
        }
      }
    }
  }

  private mutating func answer(_ answer: Answer) {
    switch answer {
    case .text(let text): self.text(text)
    case .list(let items): array(items) { $0.text($1) }
    case .flag(let flag): self.flag(flag)
    case .number(let number): self.number(number)
    }
  }

  mutating func document(_ document: Submission.Document) {
    part()
    object { json in
      json.member("bytes") { $0.number(document.bytes) }
      json.member("name") { $0.text(document.name) }
      json.member("scanned") { $0.flag(document.scanned) }
      json.member("sha256") { $0.text(document.sha256) }
      if let uploaded = document.uploaded {
        json.member("uploaded") { $0.text(uploaded.description) }
      }
    }
  }

  private mutating func part() {
    if follows { bytes.append(0x2C) }
  }

  private static func control(_ byte: UInt8) -> [UInt8] {
    let digits = Array("0123456789abcdef".utf8)
    return Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
  }
}

extension String {
  /// Whether its bytes come before those of another.
  fileprivate func precedes(_ other: String) -> Bool {
    let both = utf8.withContiguousStorageIfAvailable { mine in
      other.utf8.withContiguousStorageIfAvailable { theirs in
        for (left, right) in zip(mine, theirs) where left != right { return left < right }
        return mine.count < theirs.count
      }
    }
    return (both ?? nil) ?? utf8.lexicographicallyPrecedes(other.utf8)
  }
}
