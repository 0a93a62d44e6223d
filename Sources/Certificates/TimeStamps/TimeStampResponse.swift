internal import SwiftASN1

/// An answer to a request for a time-stamp: TimeStampResp, RFC 3161 2.4.2.
public struct TimeStampResponse: Sendable {
  /// The number of its status: 0 granted, 1 granted with changes, 2 refused, 3 and more as in the
  /// standard.
  public let status: Int
  /// What the authority says about it.
  public let statusText: String
  /// The token, where it is granted.
  public let token: TimeStampToken?

  /// Whether there is a time-stamp.
  public var isGranted: Bool { status == 0 || status == 1 }

  /// Reads an encoded response, media type `application/timestamp-reply`.
  public init(bytes: some Collection<UInt8>) throws(CertificateError) {
    let what = "a time-stamp response"
    var remarks: [Remark] = []
    let bytes = Array(bytes)
    var fields = try Fields(
      ASN1Input.parse(bytes[...], what, remarks: &remarks), what)
    var info = try Fields(fields.next("its status"), "the status of \(what)")
    status = try info.next("its number").integer(what)
    var texts: [String] = []
    if let list = info.next(ifTagged: .sequence) {
      var members = try Fields(list, what)
      while let text = members.next() { texts.append(text.text ?? "") }
    }
    statusText = (["status \(status)"] + texts).joined(separator: ", ")
    token = try fields.next().map { node throws(CertificateError) in
      try TimeStampToken(bytes: node.encodedBytes)
    }
    try fields.finish()
    if isGranted, token == nil {
      throw CertificateError(.malformed("it is granted and has no token"), what)
    }
  }

  /// Whether it answers a request: the same imprint, and the number that was given.
  ///
  /// - Returns: What is wrong, or nil.
  public func problem(asAnswerTo request: TimeStampRequest) -> String? {
    guard isGranted, let token else { return "the authority refused: \(statusText)" }
    guard token.info.imprint == request.imprint else { return "it is about another message" }
    if let nonce = request.nonce {
      let wanted = Array(nonce.drop { $0 == 0 })
      guard let given = token.info.nonce, Array(given.drop { $0 == 0 }) == wanted else {
        return "it does not repeat the number of the request"
      }
    }
    if let policy = request.policy, policy != token.info.policy {
      return "it was issued under the policy \(token.info.policy), and \(policy) was asked for"
    }
    return nil
  }
}
