import Media
import TestSupport
import Testing

/// A beginning, and then zeros without end: a file that nobody could hold.
private struct VastSource: ByteSource {
  let head: [UInt8]
  let size: Int

  func read(
    at offset: Int, into buffer: UnsafeMutableRawBufferPointer
  ) throws(MediaError) -> Int {
    let count = max(0, min(buffer.count, size - offset))
    for place in 0..<count {
      buffer[place] = offset + place < head.count ? head[offset + place] : 0
    }
    return count
  }
}

@Suite("Files of sound that are larger than any memory")
struct VastSoundTests {
  /// One terabyte.
  static let size = 1 << 40

  static var wave: [UInt8] {
    var writer = ByteWriter()
    writer.append(ascii: "RF64")
    writer.littleEndian(UInt32.max, width: 4)
    writer.append(ascii: "WAVEds64")
    writer.littleEndian(28, width: 4)
    writer.littleEndian(size - 8, width: 8)
    writer.littleEndian(size - 80, width: 8)
    writer.zeros(12)
    writer.append(RIFFTests.wave[12..<36])
    writer.append(ascii: "data")
    writer.littleEndian(UInt32.max, width: 4)
    return writer.bytes
  }

  @Test(
    "are read and labelled by their structure alone",
    arguments: [wave, ID3Tests.tag(4, []), FLACTests.tiny])
  func labelled(head: [UInt8]) throws {
    let source = VastSource(head: head, size: Self.size)
    let file = try MediaFile(reading: source)
    #expect(file.broken == nil)
    let plan = try file.plan([SlotEdit(SoundTools.aigc, SoundTools.label)])
    #expect(plan.size > Self.size)
    let again = try MediaFile(reading: plan.output)
    #expect(again.format == file.format)
    let slot = try #require(again.slots(SoundTools.aigc).first)
    #expect(try again.payload(of: slot) == SoundTools.label)
  }
}
