import Rules

/// Why a file's content is refused, for the person who gave it.
struct ContentFault: Error, Hashable {
  let wording: Wording

  init(zh: String, en: String) { wording = Wording(zh: zh, en: en) }

  /// The file is not whole.
  static let truncated = ContentFault(
    zh: "文件不完整，请重新导出后上传", en: "the file is cut off; save it again and give that")

  /// Two programs might see two different files in these bytes.
  static let ambiguous = ContentFault(
    zh: "文件中还含有另一种格式的内容，请另存后上传",
    en: "the file holds a second one of another kind; save it again and give that")

  /// Something does not go together.
  static func damaged(_ zh: String, _ en: String) -> ContentFault {
    ContentFault(zh: "文件已损坏（\(zh)），请重新导出后上传", en: "the file is damaged (\(en)); save it again")
  }
}
