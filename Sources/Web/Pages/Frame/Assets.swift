import Transparency

/// The files that go with the pages.
///
/// Their names carry a hash of their content, so that they may be kept for ever.
struct Assets: Sendable {
  /// A file as it is served.
  struct File: Sendable {
    let type: String
    let content: String
  }

  let stylesheetName: String
  let markName: String
  let scriptName: String
  private let files: [String: File]

  static let builtIn = Assets(
    stylesheet: EmbeddedText.files["assets/style.css"] ?? "",
    mark: EmbeddedText.files["assets/mark.svg"] ?? "",
    script: EmbeddedText.files["assets/autosave.js"] ?? "")

  init(stylesheet: String, mark: String, script: String) {
    scriptName = "autosave-\(Assets.hash(script)).js"
    stylesheetName = "style-\(Assets.hash(stylesheet)).css"
    markName = "mark-\(Assets.hash(mark)).svg"
    files = [
      stylesheetName: File(type: "text/css; charset=utf-8", content: stylesheet),
      markName: File(type: "image/svg+xml; charset=utf-8", content: mark),
      scriptName: File(type: "text/javascript; charset=utf-8", content: script),
    ]
  }

  /// The file of a name.
  subscript(name: String) -> File? { files[name] }

  private static func hash(_ text: String) -> String {
    MerkleHash.leaf(Array(text.utf8)).bytes.prefix(6).map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
  }
}
