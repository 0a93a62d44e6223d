public import Rules

/// A product in which a filed algorithm is used (应用产品): its name and the form it has.
public struct Product: Hashable, Sendable, Codable {
  /// The product's name as printed, without the bracketed form.
  public var name: String
  /// The form as printed in brackets after the name (网站, APP, 小程序...), where there is one.
  public var form: String?

  /// A product, with its form where the list prints one.
  public init(name: String, form: String? = nil) {
    self.name = name
    self.form = form
  }
}

/// One statement of a list's note column (备注), as understood.
public struct NoteStatement: Hashable, Sendable, Codable {
  /// What the statement says happened.
  public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    /// The algorithm has another name since.
    case algorithmRenamed = "algorithm-renamed"
    /// The organization has another name since.
    case organizationRenamed = "organization-renamed"
    /// Products were added, removed or renamed.
    case productsChanged = "products-changed"
    /// The model or the data behind the algorithm changed.
    case modelChanged = "model-changed"
    /// What the algorithm does changed.
    case functionsChanged = "functions-changed"
    /// The main purpose changed.
    case purposeChanged = "purpose-changed"
    /// What is disclosed about the algorithm changed.
    case disclosureChanged = "disclosure-changed"
    /// Another person answers for the algorithm.
    case responsiblePersonChanged = "responsible-person-changed"
    /// The filing was cancelled (注销).
    case cancelled
    /// Words that fit none of these; they stand in ``NoteStatement/text``.
    case other
  }

  /// What the statement says happened.
  public var kind: Kind
  /// The month that the note gives, `YYYY-MM`, where it gives one.
  public var month: String?
  /// The earlier value that the note names: an earlier name, or the products before the change.
  public var before: String?
  /// The later value that the note names.
  public var after: String?
  /// The statement's own words.
  public var text: String

  /// A statement with its own words, and what was understood of them.
  public init(
    kind: Kind, month: String? = nil, before: String? = nil, after: String? = nil, text: String
  ) {
    self.kind = kind
    self.month = month
    self.before = before
    self.after = after
    self.text = text
  }
}

/// What one row of a published list says about a filing, as understood.
///
/// The row's own cells are kept beside it, exactly as printed.
public struct FilingFacts: Hashable, Sendable, Codable {
  /// The filing number: in its canonical form where it could be read, otherwise as printed.
  public var number: String
  /// The algorithm's name (算法名称).
  public var algorithm: String
  /// The role (角色), where the list has that column and it could be read.
  public var role: Role?
  /// The algorithm category (算法类别) as printed, where the list has that column.
  public var category: String?
  /// The organization's name (主体名称).
  public var organization: String
  /// The products (应用产品), one by one; empty where the list prints none.
  public var products: [Product]
  /// The main purpose (主要用途).
  public var purpose: String
  /// The note (备注), statement by statement.
  public var notes: [NoteStatement]
  /// The organization's unified social credit code, where the register knows it: official lists print
  /// none.
  public var creditCode: CreditCode?
  /// The last four characters of the provider code in the labels of what the filed model makes
  /// (TC260-PG-20252A): with the credit code it leads from a label to this filing.
  public var modelCode: ModelCode?

  /// Facts as a row gives them; what the list has no column for stays empty.
  public init(
    number: String, algorithm: String, role: Role? = nil, category: String? = nil,
    organization: String, products: [Product] = [], purpose: String = "",
    notes: [NoteStatement] = [], creditCode: CreditCode? = nil, modelCode: ModelCode? = nil
  ) {
    self.number = number
    self.algorithm = algorithm
    self.role = role
    self.category = category
    self.organization = organization
    self.products = products
    self.purpose = purpose
    self.notes = notes
    self.creditCode = creditCode
    self.modelCode = modelCode
  }
}
