import Foundation
import Rules

@testable import Web

/// Walks through a template as the engine does, and checks every name that it meets against what is
/// bound: the engine itself renders a misspelt name as nothing.
struct TemplateWalk {
  /// A tag of a template, by its place.
  struct Place: Hashable, CustomStringConvertible {
    let template: String
    let tag: String
    let offset: Int
    var description: String { "\(template): {{\(tag)}} at \(offset)" }
  }

  indirect enum Node {
    case name(String, Place)
    case section(String, Place, inverted: Bool, [Node])
    case partial(String, blocks: [String: [Node]])
    case block(String, [Node])
  }

  let templates: [String: [Node]]
  /// The places that a page has been through.
  var visited: Set<Place> = []
  /// Names that nothing was bound to.
  var unknown: Set<Place> = []
  /// Names that were looked up.
  var names: Set<String> = []

  init(_ sources: [String: String]) {
    templates = sources.reduce(into: [:]) { templates, source in
      var parser = Parser(template: source.key, source: source.value)
      templates[source.key] = parser.nodes(until: nil)
    }
  }

  /// Every place of every template.
  var all: Set<Place> {
    func places(_ nodes: [Node]) -> [Place] {
      nodes.flatMap { node -> [Place] in
        switch node {
        case .name(_, let place): [place]
        case .section(_, let place, _, let nodes): [place] + places(nodes)
        case .partial(_, let blocks): blocks.values.flatMap(places)
        case .block(_, let nodes): places(nodes)
        }
      }
    }
    return Set(templates.values.flatMap(places))
  }

  mutating func walk(_ template: String, _ bindings: Bindings) {
    walk(templates[template] ?? [], [bindings], [:])
  }

  /// What stands on the stack: things with names, or `nil` for a text or a condition, which have
  /// none.
  private mutating func walk(
    _ nodes: [Node], _ stack: [Bindings?], _ blocks: [String: [Node]]
  ) {
    for node in nodes {
      switch node {
      case .name(let name, let place):
        visited.insert(place)
        if find(name, stack) == nil { unknown.insert(place) }
      case .section(let name, let place, let inverted, let inside):
        visited.insert(place)
        guard let found = find(name, stack) else {
          unknown.insert(place)
          continue
        }
        switch (found, inverted) {
        case (.list(let list), false): for one in list { walk(inside, stack + [one], blocks) }
        case (.object(let one), false): walk(inside, stack + [one], blocks)
        case (.text, false): walk(inside, stack + [nil], blocks)
        case (.flag(true), false): walk(inside, stack, blocks)
        case (.flag(false), true), (.absent, true): walk(inside, stack, blocks)
        case (.list(let list), true) where list.isEmpty: walk(inside, stack, blocks)
        default: break
        }
      case .partial(let name, let own):
        walk(templates[name] ?? [], stack, blocks.merging(own) { outer, _ in outer })
      case .block(let name, let inside):
        walk(blocks[name] ?? inside, stack, blocks)
      }
    }
  }

  private mutating func find(_ name: String, _ stack: [Bindings?]) -> Binding? {
    // The thing itself: bound within a section over a text, and nowhere else.
    if name == "." {
      guard case .some(.none) = stack.last else { return nil }
      return ""
    }
    let parts = name.split(separator: ".").map(String.init)
    guard let first = parts.first else { return nil }
    names.formUnion(parts)
    for bindings in stack.reversed() {
      guard var found = bindings?[first] else { continue }
      for part in parts.dropFirst() {
        guard case .object(let inner) = found, let next = inner[part] else { return nil }
        found = next
      }
      return found
    }
    return nil
  }

  private struct Parser {
    let template: String
    let pieces: [(text: String, offset: Int)]
    var index = 0

    init(template: String, source: String) {
      self.template = template
      var pieces: [(String, Int)] = []
      var rest = source[...]
      while let open = rest.range(of: "{{"), let close = rest[open.upperBound...].range(of: "}}") {
        let offset = source.utf8.distance(from: source.startIndex, to: open.lowerBound)
        pieces.append((String(rest[open.upperBound..<close.lowerBound]), offset))
        rest = rest[close.upperBound...]
      }
      self.pieces = pieces
    }

    mutating func nodes(until end: String?) -> [Node] {
      var nodes: [Node] = []
      while index < pieces.count {
        let (tag, offset) = pieces[index]
        index += 1
        let place = Place(template: template, tag: tag, offset: offset)
        let name = String(tag.dropFirst())
        switch tag.first {
        case "%", "!": continue
        case "#": nodes.append(.section(name, place, inverted: false, self.nodes(until: name)))
        case "^": nodes.append(.section(name, place, inverted: true, self.nodes(until: name)))
        case ">": nodes.append(.partial(name, blocks: [:]))
        case "$": nodes.append(.block(name, self.nodes(until: name)))
        case "<":
          var blocks: [String: [Node]] = [:]
          for case .block(let name, let inside) in self.nodes(until: name) {
            blocks[name] = inside
          }
          nodes.append(.partial(name, blocks: blocks))
        case "/": if name == end { return nodes }
        default: nodes.append(.name(tag, place))
        }
      }
      return nodes
    }
  }
}
