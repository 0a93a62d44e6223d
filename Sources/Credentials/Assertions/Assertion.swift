/// An assertion in a manifest's store (C2PA, 6).
public struct Assertion: Sendable {
  /// What an assertion holds.
  public enum Content: Sendable {
    /// A CBOR item.
    case cbor(CBOR)
    /// JSON, as it stands.
    case json(JSONValue)
    /// An embedded file: its media type, and its bytes.
    case file(mediaType: String, ArraySlice<UInt8>)
    /// Zeros where something was, by the id of redaction (C2PA, 6.8).
    case redacted
    /// Boxes of another kind.
    case other
    /// Nothing that can be read, and why.
    case unreadable(ValidationStatus)
  }

  /// The label, with the number of the instance: `c2pa.ingredient.v3__1`.
  public let label: String
  /// The label without the number of the instance.
  public let name: String
  /// The number of the instance; 0 for the first.
  public let instance: Int
  /// The box.
  public let box: JUMBFSuperbox
  /// What is in it.
  public let content: Content

  /// The UUID of a redacted assertion (C2PA, 6.8.3).
  static let redactionID: [UInt8] = [
    0xCA, 0xA9, 0x8E, 0xEE, 0x9D, 0x4D, 0xF8, 0x0E, 0x86, 0xAD, 0x4D, 0xFF, 0xCA, 0x26, 0x39, 0x73,
  ]

  init(_ box: JUMBFSuperbox) {
    self.box = box
    label = box.label
    (name, instance) = Assertion.parts(of: box.label)
    content = Assertion.content(box)
  }

  /// The CBOR item, where it has one.
  public var cbor: CBOR? {
    if case .cbor(let item) = content { item } else { nil }
  }

  /// Splits a label into its name and the number of the instance.
  static func parts(of label: String) -> (name: String, instance: Int) {
    let bytes = Array(label.utf8)
    var place = bytes.count
    while place > 0, (0x30...0x39).contains(bytes[place - 1]) { place -= 1 }
    guard place < bytes.count, place > 2, bytes[place - 1] == 0x5F, bytes[place - 2] == 0x5F,
      let number = Int(String(decoding: bytes[place...], as: UTF8.self))
    else { return (label, 0) }
    return (String(decoding: bytes[..<(place - 2)], as: UTF8.self), number)
  }

  private static func content(_ box: JUMBFSuperbox) -> Content {
    if let uuid = box.content(BoxType.uuid), uuid.starts(with: redactionID),
      uuid.dropFirst(16).allSatisfy({ $0 == 0 })
    {
      return .redacted
    }
    // Zeros in the place of everything are a redaction as well (C2PA, 15.11.3.3.1).
    let contents = box.boxes.filter { $0.superbox == nil && $0.type != BoxType.salt }
    if contents.contains(where: { !$0.payload.isEmpty }),
      contents.allSatisfy({ $0.payload.allSatisfy { $0 == 0 } })
    {
      return .redacted
    }
    if box.isA(.embeddedFile) || box.content(BoxType.fileData) != nil {
      return file(box)
    }
    if let bytes = box.content(BoxType.cbor) {
      do { return .cbor(try CBOR(decoding: bytes)) } catch {
        return .unreadable(
          ValidationStatus(.assertionCBORInvalid, nil, "the assertion cannot be read: \(error)"))
      }
    }
    if let bytes = box.content(BoxType.json) {
      do { return .json(try JSONValue(decoding: bytes)) } catch {
        return .unreadable(
          ValidationStatus(.assertionJSONInvalid, nil, "the assertion cannot be read: \(error)"))
      }
    }
    return .other
  }

  /// Reads an embedded file (ISO/IEC 19566-5, B.3).
  private static func file(_ box: JUMBFSuperbox) -> Content {
    let description = box.content(BoxType.fileDescription) ?? []
    let text = description.dropFirst()
    let type = text.prefix { $0 != 0 }
    return .file(
      mediaType: String(decoding: type, as: UTF8.self), box.content(BoxType.fileData) ?? [])
  }

  /// Whether the label is that of a binding to the content (C2PA, 9.2).
  public var isHardBinding: Bool { Assertion.isHardBinding(name) }

  /// Whether a label without its instance is that of a binding to the content.
  static func isHardBinding(_ name: String) -> Bool {
    // The first version of the BMFF hash is ignored as if it were not there (C2PA, 18.6.1).
    [
      "c2pa.hash.data", "c2pa.hash.boxes", "c2pa.hash.collection.data", "c2pa.hash.bmff.v2",
      "c2pa.hash.bmff.v3",
    ].contains(name)
  }

  /// Whether this is an assertion of actions.
  public var isActions: Bool { name == "c2pa.actions" || name == "c2pa.actions.v2" }

  /// Whether this is an assertion of an ingredient.
  public var isIngredient: Bool {
    name == "c2pa.ingredient" || name == "c2pa.ingredient.v2" || name == "c2pa.ingredient.v3"
  }
}

/// Why an assertion is not what its label says.
public struct AssertionFault: Error, Sendable {
  /// The status of it.
  public let code: StatusCode
  /// One sentence.
  public let sentence: String

  init(_ code: StatusCode, _ sentence: String) {
    self.code = code
    self.sentence = sentence
  }
}
