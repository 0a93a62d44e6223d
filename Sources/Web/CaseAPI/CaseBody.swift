import Hummingbird

/// Reads the body of a request whole, within bounds, and as JSON.
enum CaseBody {
  /// The most bytes of a body that is JSON: a form with all its answers, many times over.
  static let limit = 1 << 20

  /// Whether a request has a body.
  static func isIn(_ request: Request) -> Bool {
    if let length = request.headers[.contentLength] { return length != "0" }
    return request.headers[.transferEncoding] != nil
  }

  /// The value that a request's body is; an empty object where it has none.
  ///
  /// - Throws: A ``Problem`` where it is too long, of another type, or no JSON; and what the
  ///   connection throws.
  static func read(_ request: Request) async throws -> JSONValue {
    guard isIn(request) else { return .object([:]) }
    if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit {
      throw tooLong
    }
    let type = HeaderText.Parameters(Array((request.headers[.contentType] ?? "").utf8)[...]).value
    guard type == "application/json" else {
      throw Problem(
        .unsupportedType, zh: "正文须为application/json", en: "the body has to be application/json")
    }
    var bytes: [UInt8] = []
    for try await buffer in request.body {
      guard bytes.count + buffer.readableBytes <= limit else { throw tooLong }
      buffer.withUnsafeReadableBytes { bytes += $0 }
    }
    do throws(JSONFault) {
      return try JSONParser.parse(bytes)
    } catch {
      throw Problem(error)
    }
  }

  private static var tooLong: Problem {
    Problem(.bodyTooLong, zh: "正文最长\(limit)字节", en: "a body has at most \(limit) bytes here")
  }
}

extension Problem {
  /// A problem with one member of a request's body.
  init(member: String, zh: String, en: String) {
    let place = String(String.UnicodeScalarView(member.unicodeScalars.prefix(200)))
    self.init(.invalidBody, zh: "“\(place)”：\(zh)", en: "\"\(place)\": \(en)")
    places = [place]
  }

  /// A body that is no JSON text.
  init(_ fault: JSONFault) {
    let reason: (zh: String, en: String) =
      switch fault.reason {
      case .truncated: ("正文不完整", "it ends before it is whole")
      case .unexpected: ("不是JSON", "this is no JSON")
      case .tooDeep: ("嵌套过深", "values lie too deep within each other")
      case .repeated: ("同一对象中名称重复", "a name stands twice in one object")
      case .notText: ("不是UTF-8文字", "this is no text in UTF-8")
      case .trailing: ("JSON之后还有内容", "something follows the value")
      }
    self.init(
      .invalidBody, zh: "正文第\(fault.offset)字节处：\(reason.zh)",
      en: "byte \(fault.offset) of the body: \(reason.en)")
  }
}
