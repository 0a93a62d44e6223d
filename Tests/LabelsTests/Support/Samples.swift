import Foundation
import Media
import TestSupport
import Testing

/// Small real files, made by other programs, once a run.
enum Samples {
  /// What a sample is made with, in the words of ffmpeg, and the ending of its name.
  struct Kind: Sendable, CustomTestStringConvertible {
    let format: MediaFormat
    let name: String
    let arguments: [String]

    var testDescription: String { name }
  }

  private static let picture = ["-f", "lavfi", "-i", "testsrc=size=64x48:rate=5:duration=1"]
  private static let sound = ["-f", "lavfi", "-i", "sine=frequency=440:duration=0.4"]
  private static let still = ["-frames:v", "1"]

  static let all: [Kind] = [
    Kind(format: .png, name: "a.png", arguments: picture + still),
    Kind(format: .jpeg, name: "a.jpg", arguments: picture + still),
    Kind(format: .gif, name: "a.gif", arguments: picture),
    Kind(format: .webP, name: "a.webp", arguments: picture + still),
    Kind(format: .tiff, name: "a.tiff", arguments: picture + still),
    Kind(
      format: .mp4, name: "a.mp4",
      arguments: picture + ["-c:v", "mpeg4", "-movflags", "+faststart"]
    ),
    Kind(format: .quickTime, name: "a.mov", arguments: picture + ["-c:v", "mpeg4"]),
    Kind(format: .m4a, name: "a.m4a", arguments: sound + ["-c:a", "aac"]),
    Kind(format: .threeGP, name: "a.3gp", arguments: picture + ["-c:v", "mpeg4"]),
    Kind(format: .matroska, name: "a.mkv", arguments: picture + ["-c:v", "mpeg4"]),
    Kind(format: .avi, name: "a.avi", arguments: picture + ["-c:v", "mpeg4"]),
    Kind(format: .flv, name: "a.flv", arguments: picture + ["-c:v", "flv"]),
    Kind(format: .wav, name: "a.wav", arguments: sound),
    Kind(format: .mp3, name: "a.mp3", arguments: sound),
    Kind(format: .flac, name: "a.flac", arguments: sound),
    Kind(format: .ogg, name: "a.opus", arguments: sound + ["-c:a", "libopus"]),
    Kind(format: .aiff, name: "a.aiff", arguments: sound),
    Kind(format: .aac, name: "a.aac", arguments: sound),
  ]

  /// The bytes of a sample; nil where it could not be made here.
  static func bytes(_ kind: Kind) -> [UInt8]? { made[kind.name] }

  private static let made: [String: [UInt8]] = {
    let folder = FileManager.default.temporaryDirectory.appending(path: "samples-\(UUID())")
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var made: [String: [UInt8]] = [:]
    for kind in all {
      let url = folder.appending(path: kind.name)
      guard run("ffmpeg", ["-v", "error", "-y"] + kind.arguments + [url.path]).status == 0,
        let data = try? Data(contentsOf: url)
      else { continue }
      made[kind.name] = [UInt8](data)
    }
    return made
  }()

  static let canMake = run("ffmpeg", ["-version"]).status == 0

  static let hasExifTool = canMake && run("exiftool", ["-ver"]).status == 0

  /// Runs a program; what it wrote to standard output.
  static func run(_ program: String, _ arguments: [String]) -> (status: Int32, output: [UInt8]) {
    guard let run = try? Tool.runHere(program, arguments) else { return (-1, []) }
    return (run.code, [UInt8](run.output))
  }

  /// The hash of all decoded frames and samples, by ffmpeg.
  static func decoded(_ path: String) -> String {
    String(
      decoding: run("ffmpeg", ["-v", "error", "-i", path, "-map", "0", "-f", "hash", "-"]).output,
      as: UTF8.self)
  }
}
