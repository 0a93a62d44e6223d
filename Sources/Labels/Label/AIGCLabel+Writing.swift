extension AIGCLabel {
  /// How the seven fields are put into one text.
  public enum Wrapper: String, Hashable, Sendable, Codable {
    /// The object with the seven fields, under a name in the file that says AIGC already.
    case inner
    /// Inside one more object with the key `AIGC`, as Annex E b) prints it.
    case wrapped
  }

  /// The label as text: keys, order and blanks exactly as in GB 45438-2025, Annex E b).
  public func text(_ wrapper: Wrapper = .inner) -> String {
    String(decoding: bytes(wrapper), as: UTF8.self)
  }

  /// The bytes of ``text(_:)``.
  public func bytes(_ wrapper: Wrapper = .inner) -> [UInt8] {
    var inner: [UInt8] = [UInt8(ascii: "{")]
    for element in Element.allCases {
      if inner.count > 1 { inner.append(UInt8(ascii: ",")) }
      inner += JSONWriting.quoted(element.rawValue)
      inner.append(UInt8(ascii: ":"))
      inner += JSONWriting.quoted(self[element])
    }
    inner.append(UInt8(ascii: "}"))
    switch wrapper {
    case .inner: return inner
    case .wrapped: return Array("{\"AIGC\": ".utf8) + inner + [UInt8(ascii: "}")]
    }
  }
}
