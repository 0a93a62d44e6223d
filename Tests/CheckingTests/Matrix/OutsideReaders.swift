import Foundation
import TestSupport
import Testing

/// What programs of others make of a file.
enum OutsideReaders {
  /// The content of a file as an independent decoder has it: frames and samples, pages, members.
  static func content(_ path: String) async throws -> String {
    func output(_ program: String, _ arguments: [String], codes: Set<Int32> = [0]) async throws
      -> String
    {
      let run = try await Tool.run(program, arguments)
      guard codes.contains(run.code) else {
        throw HarnessError("\(program) \(path): \(run.errorText) \(run.text)")
      }
      return run.output.base64EncodedString()
    }
    switch URL(filePath: path).pathExtension {
    case "jxl":
      let folder = try TemporaryDirectory()
      let picture = folder.file("a.ppm")
      _ = try await output("djxl", [path, picture.path])
      return try Data(contentsOf: picture).base64EncodedString()
    case "heic":
      let folder = try TemporaryDirectory()
      _ = try await output("heif-convert", ["-q", "100", path, folder.file("a.png").path])
      return try await output("convert", [folder.file("a.png").path, "-depth", "8", "rgb:-"])
    case "tif", "dng":
      // ffmpeg reads no BigTIFF.
      return try await output("convert", ["tiff:\(path)", "-depth", "8", "rgb:-"])
    case "svg": return try await output("convert", ["svg:\(path)", "-depth", "8", "rgb:-"])
    case "pdf":
      let pages = try await output("pdftoppm", ["-r", "40", path])
      return pages + (try await output("pdftotext", [path, "-"]))
    case "docx", "xlsx", "pptx": return try await output(SampleMedia.python, ["-c", members, path])
    case "md":
      // What stands behind the front matter is the content.
      let text = try String(contentsOfFile: path, encoding: .utf8)
      return text.components(separatedBy: "\n---\n").dropFirst().joined(separator: "\n---\n")
    default:
      let run = try await Tool.run(
        "ffmpeg",
        ["-v", "error", "-i", path, "-map", "0", "-f", "streamhash", "-hash", "sha256", "-"])
      guard run.code == 0 else { throw HarnessError("\(path): \(run.errorText)") }
      return run.text
    }
  }

  /// The members of an Office document but those that say what is in it: name, time, coding and bytes.
  private static let members = """
    import hashlib, sys, zipfile
    told = {"[Content_Types].xml", "_rels/.rels", "docProps/custom.xml"}
    archive = zipfile.ZipFile(sys.argv[1])
    for one in archive.infolist():
        if one.filename not in told:
            digest = hashlib.sha256(archive.read(one)).hexdigest()
            print(one.filename, one.date_time, one.compress_type, one.compress_size, digest)
    """

  /// What those who check this kind of file complain about, apart from exiftool.
  static func complaints(_ path: String) async throws -> Set<String> {
    var lines: [String] = []
    func ask(_ program: String, _ arguments: [String], output: Bool = false) async throws {
      let run = try await Tool.run(program, arguments)
      if run.code != 0 { lines.append("\(program): exit code \(run.code)") }
      let text = run.errorText + (output ? run.text : "")
      lines += text.split(separator: "\n").map { "\(program): \($0)" }
    }
    switch URL(filePath: path).pathExtension {
    case "tif", "dng": try await ask("tiffinfo", ["-D", path])
    case "pdf":
      try await ask("qpdf", ["--check", path])
      try await ask("pdfinfo", ["-custom", path])
    case "docx", "xlsx", "pptx": try await ask("unzip", ["-tqq", path])
    case "mkv", "webm":
      try await ask("mkvinfo", [path])
      let run = try await Tool.run("mkvmerge", ["-J", path])
      let answer = try JSONSerialization.jsonObject(with: run.output) as? [String: Any]
      for kind in ["warnings", "errors"] {
        lines += (answer?[kind] as? [String] ?? ["nothing"]).map { "mkvmerge: \($0)" }
      }
    case "flac": try await ask("flac", ["-t", "-s", "-w", path])
    case "ogg": try await ask("ogginfo", ["-q", path], output: true)
    case "opus":
      let run = try await Tool.run("opusinfo", [path])
      lines += run.text.split(separator: "\n").filter { $0.contains("WARNING") }.map(String.init)
    case "webp": try await ask("webpinfo", ["-quiet", path])
    default: break
    }
    if !["svg", "md", "docx", "xlsx", "pptx", "heic", "jxl", "pdf"].contains(
      URL(filePath: path).pathExtension)
    {
      // Addresses of this run's memory stand in brackets.
      let probe = try await Tool.run("ffprobe", ["-v", "warning", path])
      lines += probe.errorText.split(separator: "\n").map {
        "ffprobe: " + $0.replacing(/\ @ 0x[0-9a-f]+/, with: "")
      }
    }
    return Set(
      lines.map { $0.replacingOccurrences(of: path, with: "FILE") }
        // That ffmpeg does not read XMP in WebP is no fault of the file.
        .filter { !$0.contains("skipping unsupported chunk: XMP") })
  }

  /// Everything that exiftool finds in files, the bytes of binary values included, by group, copy and
  /// name; what it warns of stands there too.
  static func metadata(_ paths: [String]) async throws -> [[String: String]] {
    let run = try await Tool.run(
      "exiftool", ["-j", "-a", "-b", "-G1:4", "-s", "-api", "RequestAll=0"] + paths)
    let rows = try JSONSerialization.jsonObject(with: run.output) as? [[String: Any]] ?? []
    return rows.map { row in row.mapValues { "\($0)" } }
  }

  /// What Pillow and mutagen find in files: pixels, tags, and why they do not read one.
  static func libraries(_ paths: [String]) async throws -> [[String: String]] {
    let run = try await Tool.run(SampleMedia.python, ["-W", "error", "-c", readers] + paths)
    guard run.code == 0 else { throw HarnessError("Pillow and mutagen: \(run.errorText)") }
    return try JSONDecoder().decode([[String: String]].self, from: run.output)
  }

  private static let readers = """
    import hashlib, json, sys
    import mutagen, pillow_heif
    from mutagen.aac import AAC
    from PIL import Image
    pillow_heif.register_heif_opener()
    pictures = ("png", "jpg", "gif", "webp", "tif", "dng", "avif", "heic")
    sounds = ("m4a", "mp4", "wav", "mp3", "flac", "ogg", "opus", "aiff", "aac")
    answers = []
    for path in sys.argv[1:]:
        answer = {}
        ending = path.rsplit(".", 1)[-1]
        if ending in pictures:
            try:
                image = Image.open(path)
                digest = hashlib.sha256()
                for frame in range(getattr(image, "n_frames", 1)):
                    image.seek(frame)
                    digest.update(repr((image.size, image.mode)).encode() + image.tobytes())
                answer["pixels"] = digest.hexdigest()
            except Exception as error:
                answer["pixels"] = repr(error)
        if ending in sounds:
            try:
                # Left to guess, it takes AAC with a tag in front for MP3.
                sound = AAC(path) if ending == "aac" else mutagen.File(path)
                answer["length"] = repr(sound.info.length)
                for key, value in (sound.tags.items() if sound.tags else []):
                    answer["tag " + key] = repr(value)
            except Exception as error:
                answer["sound"] = repr(error)
        answers.append(answer)
    print(json.dumps(answers))
    """
}
