/// Where an application (the dossier under review) stands.
///
/// The law knows only filed and not filed (Algorithm Recommendation Provisions, art. 25); the other
/// states are what happens on the way.
public enum ApplicationStatus: String, Hashable, Sendable, Codable, CaseIterable {
  /// It is being written.
  case draft
  /// It is complete and waits for, or is in the hands of, an officer.
  case submitted
  /// It went back with items to correct.
  case returned
  /// An officer recommends a decision, and another Person has to take it.
  case recommended
  /// It is decided and has its number; a list will make it public.
  case approved
  /// It stands in a published list.
  case published
  /// It is decided that it is not filed.
  case refused
  /// The organization took it back before a decision.
  case withdrawn

  /// Whether nothing can follow.
  public var isFinal: Bool {
    switch self {
    case .published, .refused, .withdrawn: true
    case .draft, .submitted, .returned, .recommended, .approved: false
    }
  }
}
