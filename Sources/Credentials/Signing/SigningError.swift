public import Certificates
public import Media

/// Why a file was not signed.
///
/// Nothing was written where one is thrown.
public enum SigningError: Error, Sendable {
  /// The manifest definition says something that cannot be done; where in it, and what.
  case definition(place: String, String)
  /// The content and what is to be said of it contradict each other, or it cannot carry a store.
  case content(String)
  /// The file cannot be read or written.
  case media(MediaError)
  /// The certificates or the key do not do.
  case certificate(CertificateError)
  /// The signer did not sign, or not so that it can be used.
  case signer(String)
  /// A time-stamp was asked for and not obtained.
  case timeStamp(String)
  /// What was made does not hold when it is read back, by this report.
  case notValid(ValidationReport)
}

extension SigningError: CustomStringConvertible {
  /// One sentence.
  public var description: String {
    switch self {
    case .definition(let place, let sentence):
      return place.isEmpty
        ? "the manifest definition: \(sentence)" : "the manifest definition, \(place): \(sentence)"
    case .content(let sentence): return sentence
    case .media(let error): return "\(error)"
    case .certificate(let error): return "\(error)"
    case .signer(let sentence): return "the signer: \(sentence)"
    case .timeStamp(let sentence): return "the time-stamp: \(sentence)"
    case .notValid(let report):
      let all = report.statuses + report.ingredients.flatMap(\.statuses)
      let found = all.filter { $0.kind == .failure }.map { "\($0.code.rawValue): \($0.sentence)" }
      return
        "what was signed does not hold when it is read back (\(report.state.rawValue)), so that "
        + "nothing was written: " + found.joined(separator: "; ")
    }
  }
}
