import Foundation
import Media
import TestSupport

/// The files that are signed, one of each format that carries a store.
enum SigningSamples {
  /// A format with its sample, and the media type by which another engine knows it; nil where it does
  /// not know it.
  struct Sample: Sendable, CustomStringConvertible {
    let name: String
    let mediaType: String?
    /// Whether it reads what we sign.
    var isReadThere: Bool { mediaType != nil }
    var description: String { name }
  }

  static let all: [Sample] = [
    Sample(name: "jpg", mediaType: "image/jpeg"), Sample(name: "png", mediaType: "image/png"),
    Sample(name: "webp", mediaType: "image/webp"), Sample(name: "gif", mediaType: "image/gif"),
    Sample(name: "tif", mediaType: "image/tiff"),
    Sample(name: "big.tif", mediaType: "image/tiff"),
    Sample(name: "svg", mediaType: "image/svg+xml"),
    Sample(name: "mp4", mediaType: "video/mp4"),
    Sample(name: "faststart.mp4", mediaType: "video/mp4"),
    Sample(name: "fragmented.mp4", mediaType: "video/mp4"),
    Sample(name: "mov", mediaType: "video/quicktime"),
    Sample(name: "m4a", mediaType: "audio/mp4"), Sample(name: "avif", mediaType: "image/avif"),
    Sample(name: "heic", mediaType: "image/heic"), Sample(name: "wav", mediaType: "audio/wav"),
    Sample(name: "avi", mediaType: "video/avi"), Sample(name: "mp3", mediaType: "audio/mpeg"),
    Sample(name: "v23.mp3", mediaType: "audio/mpeg"),
    Sample(name: "flac", mediaType: "audio/flac"), Sample(name: "jxl", mediaType: "image/jxl"),
    Sample(name: "pdf", mediaType: "application/pdf"),
    Sample(name: "epub", mediaType: "application/epub+zip"),
    Sample(name: "3gp", mediaType: nil), Sample(name: "rf64.wav", mediaType: nil),
  ]

  /// Whether the programs are there that make them.
  static let isPossible =
    SampleMedia.isPossible && Tool.has("cjxl", "heif-enc", "zip")

  /// What is made here, in a folder that stays until the end.
  private static let made = Task {
    let folder = try TemporaryDirectory()
    func run(_ program: String, _ arguments: String...) async throws {
      let run = try await Tool.run(program, arguments, in: folder.url)
      guard run.code == 0 else { throw HarnessError("\(program): \(run.errorText)") }
    }
    let picture = try await SampleMedia.sample("png").url.path
    let text = """
      <?xml version="1.0"?>
      <svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><title>t</title>\
      <rect width="8" height="8" fill="#a53"/></svg>
      """
    try folder.write(text, to: "sample.svg")
    try await run("heif-enc", picture, "-o", "sample.heic")
    try await run("cjxl", "--container=1", picture, "sample.jxl")
    try folder.write(pdf, to: "sample.pdf")
    try folder.write("application/epub+zip", to: "mimetype")
    try await run("zip", "-X", "-0", "-q", "sample.epub", "mimetype", "sample.svg", "sample.pdf")
    return folder
  }

  /// A document of one empty page.
  private static let pdf: Data = {
    let objects = [
      "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Resources << >> >>",
    ]
    var text = "%PDF-1.7\n"
    var table = "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
    for (number, object) in objects.enumerated() {
      let place = String(text.utf8.count)
      table += String(repeating: "0", count: 10 - place.utf8.count) + place + " 00000 n \n"
      text += "\(number + 1) 0 obj\n\(object)\nendobj\n"
    }
    let start = text.utf8.count
    text += table
    text += "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R >>\nstartxref\n\(start)\n%%EOF\n"
    return Data(text.utf8)
  }()

  /// The file of a sample.
  static func url(_ name: String) async throws -> URL {
    if ["svg", "heic", "jxl", "pdf", "epub"].contains(name) {
      return try await made.value.file("sample.\(name)")
    }
    return try await SampleMedia.sample(name).url
  }

  /// The bytes of a sample as a source.
  static func source(_ name: String) async throws -> FileSource {
    try FileSource(path: try await url(name).path)
  }
}

/// The other engine, asked in one process for many files.
enum Engine {
  private static let python = Shared.packageRoot.appending(path: ".venv/bin/python").path

  /// Whether it is there.
  static let exists: Bool = {
    let libraries = Shared.packageRoot.appending(path: ".venv/lib")
    let found = FileManager.default.enumerator(atPath: libraries.resolvingSymlinksInPath().path)?
      .contains { ($0 as? String)?.hasSuffix("site-packages/c2pa/c2pa.py") == true }
    return found == true
  }()

  /// What it said of one file.
  struct Answer: Decodable, Sendable {
    let path: String
    var state: String?
    var failures: [String]?
    var informational: [String]?
    var success: [String]?
    var label: String?
    var title: String?
    var alg: String?
    var time: String?
    var manifests: Int?
    var ingredients: [String]?
    var assertions: [String]?
    var error: String?
  }

  /// Gives it work: `read` or `sign`.
  static func ask(
    _ verb: String, _ jobs: [[String: String]], trusting anchors: String
  ) async throws -> [Answer] {
    let folder = try TemporaryDirectory()
    let trust = try folder.write(anchors, to: "trust.pem")
    let list = try folder.write(try JSONEncoder().encode(jobs), to: "jobs.json")
    let script = Shared.packageRoot.appending(path: "Tests/Python/credentials.py")
    let child = try Child(python, [script.path, verb, trust.path, list.path])
    let end = try await child.wait(timeout: 120)
    guard end.code == 0, !end.bySignal else {
      throw HarnessError(String(decoding: child.errors.suffix(2000), as: UTF8.self))
    }
    return try child.output.split(separator: 0x0A).map {
      try JSONDecoder().decode(Answer.self, from: Data($0))
    }
  }
}
