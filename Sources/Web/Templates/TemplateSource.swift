import Rules

/// The text of a template, before its texts are put in.
struct TemplateSource {
  private let bytes: [UInt8]
  private let name: String

  init(_ text: String, name: String) {
    self.bytes = Array(text.utf8)
    self.name = name
  }

  private static let open = Array("{{".utf8)
  private static let close = Array("}}".utf8)

  /// The template with every `{{t.key}}` replaced by that text, escaped, and without the blanks at
  /// the beginning of lines, which the engine would otherwise carry along.
  ///
  /// Chinese words in an English text are marked as such, so that they are spoken and set right.
  ///
  /// - Throws: ``TemplateError`` for a text that is not there, and for a tag that writes text
  ///   without escaping it.
  func filled(with texts: Texts) throws(TemplateError) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count * 2)
    var index = 0
    var insideTag = false
    var lineBegins = true
    while index < bytes.count {
      let byte = bytes[index]
      if lineBegins, byte == 0x20 {
        index += 1
        continue
      }
      lineBegins = byte == 0x0A
      guard starts(Self.open, at: index) else {
        if byte == 0x3C { insideTag = true }
        if byte == 0x3E { insideTag = false }
        result.append(byte)
        index += 1
        continue
      }
      guard let end = find(Self.close, from: index + 2) else {
        throw TemplateError(template: name, reason: "a tag is not closed")
      }
      let tag = String(decoding: bytes[(index + 2)..<end], as: UTF8.self)
      if tag.hasPrefix("{") || tag.hasPrefix("&") {
        throw TemplateError(
          template: name, reason: "{{\(tag)}} would write text without escaping it")
      }
      if tag.hasPrefix("t.") {
        let key = String(tag.dropFirst(2))
        let text = texts[key]
        if text == key {
          throw TemplateError(template: name, reason: "there is no text \(key)")
        }
        result += Self.html(text, texts.language, plain: insideTag).utf8
      } else {
        result += bytes[index..<(end + 2)]
      }
      index = end + 2
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func html(_ text: String, _ language: Language, plain: Bool) -> String {
    let runs = plain ? [TextRun(text: text, isChinese: false)] : TextRun.runs(text, in: language)
    return runs.map { run in
      let escaped = HTMLEscape.escape(run.text)
      return run.isChinese ? "<span lang=\"zh-Hans\">\(escaped)</span>" : escaped
    }.joined()
  }

  private func starts(_ sequence: [UInt8], at index: Int) -> Bool {
    index + sequence.count <= bytes.count
      && bytes[index..<(index + sequence.count)].elementsEqual(sequence)
  }

  private func find(_ sequence: [UInt8], from start: Int) -> Int? {
    var index = start
    while index + sequence.count <= bytes.count {
      if starts(sequence, at: index) { return index }
      index += 1
    }
    return nil
  }
}
