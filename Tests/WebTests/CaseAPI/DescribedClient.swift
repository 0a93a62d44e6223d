import Foundation
import TestSupport

/// A client that knows nothing but the server's description: an operation's name leads to its method,
/// address, parameters and schemas, and what goes out and comes in is held to them.
struct DescribedClient: Sendable {
  let base: String
  let document: JSON

  /// What came of a call.
  struct Answer: Sendable {
    let http: HTTPAnswer
    /// The body as JSON; `null` where it is of another type.
    let json: JSON

    var status: Int { http.status }
    /// The kind of problem, the last part of its type.
    var problem: String? { json["type"].string?.split(separator: "/").last.map { String($0) } }
  }

  /// What a body is made of.
  enum Body: Sendable {
    case none
    /// JSON that the document allows.
    case json(JSON)
    /// Bytes under a type, whatever they are.
    case bytes(Data, type: String)
  }

  /// Reads the description from the server itself.
  init(base: String) async throws {
    self.base = base
    document = try await HTTP.get(base + "/openapi.json").json()
  }

  /// Every operation with a token, as its name, method, path and scopes.
  var guarded: [(name: String, method: String, path: String, scope: String)] {
    var found: [(name: String, method: String, path: String, scope: String)] = []
    for (path, item) in document["paths"].object {
      for (method, operation) in item.object where !operation["security"].isNull {
        found.append(
          (
            operation["operationId"].string ?? "", method, path,
            operation["security"][0]["token"][0].string ?? ""
          ))
      }
    }
    return found.sorted { $0.name < $1.name }
  }

  /// The names of an operation's parameters.
  func parameters(_ name: String) -> [String] {
    let check = SchemaCheck(document)
    return (operation(name)?.operation["parameters"].array ?? [])
      .compactMap { check.resolved($0)["name"].string }
  }

  /// Calls an operation.
  ///
  /// - Throws: ``HarnessError`` where the call, or the answer, is not as the document says.
  func call(
    _ name: String, _ arguments: [String: String] = [:], _ body: Body = .none, token: String?
  ) async throws -> Answer {
    let check = SchemaCheck(document)
    guard let (method, path, operation) = operation(name) else {
      throw HarnessError("the document has no operation \(name)")
    }
    var address = path
    var query: [String] = []
    var headers: [String: String] = [:]
    var left = arguments
    for parameter in operation["parameters"].array.map(check.resolved) {
      let key = parameter["name"].string ?? ""
      guard let value = left.removeValue(forKey: key) else { continue }
      let escaped =
        value.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? value
      switch parameter["in"].string {
      case "path": address = address.replacingOccurrences(of: "{\(key)}", with: escaped)
      case "query": query.append("\(key)=\(escaped)")
      default: headers[key] = value
      }
    }
    guard left.isEmpty, !address.contains("{") else {
      throw HarnessError("\(name): \(address) with \(left.keys) left over")
    }
    if !query.isEmpty { address += "?" + query.joined(separator: "&") }
    if let token { headers["Authorization"] = "Bearer \(token)" }
    let data = try encoded(body, operation, name, &headers)
    let http = try await HTTP.send(
      method.uppercased(), base + address, headers: headers, body: data)
    return try held(http, operation, "\(name) (\(address))")
  }

  private func operation(_ name: String) -> (method: String, path: String, operation: JSON)? {
    for (path, item) in document["paths"].object {
      for (method, operation) in item.object where operation["operationId"].string == name {
        return (method, path, operation)
      }
    }
    return nil
  }

  private func encoded(
    _ body: Body, _ operation: JSON, _ name: String, _ headers: inout [String: String]
  ) throws -> Data? {
    switch body {
    case .none:
      return operation["requestBody"].isNull ? nil : Data()
    case .bytes(let data, let type):
      headers["Content-Type"] = type
      return data
    case .json(let json):
      let schema = operation["requestBody"]["content"]["application/json"]["schema"]
      let faults = SchemaCheck.faults(json, schema, in: document)
      guard !schema.isNull, faults.isEmpty else {
        throw HarnessError("\(name) takes no such body: \(faults)")
      }
      headers["Content-Type"] = "application/json"
      return try json.encoded()
    }
  }

  /// Holds an answer to what the operation promises for its status.
  private func held(_ http: HTTPAnswer, _ operation: JSON, _ name: String) throws -> Answer {
    let check = SchemaCheck(document)
    let promised = check.resolved(operation["responses"]["\(http.status)"])
    guard !promised.isNull else {
      throw HarnessError("\(name) answered \(http.status), which is not promised: \(http.text)")
    }
    for (header, rule) in promised["headers"].object {
      let value = http.headers[header.lowercased()].map { JSON.string($0) } ?? .null
      let faults = SchemaCheck.faults(value, check.resolved(rule)["schema"], in: document)
      guard faults.isEmpty else { throw HarnessError("\(name): \(header): \(faults)") }
    }
    let type = http.headers["content-type"] ?? ""
    let content = promised["content"].object
    guard let media = content[type] else {
      throw HarnessError("\(name) answered \(type), and \(content.keys) is promised")
    }
    guard type.contains("json") else { return Answer(http: http, json: .null) }
    let json = try http.json()
    let faults = SchemaCheck.faults(json, media["schema"], in: document)
    guard faults.isEmpty else { throw HarnessError("\(name) \(http.status): \(faults)") }
    return Answer(http: http, json: json)
  }
}
