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

  /// Whether the programs are there that make the files.
  public static let isPossible: Bool = ["ffmpeg", "convert"].allSatisfy { Tool.path($0) != nil }

  /// What each sample is made with, from a film and a picture; `{}` is the file to make.
  static let recipes: [(name: String, program: String, arguments: [String])] = {
    let film = ["-v", "error", "-bitexact", "-i", "film.mp4"]
    let sound = film + ["-vn"]
    return [
      ("png", "convert", ["picture.ppm", "{}"]), ("jpg", "convert", ["picture.ppm", "{}"]),
      ("gif", "convert", ["picture.ppm", "{}"]), ("webp", "convert", ["picture.ppm", "{}"]),
      ("lossless.webp", "convert", ["picture.ppm", "-define", "webp:lossless=true", "{}"]),
      ("tif", "convert", ["picture.ppm", "{}"]),
      ("big.tif", "convert", ["picture.ppm", "TIFF64:{}"]),
      ("avif", "ffmpeg", ["-v", "error", "-i", "picture.ppm", "-frames:v", "1", "{}"]),
      ("mp4", "ffmpeg", film + ["-c", "copy", "{}"]),
      ("faststart.mp4", "ffmpeg", film + ["-c", "copy", "-movflags", "+faststart", "{}"]),
      (
        "fragmented.mp4", "ffmpeg",
        film + ["-c", "copy", "-movflags", "frag_keyframe+empty_moov", "{}"]
      ),
      ("mov", "ffmpeg", film + ["-c", "copy", "{}"]),
      ("3gp", "ffmpeg", film + ["-c", "copy", "{}"]),
      ("mkv", "ffmpeg", film + ["-c", "copy", "{}"]),
      ("webm", "ffmpeg", film + ["-c:v", "libvpx", "-c:a", "libopus", "{}"]),
      ("avi", "ffmpeg", film + ["-c:v", "mpeg4", "-c:a", "pcm_s16le", "{}"]),
      ("flv", "ffmpeg", film + ["-c:v", "flv", "-ar", "22050", "{}"]),
      ("m4a", "ffmpeg", sound + ["-c:a", "aac", "{}"]), ("wav", "ffmpeg", sound + ["{}"]),
      ("rf64.wav", "ffmpeg", sound + ["-rf64", "always", "{}"]),
      ("mp3", "ffmpeg", sound + ["{}"]),
      ("v23.mp3", "ffmpeg", sound + ["-id3v2_version", "3", "{}"]),
      ("flac", "ffmpeg", sound + ["{}"]),
      ("ogg", "ffmpeg", sound + ["-c:a", "libvorbis", "{}"]),
      ("opus", "ffmpeg", sound + ["{}"]), ("aiff", "ffmpeg", sound + ["{}"]),
      ("aac", "ffmpeg", sound + ["{}"]),
    ]
  }()

  /// The names of all samples.
  public static let names = recipes.map(\.name)

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
    try await run(
      "ffmpeg",
      [
        "-v", "error", "-bitexact", "-f", "lavfi", "-i", "testsrc=d=0.5:s=96x64:r=16", "-f",
        "lavfi", "-i", "sine=d=0.5", "-c:v", "libx264", "-pix_fmt", "yuv420p", "-c:a", "aac",
        "film.mp4",
      ], in: folder)
    var samples: [Sample] = []
    for recipe in recipes {
      let file = "sample.\(recipe.name)"
      let arguments = recipe.arguments.map { $0.replacingOccurrences(of: "{}", with: file) }
      try await run(recipe.program, arguments, in: folder)
      samples.append(Sample(name: recipe.name, url: folder.file(file)))
    }
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
