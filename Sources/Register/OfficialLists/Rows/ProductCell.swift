import Record
import Rules

/// The cell of products (应用产品): names with their forms in brackets, one after another.
///
/// `西瓜视频（APP）、抖音短视频（APP）等` names two products and says that there are more. Brackets are of
/// either width; only the last one of a product is its form, and only where the lists use it as one.
struct ProductCell {
  /// Something remarkable about a cell.
  typealias Remark = (rule: ListFinding.Rule, wording: Wording)

  /// The products as named.
  private(set) var products: [Product] = []
  /// What is remarkable about them.
  private(set) var remarks: [Remark] = []

  private typealias Scalars = ArraySlice<Unicode.Scalar>

  /// Reads a cell.
  init(_ cell: String) {
    guard !ProductCell.isNone(cell) else { return }
    for item in split(Array(cell.unicodeScalars)) { add(item) }
  }

  /// The forms that the lists use, in lower case.
  private static let forms: Set<String> = [
    "网站", "app", "小程序", "微信小程序", "支付宝小程序", "抖音小程序", "百度小程序", "快手小程序",
    "公众账号", "公众号", "微信公众号", "其他", "其它", "智能硬件", "快应用", "客户端", "软件", "h5",
  ]

  /// Marks that say that there is no product.
  private static let none: Set<String> = ["", "-", "--", "—", "——", "－", "－－", "/", "无"]

  /// Whether a cell says that there is no product.
  static func isNone(_ cell: String) -> Bool { none.contains(CellText.squeezed(cell)) }

  /// Whether a text between brackets is a form, or several.
  static func isForm(_ text: String) -> Bool {
    let parts = text.unicodeScalars.split { "、/,，".unicodeScalars.contains($0) }
    return !parts.isEmpty
      && parts.allSatisfy { forms.contains(CellText.trimmed(String($0)).lowercased()) }
  }

  /// Whether a text ends with a form in brackets.
  static func endsWithForm(_ text: String) -> Bool {
    form(of: Array(CellText.trimmed(text).unicodeScalars)[...]) != nil
  }

  /// Cuts a cell into its items.
  private mutating func split(_ scalars: [Unicode.Scalar]) -> [Scalars] {
    let respectsBrackets = Brackets.areBalanced(in: scalars[...])
    var brackets = Brackets()
    var items: [Scalars] = []
    var start = 0
    // Whether the item so far, blanks aside, ends with a form.
    var isComplete = false
    for (place, scalar) in scalars.enumerated() {
      let wasOutside = brackets.isOutside || !respectsBrackets
      let isClosing = brackets.take(scalar)
      guard brackets.isOutside || !respectsBrackets else {
        if wasOutside { isComplete = false }
        continue
      }
      if isClosing {
        isComplete = ProductCell.form(of: scalars[start...place]) != nil
      } else if scalar == "、" || isComplete && ",，;；。\n".unicodeScalars.contains(scalar) {
        items.append(scalars[start..<place])
        start = place + 1
        isComplete = false
      } else if isComplete, !CellText.isBlank(scalar),
        !ProductCell.isOmission(scalars[place...])
      {
        remark(separatorMissingAfter: scalars[start..<place])
        items.append(scalars[start..<place])
        start = place
        isComplete = false
      }
    }
    items.append(scalars[start...])
    return items
  }

  /// Whether what follows is 等 and then nothing, or a separator.
  private static func isOmission(_ rest: Scalars) -> Bool {
    guard rest.first == "等" else { return false }
    guard let next = rest.dropFirst().first(where: { !CellText.isBlank($0) }) else { return true }
    return "、,，;；。".unicodeScalars.contains(next)
  }

  private mutating func add(_ item: Scalars) {
    var item = ProductCell.trimmed(item)
    if item.last == "等",
      item.count == 1 || "）)".unicodeScalars.contains(item.dropLast().last ?? "等")
    {
      item = ProductCell.trimmed(item.dropLast())
      remarks.append(
        (
          .productsOmitted,
          Wording(
            zh: "“等”字表示还有未列出的产品",
            en: "等 says that there are more products than are named")
        ))
      if item.isEmpty { return }
    }
    guard !item.isEmpty else {
      remarks.append(
        (
          .productEmpty,
          Wording(zh: "分隔符旁没有产品", en: "a separator has no product on one side")
        ))
      return
    }
    if let form = ProductCell.form(of: item) {
      products.append(Product(name: ProductCell.text(form.name), form: ProductCell.text(form.form)))
      return
    }
    let name = ProductCell.text(item)
    products.append(Product(name: name))
    remarks.append(
      (
        .productForm,
        Wording(
          zh: "产品“\(name.shown)”没有可识别的服务形式",
          en: "the product \(name.shown) has no form in brackets that the lists use")
      ))
  }

  private mutating func remark(separatorMissingAfter item: Scalars) {
    let name = ProductCell.text(ProductCell.trimmed(item))
    remarks.append(
      (
        .productSeparator,
        Wording(
          zh: "产品“\(name.shown)”之后缺少分隔符",
          en: "no separator stands after the product \(name.shown)")
      ))
  }

  /// The name and the form of an item whose last bracket holds a form.
  private static func form(of item: Scalars) -> (name: Scalars, form: Scalars)? {
    let item = trimmed(item)
    guard let last = item.last, last == ")" || last == "）" else { return nil }
    var depth = 0
    for place in item.indices.reversed() {
      switch item[place] {
      case ")", "）": depth += 1
      case "(", "（":
        depth -= 1
        guard depth == 0 else { continue }
        let name = trimmed(item[..<place])
        let form = trimmed(item[(place + 1)..<(item.endIndex - 1)])
        return name.isEmpty || !isForm(text(form)) ? nil : (name, form)
      default: break
      }
    }
    return nil
  }

  private static func trimmed(_ scalars: Scalars) -> Scalars {
    var rest = scalars.drop(while: CellText.isBlank)
    while let last = rest.last, CellText.isBlank(last) { rest.removeLast() }
    return rest
  }

  private static func text(_ scalars: Scalars) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return CellText.onOneLine(String(view))
  }
}
