import Foundation
import Media
import TestSupport
import Testing

@Suite("A mark that is hidden among pixels")
struct HiddenMarkTests {
  static let label = Array("AIGC{\"Label\":\"1\",\"ProduceID\":\"hidden\"}".utf8)

  @Test("is found in a PNG at any place among its pieces, of whatever length")
  func betweenPieces() throws {
    var random = SeededRandom()
    let piece = PNGSample.chunk("IDAT", random.bytes(500))
    let pieces = 60
    for _ in 0..<Effort.times(40) {
      // Of the length of the pieces themselves, a multiple of it, or any other.
      let length =
        [500, 1012, Int.random(in: 20...2000, using: &random)]
        .randomElement(using: &random) ?? 500
      let text = Array("AIGC\0".utf8) + Self.label
      let hidden = PNGSample.chunk(
        "tEXt", text + Array(repeating: 0x20, count: max(0, length - text.count)))
      let place = Int.random(in: 1..<pieces, using: &random)
      let bytes =
        PNGSample.signature + PNGSample.header
        + (0..<pieces).flatMap { ($0 == place ? hidden : []) + piece } + PNGSample.end
      let file = try MediaFile(bytes)
      #expect(file.broken == nil, "\(random)")
      #expect(file.slots.map(\.kind) == [.text(key: "AIGC")], "\(random)")
      #expect(file.slots.first?.extent.lowerBound == 33 + place * piece.count, "\(random)")
    }
  }

  @Test("is told of in a PNG that ends among its pieces")
  func cutOff() throws {
    let piece = PNGSample.chunk("IDAT", Array(repeating: 7, count: 100))
    let whole = PNGSample.signature + PNGSample.header + piece + piece + PNGSample.end
    for end in 33..<whole.count {
      #expect(try MediaFile(Array(whole[..<end])).broken?.reason == .truncated, "\(end)")
    }
    #expect(try MediaFile(whole).broken == nil)
  }

  @Test("is found behind a JPEG and in the last of its pixels, wherever a window ends")
  func behind() throws {
    var random = SeededRandom()
    for behind in [0, 1, 16_340, 16_383, 16_384, 32_760, 65_000, 65_536 - Self.label.count] {
      for isPixels in [false, true] {
        let noise = random.bytes(70_000).map { $0 == 0x47 ? 0 : $0 }
        let bytes =
          JPEGSample.file() + noise + Self.label + noise.prefix(behind)
          + (isPixels && behind < 16_300 ? [0xFF, 0xD9] : [])
        let file = try MediaFile(bytes)
        #expect(file.slots.map(\.kind) == [.stray], "\(behind)")
        #expect(try file.payloads(.stray) == [Array(Self.label.dropFirst(4))], "\(behind)")
      }
    }
    // Further in it is taken for pixels.
    let far = JPEGSample.file() + Self.label + random.bytes(66_000).map { $0 == 0x47 ? 0 : $0 }
    #expect(try MediaFile(far).slots.isEmpty)
  }
}
