import Foundation
import Media
import TestSupport

/// Small films made by ffmpeg when they are first asked for.
struct FilmSamples {
  static let ffmpeg = "/usr/bin/ffmpeg"
  static let isThere = FileManager.default.isExecutableFile(atPath: ffmpeg)
  /// The label of the test vectors.
  static let label = Array(
    (#"{"Label":"1","ContentProducer":"001191110000000000000A10001","ProduceID":"TV-0001","#
      + #""ReservedCode1":"","ContentPropagator":"001191110000000000000A10001","#
      + #""PropagateID":"TV-0001","ReservedCode2":""}"#).utf8)
  static let packet = Array(
    (#"<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">"#
      + #"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description "#
      + #"rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" dc:source="a test"/></rdf:RDF>"#
      + #"</x:xmpmeta><?xpacket end="w"?>"#).utf8)
  /// Something that looks like a manifest store from outside.
  static let store: [UInt8] = {
    var writer = ByteWriter()
    writer.box("jumb") { writer in
      writer.box("jumd") { $0.zeros(17) }
      writer.zeros(700)
    }
    return writer.bytes
  }()

  private static let made = Task { try await FilmSamples() }

  let folder: TemporaryDirectory
  private(set) var names: [String] = []

  /// The path of one.
  static func path(_ name: String) async throws -> String {
    try await made.value.folder.file(name).path
  }

  static func bytes(_ name: String) async throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: try await path(name))))
  }

  private init() async throws {
    folder = try TemporaryDirectory()
    let picture = ["-f", "lavfi", "-i", "testsrc2=s=64x48:r=8:d=1"]
    let sound = ["-f", "lavfi", "-i", "sine=440:d=1:r=44100"]
    let h264 = ["-c:v", "libx264", "-preset", "ultrafast", "-g", "4", "-pix_fmt", "yuv420p"]
    let both = picture + sound + h264 + ["-c:a", "aac", "-b:a", "32k", "-shortest"]
    try await make("last.mp4", both)
    try await make("fast.mp4", both + ["-movflags", "+faststart"])
    try await make(
      "keys.mp4", both + ["-movflags", "+faststart+use_metadata_tags", "-metadata", "note=before"])
    try await make("fragments.mp4", both + ["-movflags", "frag_keyframe+empty_moov"])
    try await make(
      "dash.mp4",
      both + ["-movflags", "frag_keyframe+empty_moov+default_base_moof+global_sidx+faststart"])
    try await make("film.mov", both + ["-movflags", "+faststart"])
    try await make(
      "hevc.mp4",
      picture + [
        "-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=none:info=1",
        "-tag:v",
        "hvc1", "-movflags", "+faststart",
      ])
    try await make("sound.m4a", sound + ["-c:a", "aac", "-b:a", "32k", "-movflags", "+faststart"])
    try await make(
      "phone.3gp",
      picture + ["-s", "176x144", "-c:v", "mpeg4", "-f", "3gp", "-movflags", "+faststart"])
    try await make("film.mkv", both)
    try await make(
      "tagged.mkv", both + ["-metadata", "note=before", "-cluster_time_limit", "200"])
    try await make(
      "film.webm",
      picture + sound + [
        "-c:v", "libvpx", "-deadline", "realtime", "-c:a", "libopus", "-b:a", "32k", "-shortest",
      ])
    try await make(
      "live.webm",
      picture + ["-c:v", "libvpx", "-deadline", "realtime", "-live", "1", "-f", "webm"])
    try await make("film.flv", both)
    try await make(
      "seekable.flv", both + ["-flvflags", "add_keyframe_index"])
    try await make("bare.flv", both + ["-flvflags", "no_metadata"])
    try await make(
      "picture.avif", picture + ["-frames:v", "1", "-c:v", "libaom-av1", "-cpu-used", "8"])
  }

  private mutating func make(_ name: String, _ arguments: [String]) async throws {
    let child = try Child(
      Self.ffmpeg,
      ["-v", "error", "-nostdin", "-bitexact"] + arguments + [folder.file(name).path])
    guard try await child.wait(timeout: 120).code == 0 else {
      throw HarnessError("no \(name): \(String(decoding: child.errors, as: UTF8.self))")
    }
    names.append(name)
  }
}

/// What programs of others say of a film.
enum Opinion {
  /// The standard output of a program, which has to succeed.
  static func run(_ program: String, _ arguments: [String]) async throws -> String {
    let child = try Child(program, arguments)
    let end = try await child.wait(timeout: 120)
    guard end.code == 0 else {
      throw HarnessError(
        "\(program) \(arguments): \(String(decoding: child.errors, as: UTF8.self))")
    }
    return String(decoding: child.output, as: UTF8.self)
  }

  /// The hash of every decoded frame, and of every packet as it is stored.
  static func frames(_ path: String) async throws -> String {
    let folder = try TemporaryDirectory()
    let packets = folder.file("packets").path
    let frames = try await run(
      FilmSamples.ffmpeg,
      [
        "-v", "error", "-i", path, "-map", "0", "-f", "framemd5", "-", "-map", "0", "-c", "copy",
        "-f",
        "framemd5", packets,
      ])
    return frames + (try String(contentsOfFile: packets, encoding: .utf8))
  }

  /// What ffprobe warns of, without addresses, and the tags that it finds.
  static func probe(_ path: String) async throws -> (warnings: [String], tags: String) {
    let child = try Child(
      "/usr/bin/ffprobe", ["-v", "warning", "-show_entries", "format_tags", "-of", "json", path])
    guard try await child.wait().code == 0 else { return (["refused"], "") }
    let warnings = String(decoding: child.errors, as: UTF8.self).split(separator: "\n").map {
      String($0.split(separator: "]").last ?? $0)
    }
    return (warnings, String(decoding: child.output, as: UTF8.self))
  }

  static let exiftool = "/usr/bin/exiftool"
  static let hasExiftool = FileManager.default.isExecutableFile(atPath: exiftool)

  /// What exiftool finds, and what of that are warnings.
  static func exif(_ path: String) async throws -> (all: String, warnings: [String]) {
    let all = try await run(exiftool, ["-a", "-s", path])
    let warnings = all.split(separator: "\n").filter {
      $0.hasPrefix("Warning") || $0.hasPrefix("Error")
    }
    return (all, warnings.map(String.init))
  }
}

/// Writes plans and reads them back.
enum Rewritten {
  /// Makes edits in a copy of a file, and says where the copy is.
  static func copy(
    _ path: String, _ edits: [SlotEdit], in folder: TemporaryDirectory, as name: String
  ) throws -> String {
    let file = try MediaFile(reading: try FileSource(path: path))
    let plan = try file.plan(edits)
    let target = folder.file(name).path
    try FileWriter.write(plan, to: target, existing: .replace)
    return target
  }

  /// The payloads of a kind of slot in a file.
  static func payloads(_ kind: Slot.Kind, of path: String) throws -> [[UInt8]] {
    let file = try MediaFile(reading: try FileSource(path: path))
    if let broken = file.broken { throw broken }
    return try file.slots(kind).map { try file.payload(of: $0) }
  }
}
