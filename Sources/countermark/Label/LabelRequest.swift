import Foundation
import Labels
import Media
import Rules

/// What is to be done to one file: a line of a batch, or what stands on the command line.
struct LabelRequest: Codable {
  var file: String
  var producer: String?
  var contentID: String?
  var output: String?
  var system: String?
  var systemVersion: String?
  var provider: String?
  var profile: String?
  var sidecar: Bool?

  /// Labels the file; what goes wrong is the file's answer.
  func carryOut() -> LabelAnswer {
    do {
      return try labelled()
    } catch {
      return LabelAnswer(file: file, error: "\(error)")
    }
  }

  /// What is written beside the label; nothing for `cn`, which asks for the label itself.
  private static func profile(_ id: String, _ file: String) throws -> LabelProfile? {
    if id == "cn" { return nil }
    guard let profile = LabelProfile.builtIn(id) else {
      let known = LabelProfile.builtIn.map(\.id) + ["all"]
      throw ReadError(file, "no profile \(id): there are " + known.joined(separator: ", "))
    }
    return profile
  }

  private func labelled() throws -> LabelAnswer {
    guard let producer, !producer.isEmpty else {
      throw ReadError(file, "no producer: name one with --producer, or in the line of the batch")
    }
    var random = SystemRandomNumberGenerator()
    let number =
      contentID ?? ContentID(milliseconds: LabelTarget.now, using: &random).text
    // At the first writing the propagation elements are those of production (GB 45438-2025, Annex E,
    // note 1).
    let label = try AIGCLabel(
      status: .generated, contentProducer: producer, produceID: number,
      contentPropagator: producer, propagateID: number)
    let profile = try LabelRequest.profile(profile ?? "cn", file)
    let facts = LabelFacts(
      provider: provider, system: system, systemVersion: systemVersion,
      milliseconds: LabelTarget.now)
    do {
      return try LabelTarget.write(file, to: output) { media in
        try LabelWriter.label(media, with: label, profile: profile, facts: facts)
      }
    } catch let error as LabelError {
      guard case .cannotCarry = error, sidecar == true else { throw error }
      return LabelAnswer(
        file: file, sidecar: try LabelWriter.sidecar(beside: file, with: label))
    }
  }
}
