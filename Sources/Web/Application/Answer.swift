import Hummingbird

/// How an answer of the machine-readable side is sent: its type, who may keep it, and for how long.
struct AnswerKind: Sendable {
  /// The header fields that all answers of the kind carry.
  let fields: HTTPFields

  private init(type: String, keep: String) {
    fields = [
      .contentType: type,
      .cacheControl: keep,
      .accessControlAllowOrigin: "*",
      .xContentTypeOptions: "nosniff",
    ]
  }

  /// A kind of answer for one program alone: not for caches, nor for pages of other sites.
  private init(personal type: String) {
    fields = [
      .contentType: type, .cacheControl: "no-store", .xContentTypeOptions: "nosniff",
    ]
  }

  /// A kind of answer that any cache may keep but has to ask about again.
  private static func current(_ type: String) -> AnswerKind {
    AnswerKind(type: type, keep: "no-cache")
  }

  /// A kind of answer that is the same for ever.
  private static func immutable(_ type: String) -> AnswerKind {
    AnswerKind(type: type, keep: "public, max-age=31536000, immutable")
  }

  static let json = current("application/json")
  static let problem = current("application/problem+json")
  static let atom = current("application/atom+xml; charset=utf-8")
  static let csv = current("text/csv; charset=utf-8; header=present")
  static let xlsx = current(
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
  /// A receipt: a format of text, for which no media type is registered (C2SP tlog-proof).
  static let receipt = current("text/plain; charset=utf-8")
  /// The log's key, or a policy to begin with.
  static let text = current("text/plain; charset=utf-8")
  /// The newest checkpoint: kept a few seconds at most (C2SP tlog-tiles).
  static let checkpoint = AnswerKind(
    type: "text/plain; charset=utf-8", keep: "public, max-age=3")
  static let tile = immutable("application/octet-stream")
  static let personal = AnswerKind(personal: "application/json")
  static let personalProblem = AnswerKind(personal: "application/problem+json")
  /// A file that somebody handed in: never shown, always saved.
  static let personalFile = AnswerKind(personal: "application/octet-stream")
  /// Something that is true at this moment only.
  static let momentary = AnswerKind(type: "application/json", keep: "no-store")
}

extension Response {
  /// An answer of a kind, with its bytes.
  init(
    _ kind: AnswerKind, status: HTTPResponse.Status = .ok, tag: EntityTag? = nil,
    fileName: String? = nil, bytes: [UInt8]
  ) {
    self.init(
      kind, status: status, tag: tag, fileName: fileName,
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }

  /// An answer of a kind, with its body.
  init(
    _ kind: AnswerKind, status: HTTPResponse.Status = .ok, tag: EntityTag? = nil,
    fileName: String? = nil, body: ResponseBody
  ) {
    var fields = kind.fields
    if let tag { fields[.eTag] = tag.field }
    if let fileName { fields[.contentDisposition] = "attachment; filename=\"\(fileName)\"" }
    self.init(status: status, headers: fields, body: body)
  }

  /// That what the client has is still right.
  static func notModified(_ kind: AnswerKind, tag: EntityTag) -> Response {
    var fields = kind.fields
    fields[.contentType] = nil
    fields[.eTag] = tag.field
    return Response(status: .notModified, headers: fields)
  }
}

extension Request {
  /// Answers with the bytes that a tag stands for, unless the client has them.
  func answer(
    _ kind: AnswerKind, tag: EntityTag, fileName: String? = nil, bytes: () throws -> [UInt8]
  ) rethrows -> Response {
    if tag.isHeld(by: self) { return .notModified(kind, tag: tag) }
    return Response(kind, tag: tag, fileName: fileName, bytes: try bytes())
  }
}
