internal import Certificates

/// What gets a time-stamp (RFC 3161): the network, or an authority in the same process.
///
/// Nothing here asks the network by itself.
public protocol TimeStamping: Sendable {
  /// The encoded answer to an encoded request: `application/timestamp-query` and
  /// `application/timestamp-reply`.
  func response(to request: [UInt8]) throws -> [UInt8]
}

/// The getting of a time-stamp, with its checks.
enum TimeStampRequesting {
  /// The token over `message`.
  ///
  /// - Throws: ``SigningError/timeStamp(_:)`` where the authority cannot be reached, refuses, or
  ///   answers something else than what was asked.
  static func token(
    over message: [UInt8], from authority: any TimeStamping, nonce: [UInt8]
  ) throws(SigningError) -> [UInt8] {
    let request = TimeStampRequest(MessageImprint(of: message), nonce: nonce)
    let answer: [UInt8]
    do { answer = try authority.response(to: request.bytes) } catch {
      throw .timeStamp("it was asked for and not obtained: \(error)")
    }
    let response: TimeStampResponse
    do throws(CertificateError) { response = try TimeStampResponse(bytes: answer) } catch {
      throw .timeStamp("the answer of the authority cannot be read: \(error)")
    }
    if let problem = response.problem(asAnswerTo: request) { throw .timeStamp(problem) }
    guard let token = response.token else { throw .timeStamp("there is no token in the answer") }
    let outcome = token.check(over: message, trust: Trust())
    guard outcome.has(.validated) else {
      throw .timeStamp(outcome.findings.map(\.text).joined(separator: "; "))
    }
    return token.bytes
  }
}
