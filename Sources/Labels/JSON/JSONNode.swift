internal import Rules

/// A value of a JSON text, with the place where it stands, so that it can be copied as it is.
struct JSONNode: Hashable, Sendable {
  enum Content: Hashable, Sendable {
    case string(String)
    case number
    case bool(Bool)
    case null
    case array([JSONNode])
    case object([Member])
  }

  struct Member: Hashable, Sendable {
    let key: String
    let value: JSONNode
  }

  let content: Content
  /// The bytes of the value in the text, the quotes of a string included.
  let range: Range<Int>

  var string: String? {
    guard case .string(let text) = content else { return nil }
    return text
  }

  var members: [Member]? {
    guard case .object(let members) = content else { return nil }
    return members
  }

  var items: [JSONNode]? {
    guard case .array(let items) = content else { return nil }
    return items
  }

  /// The value of the first member of a name.
  subscript(key: String) -> JSONNode? { members?.first { $0.key == key }?.value }

  /// The value of the first member of one of these names, whichever letters are capital.
  func member(like name: String) -> JSONNode? {
    members?.first { $0.key.utf8.elementsEqual(name.utf8, by: { $0 | 0x20 == $1 | 0x20 }) }?.value
  }
}

/// Why a text is no JSON, and at which byte.
struct JSONFault: Error, Hashable {
  let wording: Wording
  let offset: Int

  init(_ what: String, zh: String, at offset: Int) {
    wording = Wording(zh: zh, en: what)
    self.offset = offset
  }
}
