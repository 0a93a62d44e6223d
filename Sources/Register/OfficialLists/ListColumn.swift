/// The columns of the official lists.
enum ListColumn: String, Hashable, Sendable, CaseIterable {
  case serial = "序号"
  case algorithm = "算法名称"
  case role = "角色"
  case category = "算法类别"
  case organization = "主体名称"
  case products = "应用产品"
  case purpose = "主要用途"
  case number = "备案编号"
  case note = "备注"

  /// The column with that heading, blanks disregarded.
  init?(heading: String) { self.init(rawValue: CellText.squeezed(heading)) }

  /// Without these a table is no list of filings.
  static let required: [ListColumn] = [.algorithm, .organization, .number]
}
