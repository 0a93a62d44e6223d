import HashTreeCollections
import Record
public import Rules

/// How long what was handed in is kept where nothing came of it.
///
/// What led to a filing is kept with it. Of the rest the law asks no more than that it can be looked
/// at while somebody may contest the decision; after that it is personal data without a purpose
/// (Personal Information Protection Law, article 19).
public enum Retention {
  /// Days after a withdrawal: whoever withdrew may have it erased at once, and afterwards it is
  /// erased without being asked for.
  public static let withdrawn = 30
  /// Days after a refusal, for whoever asks: six months to bring a suit (Administrative Procedure
  /// Law, article 46), 184 days at most, and some days for the post.
  public static let refused = 190

  /// The day from which it may be erased; `nil` in a state in which it is kept.
  static func end(of application: Application, asksParty: Bool) -> Day? {
    let last = application.history.last { $0.name == .withdraw || $0.name == .refuse }
    guard let last else { return nil }
    let day = last.at.beijingDay
    return switch application.status {
    case .withdrawn: asksParty ? day : day.advanced(by: withdrawn)
    case .refused: day.advanced(by: refused)
    default: nil
    }
  }
}

extension Application {
  /// The day from which what was handed in may be erased when the party asks for it; `nil` where it
  /// is kept, or erased already.
  public var erasable: Day? {
    dossierErased == nil ? Retention.end(of: self, asksParty: true) : nil
  }

  /// The day from which it is erased without being asked for; `nil` as for ``erasable``.
  public var erasedFrom: Day? {
    dossierErased == nil ? Retention.end(of: self, asksParty: false) : nil
  }
}

extension ApplicationCommand {
  func erase(
    _ id: Identifier, asksParty: Bool, _ context: DecisionContext
  ) throws(RegisterError) -> Decision {
    guard let application = context.cases.applications[id] else { throw .notAllowed(.unknown) }
    guard application.dossierErased == nil else { throw .notAllowed(.state("erased")) }
    guard let day = Retention.end(of: application, asksParty: asksParty) else {
      throw .notAllowed(.state(application.status.rawValue))
    }
    guard context.now.beijingDay >= day else { throw .notAllowed(.kept(until: day)) }
    return Decision(
      CaseFact(event: .dossierErased(application: id)), .done(id),
      erasing: .dossier(application))
  }
}
