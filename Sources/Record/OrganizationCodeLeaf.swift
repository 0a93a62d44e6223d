public import Rules

/// What a public source says of an organization's unified social credit code.
///
/// Official lists print names and no codes, and labels carry codes and no names: a statement like this
/// joins the two. It is an observation with its source, and not a decision of this register.
public struct OrganizationCodeLeaf: Hashable, Sendable, Codable {
  /// The code, its check character verified.
  public var creditCode: CreditCode
  /// The organization's name, as the source prints it.
  public var organization: String
  /// The day on which the source said so.
  public var effective: PublicDate
  /// The file that the statement came in; its address is where the statement can be looked up.
  public var source: Source
  /// When this register recorded it.
  public var recorded: Moment

  /// A statement of a source about an organization, as of a day.
  public init(
    creditCode: CreditCode, organization: String, effective: PublicDate, source: Source,
    recorded: Moment
  ) {
    self.creditCode = creditCode
    self.organization = organization
    self.effective = effective
    self.source = source
    self.recorded = recorded
  }
}
