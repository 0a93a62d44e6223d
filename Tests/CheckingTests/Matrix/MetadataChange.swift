/// What of a file's metadata is another than before, in the eyes of exiftool.
struct MetadataChange: CustomStringConvertible {
  private var lost: [String] = []
  private var changed: [String] = []
  private var new: [String] = []

  /// Whether nothing changed but what has to for a label to be there.
  var isOnlyTheLabel: Bool { lost.isEmpty && changed.isEmpty && new.isEmpty }

  var description: String { "lost \(lost), changed \(changed), new \(new)" }

  init(from before: [String: String], to after: [String: String], in name: String) {
    let ending = name.split(separator: ".").last.map(String.init) ?? name
    for (key, value) in before.sorted(by: { $0.key < $1.key }) where !Self.follows(key) {
      guard let now = after[key] else {
        lost.append("\(key) = \(value.prefix(80))")
        continue
      }
      if now != value, !Self.tells(key, of: ending) {
        changed.append("\(key): \(value.prefix(80)) -> \(now.prefix(80))")
      }
    }
    for (key, value) in after.sorted(by: { $0.key < $1.key })
    where before[key] == nil && !Self.follows(key) && !Self.isLabel(key, value)
      && !Self.tells(key, of: ending)
    {
      new.append("\(key) = \(value.prefix(80))")
    }
  }

  /// What follows from where the file is and how long it is, and says nothing of its metadata.
  private static func follows(_ key: String) -> Bool {
    let parts = key.split(separator: ":")
    let tag = parts.last ?? ""
    return key == "SourceFile" || parts.first == "System" || parts.first == "Composite"
      || tag.hasSuffix("Offset") || tag.hasSuffix("Offsets")
  }

  /// What is the label, or the packet that it stands in.
  private static func isLabel(_ key: String, _ value: String) -> Bool {
    key.contains("AIGC") || key.hasSuffix("XMPToolkit") || value.contains("AIGC")
  }

  /// What a container says of itself when it gets a place for a label.
  private static func tells(_ key: String, of ending: String) -> Bool {
    let allowed: [String: [String]] = [:]
    return (allowed[ending] ?? []).contains { key.hasSuffix($0) }
  }
}
