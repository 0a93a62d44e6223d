import Certificates
import Credentials
import Foundation
import Media
import TestSupport
import Testing

/// Bytes that count how they are read.
private final class CountingSource: ByteSource, @unchecked Sendable {
  private let bytes: BytesSource
  private let lock = NSLock()
  private var held = (total: 0, largest: 0)

  init(_ bytes: [UInt8]) { self.bytes = BytesSource(bytes) }

  var size: Int { bytes.size }
  /// How many bytes were read in all.
  var total: Int { lock.withLock { held.total } }
  /// How many bytes were asked for at once at most.
  var largest: Int { lock.withLock { held.largest } }

  func read(
    at offset: Int, into buffer: UnsafeMutableRawBufferPointer
  ) throws(MediaError) -> Int {
    let count = try bytes.read(at: offset, into: buffer)
    lock.withLock {
      held.total += count
      held.largest = max(held.largest, count)
    }
    return count
  }
}

@Suite(
  "The content is read once, in pieces, whatever its size",
  .enabled(if: SigningSamples.isPossible, "needs its tools"))
struct OnePassTests {
  private static func number(_ value: Int, little: Bool) -> [UInt8] {
    let bytes = (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    return little ? bytes : bytes.reversed()
  }

  /// A file with four megabytes of content.
  private static func large(_ name: String) async throws -> [UInt8] {
    let content = [UInt8](repeating: 7, count: 4 << 20)
    switch name {
    case "wav":
      let format: [UInt8] = [1, 0, 1, 0, 0x40, 0x1F, 0, 0, 0x40, 0x1F, 0, 0, 1, 0, 8, 0]
      let chunks =
        Array("WAVEfmt ".utf8) + number(16, little: true) + format + Array("data".utf8)
        + number(content.count, little: true) + content
      return Array("RIFF".utf8) + number(chunks.count, little: true) + chunks
    case "mp4":
      let film = [UInt8](try Data(contentsOf: try await SigningSamples.url("mp4")))
      return film + number(content.count + 8, little: false) + Array("mdat".utf8) + content
    default:
      let picture = [UInt8](try Data(contentsOf: try await SigningSamples.url("jpg")))
      return picture + content
    }
  }

  @Test("Signing reads every byte once", arguments: ["wav", "mp4", "jpg"])
  func once(_ name: String) async throws {
    let pki = try SigningPKI.shared.get()
    let signer = CredentialSigner(try pki.signer().signer, validator: pki.validator)
    let source = CountingSource(try await Self.large(name))
    let folder = try TemporaryDirectory()
    let outcome = try signer.sign(
      .init(source, as: try InteroperationTests.definition(), at: SigningPKI.now),
      to: folder.file("x").path)
    #expect(outcome.report.state == .trusted)
    // What is over is structure: heads of boxes, chunks and segments.
    #expect(source.total >= source.size)
    #expect(source.total <= source.size + 262_144, "\(source.total - source.size) more")
    #expect(source.largest <= 262_144)
  }

  @Test(
    "A sidecar reads every byte twice: once to sign, once to read back", arguments: ["wav", "mp4"])
  func sidecars(_ name: String) async throws {
    let pki = try SigningPKI.shared.get()
    let signer = CredentialSigner(try pki.signer().signer, validator: pki.validator)
    let source = CountingSource(try await Self.large(name))
    _ = try signer.sidecar(
      .init(source, as: try InteroperationTests.definition(), at: SigningPKI.now))
    #expect(source.total <= 2 * source.size + 262_144)
    #expect(source.largest <= 262_144)
  }
}
