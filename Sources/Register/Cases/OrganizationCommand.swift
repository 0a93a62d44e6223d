public import Record
public import Rules

/// What somebody wants of an organization, or on its behalf.
@nonexhaustive
public enum OrganizationCommand: Sendable {
  /// Registers an organization and asks to act for it, with the document that shows it.
  case register(CreditCode, name: String, document: Submission.Document)
  /// Asks to act for an organization that is registered.
  case join(organization: Identifier, document: Submission.Document)
  /// Asks that filings which were imported from official lists belong to the organization.
  case claimFiling(key: String, organization: Identifier, document: Submission.Document)
  /// An officer finds that the document shows it.
  case accept(mandate: Identifier)
  /// An officer finds that it does not, with the reason.
  case decline(mandate: Identifier, reason: String)
  /// Acts for the organization no longer.
  case leave(mandate: Identifier)

  /// The name that events and the permission matrix use.
  public var name: String {
    switch self {
    case .register: "register-organization"
    case .join: "join-organization"
    case .claimFiling: "claim-filing"
    case .accept: "accept-mandate"
    case .decline: "decline-mandate"
    case .leave: "leave-organization"
    }
  }
}

/// An organization (主体) that files here, known by its unified social credit code.
public struct FilingOrganization: Hashable, Sendable {
  /// Its id.
  public let id: Identifier
  /// Its unified social credit code.
  public let creditCode: CreditCode
  /// Its name as registered.
  public let name: String
  /// The seven digits of its subject number, once a number was issued.
  public internal(set) var subjectNumber: Int?
  /// The highest running number issued, by category.
  var serials: [Int: Int] = [:]
  /// The model codes of its filings, by which labels lead to them.
  public internal(set) var modelCodes: Set<ModelCode> = []
  /// Keys of imported filings that were found to be its own.
  public internal(set) var claimedFilings: [String] = []
}

/// A Person's authority to act for an organization, or an organization's claim to an imported
/// filing: asked for with a document, reviewed by an officer.
public struct Mandate: Hashable, Sendable {
  /// Where it stands.
  public enum Status: String, Hashable, Sendable, Codable, CaseIterable {
    /// Nobody has looked at the document yet.
    case requested
    /// It holds.
    case accepted
    /// The document does not show it.
    case declined
    /// The Person left.
    case ended
  }

  /// Its id.
  public let id: Identifier
  /// The organization.
  public let organization: Identifier
  /// The Person who asked.
  public let person: Identifier
  /// The key of the filing that is claimed; `nil` where it is about acting for the organization.
  public let filing: String?
  /// The record that names the document.
  public let record: RecordReference
  /// When it was asked for.
  public let requested: Moment
  /// Where it stands.
  public internal(set) var status = Status.requested
  /// When an officer accepted it; `nil` where none has.
  public internal(set) var accepted: Moment?
  /// The record with the reason, where it was declined.
  public internal(set) var reason: RecordReference?
}
