/// Takes what is typed apart as a shell would: blanks separate, quotes keep together, `$name`
/// stands for what was kept.
enum ScriptWords {
  static func split(_ text: String, _ variables: [String: String]) -> [String] {
    var words: [String] = []
    var word = ""
    var isOpen = false
    var quote: Character?
    for character in text {
      if let open = quote {
        if character == open {
          quote = nil
        } else {
          word.append(character)
        }
      } else if character == "'" || character == "\"" {
        quote = character
        isOpen = true
      } else if character == " " {
        if isOpen { words.append(word) }
        word = ""
        isOpen = false
      } else {
        word.append(character)
        isOpen = true
      }
    }
    if isOpen { words.append(word) }
    return words.map { expand($0, variables) }
  }

  /// The text with each `$name` that is known replaced.
  static func expand(_ text: String, _ variables: [String: String]) -> String {
    var result = ""
    var rest = text[...]
    while let dollar = rest.firstIndex(of: "$") {
      result += rest[..<dollar]
      let name = rest[rest.index(after: dollar)...].prefix { $0.isLetter }
      if let value = variables[String(name)], !name.isEmpty {
        result += value
      } else {
        result += "$" + name
      }
      rest = rest[name.endIndex...]
    }
    return result + rest
  }
}
