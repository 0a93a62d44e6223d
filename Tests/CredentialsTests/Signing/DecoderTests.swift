import Certificates
import Credentials
import Foundation
import Media
import TestSupport
import Testing

@Suite(
  "Other programs open what was signed, and warn of nothing new",
  .enabled(
    if: SigningSamples.isPossible && Tool.has("tiffinfo", "qpdf", "exiftool"), "needs its tools"))
struct DecoderTests {
  /// What a program says of a file, its name and addresses in memory left out.
  private static func words(
    _ program: String, _ arguments: [String], _ file: String
  ) async throws -> (code: Int32, lines: [String]) {
    let run = try await Tool.run(program, arguments.map { $0 == "{}" ? file : $0 })
    let lines = (run.errorText).split(separator: "\n").map {
      $0.replacingOccurrences(of: file, with: "FILE")
        .replacing(/0x[0-9a-f]+/, with: "ADDRESS")
    }
    return (run.code, lines)
  }

  private static func readers(_ name: String) -> [(String, [String])] {
    switch name {
    case "svg": [("exiftool", ["-validate", "-warning", "-error", "{}"])]
    case "pdf": [("qpdf", ["--check", "{}"])]
    case "tif", "big.tif":
      [("tiffinfo", ["-D", "{}"]), ("ffmpeg", ["-v", "warning", "-i", "{}", "-f", "null", "-"])]
    case "jxl", "epub": [("exiftool", ["-warning", "-error", "{}"])]
    default: [("ffmpeg", ["-v", "warning", "-i", "{}", "-f", "null", "-"])]
    }
  }

  /// Signs a sample into a folder.
  private static func signed(
    _ name: String, in folder: TemporaryDirectory
  ) async throws -> (before: String, after: String) {
    let pki = try SigningPKI.shared.get()
    let signer = CredentialSigner(try pki.signer().signer, validator: pki.validator)
    let before = try await SigningSamples.url(name).path
    let after = folder.file("signed.\(name)").path
    _ = try signer.sign(
      .init(
        try FileSource(path: before), as: try InteroperationTests.definition(),
        at: SigningPKI.now), to: after)
    return (before, after)
  }

  @Test(
    "A program that reads the format says of it what it said before", arguments: SigningSamples.all)
  func formats(_ sample: SigningSamples.Sample) async throws {
    let folder = try TemporaryDirectory()
    let (before, after) = try await Self.signed(sample.name, in: folder)
    for (program, arguments) in Self.readers(sample.name) {
      let old = try await Self.words(program, arguments, before)
      let new = try await Self.words(program, arguments, after)
      #expect(new.code == old.code, "\(program)")
      let more = new.lines.filter { !old.lines.contains($0) }
      // libtiff says of every tag that it does not know that it does not know it.
      let news = more.filter { !($0.contains("52545") && $0.contains("nknown field")) }
      #expect(news.isEmpty, "\(program)")
    }
  }

  @Test(
    "Pixels and samples are what they were",
    arguments: [
      "jpg", "png", "webp", "gif", "tif", "mp4", "fragmented.mp4", "mov", "wav", "avi", "mp3",
      "flac",
    ])
  func content(_ name: String) async throws {
    let folder = try TemporaryDirectory()
    let (before, after) = try await Self.signed(name, in: folder)
    var sums: [String] = []
    for path in [before, after] {
      let run = try await Tool.run(
        "ffmpeg", ["-v", "error", "-i", path, "-map", "0", "-f", "md5", "-"])
      sums.append(String(decoding: run.output, as: UTF8.self))
    }
    #expect(sums[0] == sums[1])
    #expect(sums[0].hasPrefix("MD5="))
  }
}
