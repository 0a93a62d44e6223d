import TestSupport

extension JSON {
  /// The member at a path such as `files[0].lists#`, where `#` stands for how many there are.
  subscript(path path: String) -> JSON {
    var value = self
    var name = ""
    func step() {
      if !name.isEmpty { value = value[name] }
      name = ""
    }
    var index: String?
    for character in path {
      switch character {
      case ".": step()
      case "[":
        step()
        index = ""
      case "]":
        value = value[Int(index ?? "") ?? -1]
        index = nil
      case "#":
        step()
        value = .number(Double(value.array.count))
      default:
        if index != nil { index?.append(character) } else { name.append(character) }
      }
    }
    step()
    return value
  }

  /// The value as a script writes it: a string without its quotes, anything else as JSON.
  var inScript: String {
    if let string { return string }
    return (try? encoded()).map { String(decoding: $0, as: UTF8.self) } ?? "unwritable"
  }
}
