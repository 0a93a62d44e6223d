/// The members of an object of a request's body, taken one by one: what is left over is refused.
struct JSONMembers {
  /// Where the object stands: `items[0]`; empty for the body itself.
  let place: String
  private var members: [String: JSONValue]

  /// The members of a value that has to be an object.
  init(_ value: JSONValue, at place: String = "") throws(Problem) {
    guard case .object(let members) = value else {
      throw Problem(member: place, zh: "此处应为对象", en: "an object belongs here")
    }
    self.place = place
    self.members = members
  }

  /// The names that are left.
  var names: [String] { members.keys.sorted() }

  /// The place of a member.
  func place(_ name: String) -> String { place.isEmpty ? name : "\(place).\(name)" }

  /// Takes a member; `nil` where it is not there.
  mutating func take(_ name: String) -> JSONValue? { members.removeValue(forKey: name) }

  /// Takes a text.
  mutating func text(_ name: String) throws(Problem) -> String {
    guard let text = try optionalText(name) else {
      throw Problem(member: place(name), zh: "缺少此项", en: "this member is missing")
    }
    return text
  }

  /// Takes a text that may be absent.
  mutating func optionalText(_ name: String) throws(Problem) -> String? {
    switch take(name) {
    case nil: return nil
    case .string(let text): return text
    default: throw Problem(member: place(name), zh: "此处应为字符串", en: "a string belongs here")
    }
  }

  /// Takes an array.
  mutating func array(_ name: String) throws(Problem) -> [JSONValue] {
    switch take(name) {
    case nil: throw Problem(member: place(name), zh: "缺少此项", en: "this member is missing")
    case .array(let elements): return elements
    default: throw Problem(member: place(name), zh: "此处应为数组", en: "an array belongs here")
    }
  }

  /// Takes an object; one that is absent has no members.
  mutating func object(_ name: String) throws(Problem) -> JSONMembers {
    try JSONMembers(take(name) ?? .object([:]), at: place(name))
  }

  /// Refuses what was not taken.
  func finish() throws(Problem) {
    guard let name = names.first else { return }
    throw Problem(
      member: place(name), zh: "没有这一项", en: "there is no such member here")
  }
}
