import Foundation
import TestSupport

/// Holds JSON to the schemas of an OpenAPI document: the keywords that ours uses, and a fault for any
/// other.
struct SchemaCheck {
  let document: JSON
  private(set) var faults: [String] = []

  init(_ document: JSON) { self.document = document }

  /// What a value has that its schema does not allow; empty where it holds.
  static func faults(_ value: JSON, _ schema: JSON, in document: JSON) -> [String] {
    var check = SchemaCheck(document)
    check.check(value, schema, at: "$")
    return check.faults
  }

  /// Follows references to where something is written out.
  func resolved(_ node: JSON) -> JSON {
    guard let reference = node["$ref"].string else { return node }
    let parts = reference.split(separator: "/").dropFirst()
    return resolved(parts.reduce(document) { $0[String($1)] })
  }

  /// Keywords that say nothing of a value here.
  private static let silent: Set<String> = [
    "description", "examples", "example", "format", "title",
  ]

  private mutating func fault(_ place: String, _ text: String) {
    faults.append("\(place): \(text)")
  }

  private func holds(_ value: JSON, _ schema: JSON) -> Bool {
    Self.faults(value, schema, in: document).isEmpty
  }

  private mutating func check(_ value: JSON, _ schema: JSON, at place: String) {
    if schema["$ref"].string != nil {
      let target = resolved(schema)
      if target.object.isEmpty { fault(place, "the reference leads nowhere") }
      return check(value, target, at: place)
    }
    for (keyword, rule) in schema.object where !Self.silent.contains(keyword) {
      switch keyword {
      case "type":
        let types = rule.string.map { [$0] } ?? rule.array.compactMap(\.string)
        if !types.contains(where: { Self.isOf($0, value) }) { fault(place, "is not \(types)") }
      case "enum": if !rule.array.contains(value) { fault(place, "is none of \(rule.array)") }
      case "const": if rule != value { fault(place, "is not \(rule)") }
      case "oneOf":
        let count = rule.array.count { holds(value, $0) }
        if count != 1 { fault(place, "fits \(count) of the alternatives") }
      case "allOf": for part in rule.array { check(value, part, at: place) }
      case "required":
        guard case .object(let members) = value else { continue }
        for name in rule.array.compactMap(\.string) where members[name] == nil {
          fault(place, "lacks \(name)")
        }
      case "properties":
        for (name, part) in rule.object {
          if let member = value.object[name] { check(member, part, at: "\(place).\(name)") }
        }
      case "unevaluatedProperties":
        let known = names(schema, of: value)
        for name in value.object.keys where !known.contains(name) {
          fault(place, "has a member \(name) that is not described")
        }
      case "additionalProperties":
        for (name, member) in value.object where schema["properties"].object[name] == nil {
          check(member, rule, at: "\(place).\(name)")
        }
      case "items":
        for (offset, element) in value.array.enumerated() {
          check(element, rule, at: "\(place)[\(offset)]")
        }
      case "minItems", "maxItems":
        guard case .array(let elements) = value, let limit = rule.int else { continue }
        if keyword == "minItems" ? elements.count < limit : elements.count > limit {
          fault(place, "has \(elements.count) elements")
        }
      case "minimum", "maximum":
        guard let number = value.number, let limit = rule.number else { continue }
        if keyword == "minimum" ? number < limit : number > limit { fault(place, "is \(number)") }
      case "maxLength":
        guard let text = value.string, let limit = rule.int else { continue }
        if text.unicodeScalars.count > limit { fault(place, "is too long") }
      case "pattern":
        guard let text = value.string, let pattern = rule.string else { continue }
        if text.range(of: pattern, options: .regularExpression) == nil {
          fault(place, "\(text) does not fit \(pattern)")
        }
      default: fault(place, "the keyword \(keyword) is not known to this check")
      }
    }
  }

  /// The members that a schema and what it is made of describe.
  private func names(_ schema: JSON, of value: JSON) -> Set<String> {
    let schema = resolved(schema)
    let parts = schema["allOf"].array + schema["oneOf"].array.filter { holds(value, $0) }
    return parts.reduce(Set(schema["properties"].object.keys)) { $0.union(names($1, of: value)) }
  }

  private static func isOf(_ type: String, _ value: JSON) -> Bool {
    switch (type, value) {
    case ("null", .null), ("boolean", .bool), ("number", .number), ("string", .string),
      ("array", .array), ("object", .object):
      true
    case ("integer", .number): value.int != nil
    default: false
    }
  }
}
