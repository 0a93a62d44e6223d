import Foundation
import Yams

/// Reads a YAML text into nodes with places; the only file that knows the parser.
struct YAMLSource {
  /// The root, or `nil` where the text cannot be read.
  let root: YAMLNode?
  /// What is wrong with the text as YAML.
  let problems: [RulebookProblem]

  /// How deep values may lie within each other.
  static let depthLimit = 32
  /// How many values a file may hold.
  static let nodeLimit = 100_000
  /// How many duplicate keys are looked for.
  private static let duplicateLimit = 100

  /// Reads a text that may be hostile.
  init(_ text: String) {
    let text =
      text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
    if let problem = YAMLGuard.problem(in: text) {
      self.root = nil
      self.problems = [problem]
      return
    }
    (root, problems) = LargeStack.run { YAMLSource.parse(text) }
  }

  private static func parse(_ text: String) -> (YAMLNode?, [RulebookProblem]) {
    var text = text
    var masked: [MaskedKey] = []
    while true {
      do {
        // No resolver: what a plain word means is decided where it is read, and the standard one
        // tries regular expressions on every key.
        guard let node = try Parser(yaml: text, resolver: .basic).singleRoot() else {
          return (
            nil, [RulebookProblem(line: 1, column: 1, path: "", message: "the file is empty")]
          )
        }
        var conversion = Conversion(masked: masked)
        let root = conversion.convert(node, depth: 0)
        return (conversion.failed ? nil : root, conversion.problems)
      } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
        // The parser stops at the first duplicate. To find the others, and all that is wrong
        // besides, the earlier of the two keys is masked by characters nobody writes, of the same
        // number, so that every place stays what it was.
        let mark = context.mark
        guard masked.count < duplicateLimit,
          let key = MaskedKey(
            among: keys, in: text, line: mark.line, column: mark.column,
            serial: masked.count)
        else {
          return (nil, [duplicate(keys.first ?? "", line: mark.line, column: mark.column)])
        }
        text = key.maskedText
        masked.append(key)
      } catch {
        return (nil, [problem(error)])
      }
    }
  }

  fileprivate static func duplicate(_ key: String, line: Int, column: Int) -> RulebookProblem {
    RulebookProblem(
      line: line, column: column, path: "", message: "the key \(key.clipped) is written twice",
      suggestion: "keep one of the two")
  }

  private static func problem(_ error: any Error) -> RulebookProblem {
    switch error {
    case YamlError.scanner(let context, let problem, let mark, _),
      YamlError.parser(let context, let problem, let mark, _),
      YamlError.composer(let context, let problem, let mark, _):
      let within = context.map { ", \($0.text) from line \($0.mark.line)" } ?? ""
      return RulebookProblem(
        line: mark.line, column: mark.column, path: "",
        message: "this is not YAML: \(problem)\(within)")
    case YamlError.reader(let problem, _, _, _):
      return RulebookProblem(
        line: 1, column: 1, path: "", message: "this is not YAML: \(problem)")
    default:
      return RulebookProblem(line: 1, column: 1, path: "", message: "this is not YAML: \(error)")
    }
  }
}

/// A duplicate key that was written over so that the parser goes on.
private struct MaskedKey {
  let key: String
  let mask: String
  let line: Int
  let column: Int
  let maskedText: String

  /// Masks the key that stands at a place, if it stands there as it is, without quotes.
  init?(among keys: [String], in text: String, line: Int, column: Int, serial: Int) {
    var index = text.startIndex
    let scalars = text.unicodeScalars
    for _ in 1..<max(1, line) {
      guard let end = scalars[index...].firstIndex(of: "\n") else { return nil }
      index = scalars.index(after: end)
    }
    guard
      let start = scalars.index(index, offsetBy: column - 1, limitedBy: scalars.endIndex),
      let key = keys.first(where: { scalars[start...].starts(with: $0.unicodeScalars) }),
      !key.isEmpty,
      // U+E000 and what follows is private: nobody writes it in a key.
      let sign = Unicode.Scalar(0xE000 + UInt32(serial))
    else { return nil }
    let count = key.unicodeScalars.count
    let end = scalars.index(start, offsetBy: count)
    self.key = key
    self.mask = String(repeating: String(sign), count: count)
    self.line = line
    self.column = column
    self.maskedText = String(scalars[..<start]) + mask + String(scalars[end...])
  }
}

/// Turns the parser's nodes into ours, within bounds.
private struct Conversion {
  let masked: [MaskedKey]
  var problems: [RulebookProblem] = []
  /// Whether a bound was passed, so that the tree is not whole.
  var failed = false
  private var count = 0

  init(masked: [MaskedKey]) { self.masked = masked }

  mutating func convert(_ node: Node, depth: Int) -> YAMLNode {
    let line = node.mark?.line ?? 0
    let column = node.mark?.column ?? 0
    count += 1
    guard depth < YAMLSource.depthLimit, count <= YAMLSource.nodeLimit, !failed else {
      if !failed {
        fail(
          line, column,
          depth < YAMLSource.depthLimit
            ? "the file holds more than \(YAMLSource.nodeLimit) values"
            : "values lie more than \(YAMLSource.depthLimit) deep within each other")
      }
      return YAMLNode(content: .scalar("", plain: true), line: line, column: column)
    }
    return YAMLNode(content: content(of: node, depth: depth), line: line, column: column)
  }

  private mutating func content(of node: Node, depth: Int) -> YAMLNode.Content {
    switch node {
    case .scalar(let scalar):
      return .scalar(scalar.string, plain: scalar.style == .plain || scalar.style == .any)
    case .sequence(let sequence):
      return .sequence(sequence.map { convert($0, depth: depth + 1) })
    case .mapping(let mapping):
      var pairs: [YAMLNode.Pair] = []
      var earlier: [(key: String, node: YAMLNode)] = []
      for (key, value) in mapping {
        let key = convert(key, depth: depth + 1)
        let value = convert(value, depth: depth + 1)
        if let mask = masked.first(where: { $0.mask == key.text }) {
          earlier.append((mask.key, key))
        } else {
          pairs.append(YAMLNode.Pair(key: key, value: value))
        }
      }
      reportDuplicates(earlier, kept: pairs.map(\.key))
      return .mapping(pairs)
    case .alias:
      fail(node.mark?.line ?? 0, node.mark?.column ?? 0, "aliases are not read here")
      return .scalar("", plain: true)
    }
  }

  /// Reports every writing of a key but the first.
  private mutating func reportDuplicates(
    _ earlier: [(key: String, node: YAMLNode)], kept: [YAMLNode]
  ) {
    for key in Set(earlier.map(\.key)) {
      let places = earlier.filter { $0.key == key }.map(\.node) + kept.filter { $0.text == key }
      for place in places.sorted(by: { ($0.line, $0.column) < ($1.line, $1.column) }).dropFirst() {
        problems.append(YAMLSource.duplicate(key, line: place.line, column: place.column))
      }
    }
  }

  private mutating func fail(_ line: Int, _ column: Int, _ message: String) {
    failed = true
    problems.append(RulebookProblem(line: line, column: column, path: "", message: message))
  }
}
