public import Rules

/// What a register says of somebody whom a mark names.
public enum RegisterAnswer: Hashable, Sendable {
  /// No register was asked.
  case notAsked
  /// The mark gives a name and no code, so no register can be asked.
  case noCode
  /// The code leads to one filing.
  case filing(FiledModel)
  /// The organization is known, and the code does not tell which of its filings is meant.
  case organization(KnownOrganization)
  /// The register knows nothing of the code.
  case notInRegister
  /// The register could not be asked; the text says why.
  case unanswered(String)

  /// A filing, as a register tells of it.
  public struct FiledModel: Hashable, Sendable, Codable {
    /// The filing number.
    public var number: String
    /// The algorithm's name.
    public var algorithm: String
    /// The organization's name.
    public var organization: String
    /// Its status now: `in-force`, `changed`, `cancelled`, `revoked`.
    public var status: String
    /// Whether it is in force now.
    public var isInForce: Bool
    /// Whether it was in force on the day that the file gives; nil where the file gives none.
    public var wasInForce: Bool?
    /// The address of the filing's page, where the register has one.
    public var page: String?
    /// The address of the receipt that proves it, where the register has one.
    public var receipt: String?

    /// A filing, as a register tells of it.
    public init(
      number: String, algorithm: String, organization: String, status: String, isInForce: Bool,
      wasInForce: Bool?, page: String?, receipt: String?
    ) {
      self.number = number
      self.algorithm = algorithm
      self.organization = organization
      self.status = status
      self.isInForce = isInForce
      self.wasInForce = wasInForce
      self.page = page
      self.receipt = receipt
    }
  }

  /// An organization, as a register tells of it.
  public struct KnownOrganization: Hashable, Sendable, Codable {
    /// Its name.
    public var name: String
    /// How many filings it has, and how many of them are in force now.
    public var filings: Int
    /// How many of its filings are in force now.
    public var inForce: Int
    /// Whether any was in force on the day that the file gives; nil where the file gives none.
    public var wasInForce: Bool?
    /// The address of the organization's page, where the register has one.
    public var page: String?
    /// Where the name of the code can be looked up.
    public var sources: [String]

    /// An organization, as a register tells of it.
    public init(
      name: String, filings: Int, inForce: Int, wasInForce: Bool?, page: String?,
      sources: [String]
    ) {
      self.name = name
      self.filings = filings
      self.inForce = inForce
      self.wasInForce = wasInForce
      self.page = page
      self.sources = sources
    }
  }
}

/// Somebody who can be asked what a register says: an open register, one at an address, and later a
/// signed snapshot.
public protocol RegisterQuestions: Sendable {
  /// What the register says of a code, now and on the day that a file gives.
  func answer(_ code: ProviderCode, on day: Day?) async -> RegisterAnswer
}
