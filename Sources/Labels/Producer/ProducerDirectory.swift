/// What a register answers about whom a label names.
public enum ProducerResolution: Hashable, Sendable {
  /// The code leads to an organization and to one of its filings, by its number.
  case filed(organization: String, filing: String)
  /// The organization is known; which of its filings is meant is not determined.
  case organizationOnly(organization: String)
  /// The register does not know the code.
  case notInRegister
  /// No register was asked, or what is named leads to none.
  case notAsked
}

/// Who knows organizations and filings by their codes: a register, or a snapshot of one.
public protocol ProducerDirectory: Sendable {
  /// Whom a code leads to.
  func resolve(_ producer: ContentProducer) -> ProducerResolution
}
