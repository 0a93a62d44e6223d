/// What of a file's metadata is another than before, in the eyes of exiftool.
struct MetadataChange: CustomStringConvertible {
  private var lost: [String] = []
  private var new: [String] = []

  /// Whether nothing changed but what has to for a label to be there.
  var isOnlyTheLabel: Bool { lost.isEmpty && new.isEmpty }

  var description: String { "lost \(lost), new \(new)" }

  /// Compares what exiftool found, each name as often as it is there: which of several copies is the
  /// first may be another than before.
  init(from before: [String: String], to after: [String: String], in name: String) {
    let ending = name.split(separator: ".").last.map(String.init) ?? name
    var rest = Self.lines(after, ending)
    for line in Self.lines(before, ending) {
      if let place = rest.firstIndex(of: line) {
        rest.remove(at: place)
      } else {
        lost.append(String(line.prefix(200)))
      }
    }
    new = rest.filter { !Self.isLabel($0) }.map { String($0.prefix(200)) }
  }

  private static func lines(_ found: [String: String], _ ending: String) -> [String] {
    found.compactMap { key, value in
      let parts = key.split(separator: ":").filter { !$0.hasPrefix("Copy") || $0 == "Copyright" }
      let name = parts.joined(separator: ":")
      return follows(parts) || tells(name, value, of: ending) ? nil : "\(name) = \(value)"
    }.sorted()
  }

  /// What follows from where the file is and how long it is, and says nothing of its metadata.
  private static func follows(_ parts: [Substring]) -> Bool {
    let tag = parts.last ?? ""
    return ["SourceFile", "System", "Composite"].contains(parts.first ?? "")
      || tag.hasSuffix("Offset") || tag.hasSuffix("Offsets")
  }

  /// What is the label, or the packet that it stands in.
  private static func isLabel(_ line: String) -> Bool {
    line.lowercased().contains("aigc") || line.hasPrefix("XMP-x:XMPToolkit")
  }

  /// What a container says of itself, and says otherwise with a label in it.
  private static func tells(_ name: String, _ value: String, of ending: String) -> Bool {
    switch ending {
    // With a packet a WebP needs the chunk that announces it.
    case "webp":
      ["File:FileType", "RIFF:WebP_Flags", "RIFF:ImageWidth", "RIFF:ImageHeight"].contains(name)
    // The packet stands in a box of data of its own.
    case "avif", "heic": name == "QuickTime:MediaDataSize"
    // The list of keys has a handler.
    case "mp4", "mov", "m4a": name.hasSuffix("HandlerType") && value == "Metadata Tags"
    case "flv": name == "Flash:FileSizeBytes"
    case "mp3", "aiff": name == "File:ID3Size"
    // exiftool knows no AAC, and takes what has a tag in front, whoever wrote it, for MP3.
    case "aac": name.hasPrefix("File:") || value == "Unknown file type"
    // A member that is written anew is stored. The others are compared by their bytes.
    case "docx", "xlsx", "pptx": name.hasPrefix("ZIP:")
    case "md": ["File:LineCount", "File:WordCount"].contains(name)
    // With a packet in it exiftool reads all of an SVG as XMP and gives everything other names. That
    // nothing else changed is seen byte by byte.
    case "svg": !name.contains("Warning") && !name.contains("Error")
    default: false
    }
  }
}
