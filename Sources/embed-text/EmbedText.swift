import Foundation

/// Writes a Swift file with the text of other files: `embed-text OUTPUT FOLDER FILE...`.
///
/// Each text is keyed by the file's path below FOLDER. Run by the build plugin of the same name.
@main
enum EmbedText {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count >= 3 else {
      throw EmbedTextError(reason: "usage: embed-text OUTPUT FOLDER FILE...")
    }
    let folder = arguments[2].hasSuffix("/") ? arguments[2] : arguments[2] + "/"
    var source = "enum EmbeddedText {\n  static let files: [String: String] = [\n"
    for path in arguments.dropFirst(3) {
      guard path.hasPrefix(folder) else {
        throw EmbedTextError(reason: "\(path) does not lie in \(folder)")
      }
      let data = try Data(contentsOf: URL(filePath: path))
      guard let text = String(validating: data, as: UTF8.self) else {
        throw EmbedTextError(reason: "\(path) is not UTF-8")
      }
      guard !text.utf8.contains(0x0D), !text.contains("\"\"\"####") else {
        throw EmbedTextError(reason: "\(path) has a carriage return or the closing delimiter")
      }
      source += "    \"\(path.dropFirst(folder.count))\": ####\"\"\"\n\(text)\n\"\"\"####,\n"
    }
    source += source.hasSuffix("[\n") ? "    :\n  ]\n}\n" : "  ]\n}\n"
    try source.write(toFile: arguments[1], atomically: true, encoding: .utf8)
  }
}

struct EmbedTextError: Error, CustomStringConvertible {
  let reason: String
  var description: String { reason }
}
