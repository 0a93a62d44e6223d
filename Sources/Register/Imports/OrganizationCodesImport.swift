import Record
public import Rules

/// A statement about an organization's credit code, as a table gives it.
public struct OrganizationCode: Hashable, Sendable, Codable {
  /// The code, its check character verified.
  public var creditCode: CreditCode
  /// The organization's name as the source prints it.
  public var organization: String
  /// The day on which the source said so.
  public var observed: Day
  /// Where the statement can be looked up.
  public var address: String
}

/// What importing statements about credit codes did.
public struct OrganizationCodesImport: Sendable, Codable {
  /// Codes that were recorded.
  public var recorded: [CreditCode]
  /// Recorded codes whose organization has filings in the register.
  public var withFilings: [CreditCode]
  /// Statements that were known.
  public var known: Int

  /// Decides what recording statements comes to.
  ///
  /// A statement is known if one of the same code, name and address is recorded.
  static func decide(
    _ codes: [OrganizationCode], source: Source, on state: RegisterState, at now: Moment
  ) -> Decision {
    var outcome = OrganizationCodesImport(recorded: [], withFilings: [], known: 0)
    var leaves: [Leaf] = []
    var seen: Set<[String]> = []
    for code in codes {
      let identity = [code.creditCode.text, code.organization, code.address]
      let isRecorded = state.statements(of: code.creditCode).contains {
        [code.creditCode.text, $0.leaf.organization, $0.leaf.source.address ?? ""] == identity
      }
      guard !isRecorded, seen.insert(identity).inserted else {
        outcome.known += 1
        continue
      }
      var source = source
      source.address = code.address
      leaves.append(
        .organizationCode(
          OrganizationCodeLeaf(
            creditCode: code.creditCode, organization: code.organization,
            effective: PublicDate(code.observed), source: source, recorded: now)))
      outcome.recorded.append(code.creditCode)
      let name = SearchNormalization.normalize(code.organization)
      if !state.ordinals(ofName: name).isEmpty { outcome.withFilings.append(code.creditCode) }
    }
    return Decision(
      kind: .organizationCodesImported, subject: source.name, leaves: leaves,
      outcome: .organizationCodesImported(outcome))
  }
}
