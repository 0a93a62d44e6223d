/// A witness reached over HTTP, below its submission prefix.
public struct HTTPWitnessTransport: WitnessTransport {
  /// Seconds that a witness may take to answer, unless told otherwise.
  public static let defaultSeconds = 10.0

  private let fetcher: HTTPFetcher

  /// The witness whose submission prefix is `url`; throws where that is no http or https address.
  public init(
    url: String, seconds: Double = HTTPWitnessTransport.defaultSeconds
  ) throws(LogReadError) {
    fetcher = try HTTPFetcher(url: url, seconds: seconds)
  }

  /// Posts the body to `add-checkpoint`.
  public func addCheckpoint(_ body: [UInt8]) async throws -> WitnessResponse {
    let answer = try await fetcher.fetch(
      "add-checkpoint", limit: WitnessClient.maximumAnswerLength, posting: body)
    return WitnessResponse(
      status: answer.status, contentType: answer.contentType, body: answer.body)
  }
}
