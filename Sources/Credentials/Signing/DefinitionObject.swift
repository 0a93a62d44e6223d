/// An object of a manifest definition that is read key by key, so that a key nobody asked for is found.
struct DefinitionObject {
  /// Where it is in the definition: `assertions[2]`; empty for the definition itself.
  let place: String
  private let members: [(String, JSONValue)]
  private var read: Set<String> = []

  init(_ value: JSONValue, at place: String) throws(SigningError) {
    guard let members = value.object else {
      throw .definition(place: place, "an object belongs here")
    }
    self.place = place
    self.members = members
    var names: Set<[UInt8]> = []
    for (name, _) in members where !names.insert(Array(name.utf8)).inserted {
      throw .definition(place: place, "the key \(name) is there twice")
    }
  }

  /// The place of a member.
  func inside(_ key: String) -> String { place.isEmpty ? key : "\(place).\(key)" }

  /// The value of a key; nil where it is absent or null.
  mutating func value(_ key: String) -> JSONValue? {
    read.insert(key)
    let found = members.first { $0.0.utf8.elementsEqual(key.utf8) }?.1
    if case .null? = found { return nil }
    return found
  }

  /// The text of a key.
  mutating func text(_ key: String) throws(SigningError) -> String? {
    guard let value = value(key) else { return nil }
    guard let text = value.text else {
      throw .definition(place: inside(key), "a text belongs here")
    }
    return text
  }

  /// The truth value of a key.
  mutating func bool(_ key: String) throws(SigningError) -> Bool? {
    guard let value = value(key) else { return nil }
    guard case .bool(let bool) = value else {
      throw .definition(place: inside(key), "true or false belongs here")
    }
    return bool
  }

  /// The list of a key, empty where it is absent.
  mutating func list(_ key: String) throws(SigningError) -> [JSONValue] {
    guard let value = value(key) else { return [] }
    guard let list = value.array else {
      throw .definition(place: inside(key), "a list belongs here")
    }
    return list
  }

  /// The file of a key.
  mutating func resource(
    _ key: String
  ) throws(SigningError) -> ManifestDefinition.Resource? {
    guard let value = value(key) else { return nil }
    var object = try DefinitionObject(value, at: inside(key))
    guard let format = try object.text("format"), let path = try object.text("identifier") else {
      throw .definition(place: inside(key), "format and identifier are needed")
    }
    try object.finish()
    return ManifestDefinition.Resource(format: format, identifier: path)
  }

  /// Refuses a key that is known and not done here.
  mutating func refuse(_ key: String, _ why: String) throws(SigningError) {
    guard let value = value(key) else { return }
    if let list = value.array, list.isEmpty { return }
    throw .definition(place: inside(key), why)
  }

  /// Refuses every key that was not asked for.
  func finish() throws(SigningError) {
    for (name, _) in members where !read.contains(name) {
      throw .definition(place: inside(name), "this key is not known here")
    }
  }
}
