/// What a witness answers, for an HTTP server to send or a client to read.
public struct WitnessResponse: Hashable, Sendable {
  /// The media type of a 409 answer, whose body is the witness's size and a newline.
  public static let sizeType = "text/x.tlog.size"
  /// The media type of every other answer.
  public static let textType = "text/plain; charset=utf-8"

  /// The HTTP status.
  public let status: Int
  /// The Content-Type.
  public let contentType: String
  /// The body.
  public let body: [UInt8]

  /// An answer from its parts.
  public init(status: Int, contentType: String, body: [UInt8]) {
    self.status = status
    self.contentType = contentType
    self.body = body
  }

  static func text(_ status: Int, _ message: String) -> WitnessResponse {
    WitnessResponse(status: status, contentType: textType, body: Array((message + "\n").utf8))
  }

  static func conflict(size: UInt64) -> WitnessResponse {
    WitnessResponse(status: 409, contentType: sizeType, body: Array("\(size)\n".utf8))
  }

  /// The size that a 409 answer tells; nil where it is not written as the protocol says.
  var toldSize: UInt64? {
    guard status == 409, contentType.prefix(while: { $0 != ";" }) == Self.sizeType,
      body.last == ASCII.newline
    else { return nil }
    return ASCII.decimal(body.dropLast())
  }
}
