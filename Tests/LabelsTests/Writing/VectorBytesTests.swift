import Labels
import Media
import Testing

@Suite("The bytes that are written")
struct VectorBytesTests {
  private func label() throws -> AIGCLabel {
    try AIGCLabel(
      status: .generated, contentProducer: "001191110000000000000A10001", produceID: "TV-0001")
  }

  private func labelled(_ bytes: [UInt8]) throws -> [UInt8] {
    let file = try MediaFile(reading: BytesSource(bytes))
    return try LabelWriter.label(file, with: try label()).bytes(limit: 1 << 24)
  }

  @Test("The hand-made WAVE of the vectors comes out byte for byte")
  func wave() throws {
    let j = Array(Vectors.j.utf8)
    let made = try labelled(Building.wave(nil))
    #expect(made == Building.wave(j))
    #expect(made.count == 256)
    let digest = OpenSSL.run(["dgst", "-sha256", "-binary"], input: made).output
    let expected = "b885d858e4f511a23c7a97d89c24656699dc3c78757bc58dff3c6c515b1935e5"
    #expect(!OpenSSL.isThere || digest == hex(expected))
  }

  @Test("Each container frames the label as the vector has it", .enabled(if: Samples.canMake))
  func frames() throws {
    let j = Array(Vectors.j.utf8)
    let frames: [(MediaFormat, [UInt8])] = [
      (.m4a, hex("000000d3 64617461 00000001 00000000") + j),
      (.mp4, hex("0000000c 6d647461 41494743")),
      (.flv, hex("0004 41494743 02 00c3") + j),
      (.mp3, hex("54585858 0000014a 0000 03 4149474300") + j),
      (.flac, hex("c8000000 414947433d") + j),
      (.ogg, hex("c8000000 414947433d") + j),
      (.wav, Array("AIGC".utf8) + hex("c3000000") + j + [0]),
      (.avi, Array("AIGC".utf8)),
    ]
    for (format, frame) in frames {
      let kind = try #require(Samples.all.first { $0.format == format })
      guard let bytes = Samples.bytes(kind) else { continue }
      let made = try labelled(bytes)
      #expect(made.firstRange(of: frame) != nil, "\(format.name)")
      #expect(made.firstRange(of: j) != nil, "\(format.name)")
    }
    let film = try #require(Samples.all.first { $0.format == .matroska })
    guard let bytes = Samples.bytes(film) else { return }
    let made = try labelled(bytes)
    #expect(made.firstRange(of: hex("45a3 84 41494743 4487")) != nil)
  }

  @Test("A new packet in a PNG has the header of the vector")
  func picture() throws {
    let made = try labelled(Building.png([]))
    let header = hex("584d4c3a636f6d2e61646f62652e786d70 00 00 00 00 00")
    #expect(made.firstRange(of: header) != nil)
  }
}
