/// A statutory period.
public struct ClockRule: Hashable, Sendable, Codable {
  /// What a return to the organization does to the period.
  public enum ReturnEffect: String, Hashable, Sendable, Codable, CaseIterable {
    /// It stands still until the organization answers, and then begins anew.
    case restart
    /// It stands still until the organization answers, and then goes on.
    case suspend
    /// Nothing: it goes on.
    case none
  }

  /// The id.
  public let id: String
  /// Its name.
  public let name: Wording
  /// How many working days it grants, 1 to 1,000.
  public let days: Int
  /// Who has to act within it.
  public let party: Party
  /// What starts it.
  public let starts: Wording
  /// What a return does to it.
  public let onReturn: ReturnEffect
  /// What it rests on.
  public let source: SourceReference

  /// The most working days that a period can grant.
  public static let mostDays = 1000

  /// A period, or `nil` where it does not grant 1 to 1,000 days.
  public init?(
    id: String, name: Wording, days: Int, party: Party, starts: Wording, onReturn: ReturnEffect,
    source: SourceReference
  ) {
    guard (1...ClockRule.mostDays).contains(days) else { return nil }
    self.id = id
    self.name = name
    self.days = days
    self.party = party
    self.starts = starts
    self.onReturn = onReturn
    self.source = source
  }
}
