/// A fresh number for one piece of content: later ones sort behind earlier ones, and nobody else's is
/// the same.
///
/// 26 characters of Crockford's base 32, all within the characters of GB 45438-2025, Annex E j): 48
/// bits of time and 80 of chance, as a ULID has them.
public struct ContentID: Hashable, Sendable {
  /// The 26 characters.
  public let text: String

  private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

  /// A number for content made at a time.
  ///
  /// - Parameters:
  ///   - milliseconds: Since 1970-01-01T00:00:00Z; what lies outside 0 to 2⁴⁸−1 is cut there.
  ///   - random: Where chance comes from.
  public init(milliseconds: Int64, using random: inout some RandomNumberGenerator) {
    let time = UInt64(min(max(milliseconds, 0), (1 << 48) - 1))
    let high = random.next()
    let low = random.next()
    var characters: [UInt8] = []
    for place in (0..<10).reversed() {
      characters.append(ContentID.alphabet[Int(time >> (5 * UInt64(place)) & 31)])
    }
    // Twelve characters from one number, four from the other: 80 bits.
    for place in 0..<12 { characters.append(ContentID.alphabet[Int(high >> (5 * place) & 31)]) }
    for place in 0..<4 { characters.append(ContentID.alphabet[Int(low >> (5 * place) & 31)]) }
    self.text = String(decoding: characters, as: UTF8.self)
  }
}

extension ContentID: CustomStringConvertible {
  /// The 26 characters.
  public var description: String { text }
}

extension ContentID: Comparable {
  /// Orders by time, then by chance.
  public static func < (left: ContentID, right: ContentID) -> Bool { left.text < right.text }
}
