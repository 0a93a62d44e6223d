/// Puts boxes of JUMBF together, for a store that is to be written.
public enum JUMBFWriter {
  /// A superbox: its description, then boxes that are already encoded.
  ///
  /// - Parameters:
  ///   - type: The content type.
  ///   - label: The label; it may have none of `/ ; ? #` and no control characters.
  ///   - salt: 16 or 32 random bytes, so that a redacted box cannot be guessed; nil for none.
  ///   - contents: Encoded boxes, one after the other.
  /// - Returns: The encoded box.
  public static func superbox(
    _ type: JUMBFType, label: String, salt: [UInt8]? = nil, contents: [UInt8]
  ) -> [UInt8] {
    var description = type.bytes
    description.append(salt == nil ? 0x03 : 0x13)
    description += label.utf8
    description.append(0)
    if let salt { description += box(BoxType.salt, salt) }
    return box(BoxType.superbox, box(BoxType.description, description) + contents)
  }

  /// A content box with CBOR.
  public static func cbor(_ bytes: [UInt8]) -> [UInt8] { box(BoxType.cbor, bytes) }

  /// A content box with JSON.
  public static func json(_ bytes: [UInt8]) -> [UInt8] { box(BoxType.json, bytes) }

  /// The two content boxes of an embedded file: its media type, then its bytes.
  public static func file(mediaType: String, name: String? = nil, _ bytes: [UInt8]) -> [UInt8] {
    var description: [UInt8] = [name == nil ? 0 : 1]
    description += mediaType.utf8
    description.append(0)
    if let name {
      description += name.utf8
      description.append(0)
    }
    return box(BoxType.fileDescription, description) + box(BoxType.fileData, bytes)
  }

  /// A box of any type; one of 4 GB and more gets the long length.
  static func box(_ type: UInt32, _ payload: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    let short = payload.count + 8
    let long = short > Int(UInt32.max)
    bytes.reserveCapacity(short + 8)
    append(long ? 1 : UInt64(short), 4, to: &bytes)
    append(UInt64(type), 4, to: &bytes)
    if long { append(UInt64(short + 8), 8, to: &bytes) }
    bytes += payload
    return bytes
  }

  private static func append(_ value: UInt64, _ width: Int, to bytes: inout [UInt8]) {
    for place in (0..<width).reversed() {
      bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(8 * place)))
    }
  }
}
