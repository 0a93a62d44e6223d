public import Record
public import Rules

/// One line of an official notice that filings were cancelled (注销).
public struct CancellationNotice: Hashable, Sendable, Codable {
  /// The line's position in the file, from 1.
  public var row: Int
  /// The day on which the authority announced it.
  public var announced: Day
  /// The algorithm's name as the notice prints it.
  public var algorithm: String
  /// The role, where the notice prints one.
  public var role: Role?
  /// The algorithm category as printed, where the notice prints one in place of the role.
  public var category: String?
  /// The organization's name as the notice prints it.
  public var organization: String
  /// The products.
  public var products: [Product]
  /// The filing number: in its canonical form where it could be read, otherwise as printed.
  public var number: String
  /// The list in which the filing was published, `track/period`, where the notice names it.
  public var list: String?
  /// The file that was read, with the address of the notice.
  public var source: Source

  /// A notice with all that it says.
  public init(
    row: Int, announced: Day, algorithm: String, role: Role?, category: String?,
    organization: String, products: [Product], number: String, list: String?, source: Source
  ) {
    self.row = row
    self.announced = announced
    self.algorithm = algorithm
    self.role = role
    self.category = category
    self.organization = organization
    self.products = products
    self.number = number
    self.list = list
    self.source = source
  }
}
