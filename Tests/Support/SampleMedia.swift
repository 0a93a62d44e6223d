public import Foundation

/// Small files of every format, made by programs of others while the tests run: nothing of them is
/// kept in the repository.
public enum SampleMedia {
  /// A file, and the program that made it.
  public struct Sample: Sendable, CustomStringConvertible {
    /// The ending of its name, or what else tells it from others.
    public let name: String
    /// Where it is.
    public let url: URL

    /// Its name.
    public var description: String { name }
  }

  /// The Python beside the package, with what `scripts/setup --for test` puts there.
  public static let python = Shared.packageRoot.appending(path: ".venv/bin/python").path

  /// Whether the programs are there that make the files.
  public static let isPossible: Bool =
    ["ffmpeg", "convert", "heif-enc", "cjxl", "qpdf", "exiftool"]
    .allSatisfy { Tool.path($0) != nil } && FileManager.default.isExecutableFile(atPath: python)

  /// The names of all samples that can carry a label.
  public static let names = recipes.map(\.name) + described.map { "described.\($0)" }

  /// The names of samples that cannot.
  public static let namesOfDumb = dumb.map(\.name)

  /// One sample.
  ///
  /// - Throws: ``HarnessError`` where the program that makes it does not.
  public static func sample(_ name: String) async throws -> Sample {
    guard let sample = try await made.value.first(where: { $0.name == name }) else {
      throw HarnessError("there is no sample \(name)")
    }
    return sample
  }

  private static let home = Result { try TemporaryDirectory() }

  private static let made = Task {
    let folder = try home.get()
    // A picture with detail in it: a film and every picture are made of the same.
    var picture = Data("P6 96 64 255\n".utf8)
    var random = SeededRandom(seed: 1)
    for row in 0..<64 {
      for column in 0..<96 {
        let noise = UInt8.random(in: 0..<16, using: &random)
        picture += [UInt8(row * 3) &+ noise, UInt8(column * 2), UInt8((row + column) & 0xFF)]
      }
    }
    try picture.write(to: folder.file("picture.ppm"))
    try await run("convert", ["picture.ppm", "picture.png"], in: folder)
    try await run(
      "ffmpeg",
      [
        "-v", "error", "-bitexact", "-f", "lavfi", "-i", "testsrc=d=0.5:s=96x64:r=16", "-f",
        "lavfi", "-i", "sine=d=0.5", "-c:v", "libx264", "-pix_fmt", "yuv420p", "-c:a", "aac",
        "film.mp4",
      ], in: folder)
    var samples: [Sample] = []
    for (name, recipe) in recipes + dumb {
      let file = "sample.\(name)"
      switch recipe {
      case .program(let program, let arguments):
        try await run(
          program, arguments.map { $0.replacingOccurrences(of: "{}", with: file) }, in: folder)
      case .python(let script):
        try await run(python, ["-c", "import sys\n" + script, file], in: folder)
      case .text(let text): try Data(text.utf8).write(to: folder.file(file))
      }
      samples.append(Sample(name: name, url: folder.file(file)))
    }
    for name in described {
      let copy = "sample.described.\(name)"
      try FileManager.default.copyItem(at: folder.file("sample.\(name)"), to: folder.file(copy))
      samples.append(Sample(name: "described.\(name)", url: folder.file(copy)))
    }
    try await run(
      "exiftool",
      [
        "-q", "-m", "-overwrite_original", "-Artist=somebody", "-EXIF:UserComment=a comment",
        "-IPTC:Keywords=a word", "-XMP-dc:Title=a title", "-XMP-dc:Creator=somebody",
        "-XMP-photoshop:Headline=a headline",
      ] + described.map { "sample.described.\($0)" }, in: folder)
    return samples
  }

  private static func run(
    _ program: String, _ arguments: [String], in folder: TemporaryDirectory
  ) async throws {
    let run = try await Tool.run(program, arguments, in: folder.url)
    guard run.code == 0 else {
      throw HarnessError("\(program) \(arguments.joined(separator: " ")): \(run.errorText)")
    }
  }
}
