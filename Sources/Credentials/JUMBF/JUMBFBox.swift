/// A box of JUMBF (ISO/IEC 19566-5): a superbox with boxes in it, or a content box with bytes.
public struct JUMBFBox: Sendable {
  /// The four letters of the type, as the number that they make.
  public let type: UInt32
  /// What is behind the header.
  public let payload: ArraySlice<UInt8>
  /// The box with its header.
  public let encoded: ArraySlice<UInt8>
  /// What the superbox holds; nil for a content box.
  public let superbox: JUMBFSuperbox?

  /// The type in letters, for people.
  public var typeName: String { JUMBFBox.name(of: type) }

  static func name(of type: UInt32) -> String {
    let letters = (0..<4).reversed().map { UInt8(truncatingIfNeeded: type >> UInt32(8 * $0)) }
    guard letters.allSatisfy({ (0x20..<0x7F).contains($0) }) else {
      return "0x" + String(type, radix: 16)
    }
    return String(decoding: letters, as: UTF8.self)
  }
}

/// A superbox: a description and the boxes that it describes.
public struct JUMBFSuperbox: Sendable {
  /// What the description box says.
  public let description: JUMBFDescription
  /// The boxes behind the description, in their order.
  public let boxes: [JUMBFBox]
  /// What a hashed URI hashes: everything behind the superbox's own header (C2PA, 8.4.2.3).
  public let payload: ArraySlice<UInt8>
  /// The box with its header.
  public let encoded: ArraySlice<UInt8>

  /// The label; empty where the description has none.
  public var label: String { description.label ?? "" }

  /// The superboxes among the boxes.
  public var superboxes: [JUMBFSuperbox] { boxes.compactMap(\.superbox) }

  /// The payload of the first content box of a type.
  public func content(_ type: UInt32) -> ArraySlice<UInt8>? {
    boxes.first { $0.type == type && $0.superbox == nil }?.payload
  }

  /// Whether the description says that this is a box of `type`.
  public func isA(_ type: JUMBFType) -> Bool { description.type == type }
}

/// What the description box (`jumd`) of a superbox says.
public struct JUMBFDescription: Sendable {
  /// The content type.
  public let type: JUMBFType
  /// The byte of toggles.
  public let toggles: UInt8
  /// The label, where there is one.
  public let label: String?
  /// The salt of a `c2sh` box, where there is one.
  public let salt: ArraySlice<UInt8>?
}

/// The types of content boxes that are looked for.
enum BoxType {
  static let superbox: UInt32 = 0x6A75_6D62  // jumb
  static let description: UInt32 = 0x6A75_6D64  // jumd
  static let salt: UInt32 = 0x6332_7368  // c2sh
  static let cbor: UInt32 = 0x6362_6F72  // cbor
  static let json: UInt32 = 0x6A73_6F6E  // json
  static let fileDescription: UInt32 = 0x6266_6462  // bfdb
  static let fileData: UInt32 = 0x6269_6462  // bidb
  static let uuid: UInt32 = 0x7575_6964  // uuid
  static let brotli: UInt32 = 0x6272_6F62  // brob
}

/// The content type of a superbox: a UUID.
public struct JUMBFType: Hashable, Sendable {
  /// The 16 bytes.
  public let bytes: [UInt8]

  /// A type by its 16 bytes.
  public init(bytes: [UInt8]) { self.bytes = bytes }

  /// A type whose UUID begins with four ASCII letters (ISO/IEC 19566-5, B.1).
  public init(letters: StaticString) {
    bytes =
      letters.withUTF8Buffer { Array($0) }
      + [0x00, 0x11, 0x00, 0x10, 0x80, 0x00, 0x00, 0xAA, 0x00, 0x38, 0x9B, 0x71]
  }

  /// A manifest store.
  public static let store = JUMBFType(letters: "c2pa")
  /// A standard manifest.
  public static let manifest = JUMBFType(letters: "c2ma")
  /// An update manifest.
  public static let updateManifest = JUMBFType(letters: "c2um")
  /// A compressed manifest.
  public static let compressedManifest = JUMBFType(letters: "c2cm")
  /// An assertion store.
  public static let assertionStore = JUMBFType(letters: "c2as")
  /// A claim.
  public static let claim = JUMBFType(letters: "c2cl")
  /// A claim signature.
  public static let signature = JUMBFType(letters: "c2cs")
  /// A store of W3C credentials, of old files.
  public static let credentialStore = JUMBFType(letters: "c2vc")
  /// A store of data boxes, of old files.
  public static let dataBoxes = JUMBFType(letters: "c2db")
  /// CBOR content.
  public static let cbor = JUMBFType(letters: "cbor")
  /// JSON content.
  public static let json = JUMBFType(letters: "json")
  /// A UUID content box.
  public static let uuid = JUMBFType(letters: "uuid")
  /// An embedded file.
  public static let embeddedFile = JUMBFType(bytes: [
    0x40, 0xCB, 0x0C, 0x32, 0xBB, 0x8A, 0x48, 0x9D, 0xA7, 0x0B, 0x2A, 0xD6, 0xF4, 0x7F, 0x43, 0x69,
  ])
}
