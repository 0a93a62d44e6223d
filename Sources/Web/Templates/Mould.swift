/// HTML that a template has written, with places left open for what differs from one page to the next.
///
/// A place is a text to the template, like any other: what a model is given instead of a name or of a
/// token. It begins with random digits that never leave the process, so that nothing that comes from
/// outside can be taken for one.
struct Mould: Sendable {
  /// What stands before each place, and after the last.
  private let pieces: [[UInt8]]
  /// The numbers of the places, in order; one may stand several times.
  private let places: [Int]

  private static let mark = Array(
    ("p" + (0..<2).map { _ in digits(.random(in: .min ... .max), 16) }.joined()).utf8)
  /// How many places a mould can have.
  private static let most = 256

  /// The text that stands for a place, 0 to 255.
  static func place(_ number: Int) -> String {
    String(decoding: mark, as: UTF8.self) + digits(UInt64(clamping: min(number, most - 1)), 2)
  }

  private static func digits(_ value: UInt64, _ count: Int) -> String {
    let text = String(value, radix: 16)
    return String(repeating: "0", count: max(0, count - text.utf8.count)) + text
  }

  /// Takes HTML apart at its places.
  init(_ html: String) {
    let bytes = Array(html.utf8)
    var pieces: [[UInt8]] = []
    var places: [Int] = []
    var begun = 0
    var index = 0
    while index + Self.mark.count + 2 <= bytes.count {
      guard bytes[index] == Self.mark[0],
        bytes[index..<(index + Self.mark.count)].elementsEqual(Self.mark)
      else {
        index += 1
        continue
      }
      let number = bytes[(index + Self.mark.count)...].prefix(2)
      pieces.append(Array(bytes[begun..<index]))
      places.append(Int(String(decoding: number, as: UTF8.self), radix: 16) ?? 0)
      index += Self.mark.count + 2
      begun = index
    }
    pieces.append(Array(bytes[begun...]))
    self.pieces = pieces
    self.places = places
  }

  /// How many bytes it keeps.
  var count: Int { pieces.reduce(0) { $0 + $1.count } }

  /// Writes it; `fill` writes what belongs in a place.
  func write(to html: inout HTMLWriter, _ fill: (Int, inout HTMLWriter) -> Void) {
    for (piece, place) in zip(pieces, places) {
      html.write(written: piece)
      fill(place, &html)
    }
    if let last = pieces.last { html.write(written: last) }
  }

  /// Writes one that has no places.
  func write(to html: inout HTMLWriter) { write(to: &html) { _, _ in } }
}
