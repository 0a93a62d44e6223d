import Record

/// The moulds that the statements of notes come in.
enum NoteMould {
  typealias Kind = NoteStatement.Kind
  typealias Change = (kind: Kind, before: String?, after: String?)

  static let becomes = "变更为"

  /// What stands before a changed value and says what it is; longer ones first.
  private static let subjects: [(words: String, kind: Kind)] = [
    ("备案主体名称", .organizationRenamed), ("主体名称", .organizationRenamed),
    ("公司名称", .organizationRenamed), ("主体", .organizationRenamed),
    ("算法名称", .algorithmRenamed),
    ("关联产品名称", .productsChanged), ("应用产品名称", .productsChanged),
    ("产品服务形式", .productsChanged), ("关联产品", .productsChanged),
    ("应用产品", .productsChanged), ("产品名称", .productsChanged), ("产品", .productsChanged),
    ("算法输出模态", .modelChanged), ("算法输入模态", .modelChanged), ("输出模态", .modelChanged),
    ("输入模态", .modelChanged), ("算法模型", .modelChanged), ("模型", .modelChanged),
    ("主要用途", .purposeChanged),
    ("算法安全责任人", .responsiblePersonChanged), ("法人", .responsiblePersonChanged),
  ]

  private static let additions = ["新增", "增加", "添加"]
  private static let removals = ["删除", "减少", "取消", "移除"]

  /// Words that a statement begins with.
  private static let openers =
    ["原", "变更", "更新", "已注销", "备案材料", "同时", "《"] + additions + removals
    + subjects.map(\.words)

  /// Whether a text begins a statement of its own.
  static func beginsStatement(_ text: String) -> Bool {
    !text.begins(with: becomes) && openers.contains(where: text.begins)
  }

  /// Whether a text names something and does not yet say what became of it: `产品名称…`, `原主体…`.
  static func namesChange(_ text: String) -> Bool {
    subject(of: text) != nil && bare[text] == nil && !text.holds(becomes)
  }

  /// Reads one statement; `previous` is the kind of the one before it in the same breath.
  static func read(_ text: String, after previous: Kind?) -> NoteStatement {
    let change =
      replacement(text, after: previous) ?? formerName(text) ?? removal(text)
      ?? addition(text, after: previous) ?? announcement(text) ?? (.other, nil, nil)
    return NoteStatement(
      kind: change.kind, before: change.before, after: change.after, text: text)
  }

  /// `原主体名称“甲”变更为“乙”`, `产品变更为丙`, and the further pairs of an enumeration, `“丁”变更为“戊”`.
  private static func replacement(_ text: String, after previous: Kind?) -> Change? {
    guard let middle = outermost(becomes, in: text) else { return nil }
    let left = String(text[..<middle.lowerBound])
    let after = value(String(text[middle.upperBound...]))
    if let (kind, rest) = subject(of: left) { return (kind, value(withoutLead(rest)), after) }
    let isPair = ["“", "\"", "‘"].contains(where: left.begins) || ProductCell.endsWithForm(left)
    guard isPair, let previous, renamings.contains(previous), let before = value(left) else {
      return nil
    }
    return (previous, before, after)
  }

  private static let renamings: Set<Kind> = [
    .productsChanged, .organizationRenamed, .algorithmRenamed, .modelChanged,
  ]

  /// `原算法名称“甲”` alone: the present name stands in the row.
  private static func formerName(_ text: String) -> Change? {
    guard text.begins(with: "原"), let (kind, rest) = subject(of: text),
      renamings.contains(kind), let before = value(withoutLead(rest))
    else { return nil }
    return (kind, before, nil)
  }

  /// `删除关联产品“甲(网站)、乙(网站)”`.
  private static func removal(_ text: String) -> Change? {
    guard let objects = text.rest(afterFirst: removals) else { return nil }
    let (isProduct, rest) = products(objects)
    guard isProduct || ProductCell.endsWithForm(unquoted(rest)) else { return nil }
    return (.productsChanged, value(rest), nil)
  }

  /// Something was added: products, functions, models or modalities.
  private static func addition(_ text: String, after previous: Kind?) -> Change? {
    guard let verb = additions.first(where: text.holds), let found = text.place(of: verb) else {
      return nil
    }
    let isFirst = found.lowerBound == text.startIndex
    let (isProduct, rest) = products(String(text[found.upperBound...]))
    if isFirst, isProduct || ProductCell.endsWithForm(unquoted(rest)) {
      return (.productsChanged, nil, value(rest))
    }
    if ["功能", "服务", "访问路径", "入口", "场景"].stand(in: rest) {
      return (.functionsChanged, nil, nil)
    }
    if let model = rest.rest(after: "接入") { return (.modelChanged, nil, value(model)) }
    if ["模型", "算法", "模态"].stand(in: rest) { return (.modelChanged, nil, value(rest)) }
    // `更新应用产品，新增酷狗概念版`: what is added is said by the statement before.
    return isFirst && previous == .productsChanged ? (.productsChanged, nil, value(rest)) : nil
  }

  /// `关联产品：甲` without the words before the names; whether these were there.
  private static func products(_ text: String) -> (isNamed: Bool, rest: String) {
    let words = ["算法使用产品", "关联产品", "应用产品", "产品"]
    guard let rest = text.rest(afterFirst: words) else { return (false, text) }
    return (true, withoutLead(rest))
  }

  /// What is said without old and new: `已注销`, `产品变更`, `变更主要用途`.
  private static func announcement(_ text: String) -> Change? {
    if text.begins(with: "已注销") || text == "注销" { return (.cancelled, nil, nil) }
    if text.holds("主要用途") { return (.purposeChanged, nil, quoted(text)) }
    if text.holds("公示") { return (.disclosureChanged, nil, nil) }
    if ["算法安全责任人", "法人", "法定代表人"].stand(in: text) {
      return (.responsiblePersonChanged, nil, nil)
    }
    if text.holds("访问路径") { return (.functionsChanged, nil, nil) }
    if ["模型", "模态"].stand(in: text) {
      if let newer = text.place(of: "升级为") {
        return (.modelChanged, nil, value(String(text[newer.upperBound...])))
      }
      return ["变更", "更新"].stand(in: text) ? (.modelChanged, nil, nil) : nil
    }
    return bare[text].map { ($0, nil, nil) }
  }

  /// Statements that only say that something changed.
  private static let bare: [String: Kind] = {
    var bare: [String: Kind] = [:]
    for (words, kind) in subjects {
      for text in ["\(words)变更", "变更\(words)", "更新\(words)", "\(words)发生变更"] {
        bare[text] = kind
      }
    }
    return bare
  }()
}

extension NoteMould {
  /// The statement with a further item of its enumeration: `新增产品甲(APP)` by `乙(网站)`.
  static func continued(
    _ statement: NoteStatement, by text: String, separator: String
  ) -> NoteStatement? {
    guard !beginsStatement(text), !text.holds(becomes), ["、", "，", ","].contains(separator)
    else { return nil }
    let item = unquoted(text)
    var longer = statement
    longer.text += separator + text
    switch statement.kind {
    case .productsChanged:
      guard ProductCell.endsWithForm(item) else { return nil }
      if let after = statement.after {
        longer.after = "\(after)、\(item)"
      } else if let before = statement.before {
        longer.before = "\(before)、\(item)"
      } else {
        return nil
      }
    case .modelChanged:
      let words = ["模型", "算法", "文本", "文字", "图像", "图片", "视频", "音频", "语音"]
      guard let after = statement.after, words.stand(in: item) else { return nil }
      longer.after = "\(after)、\(item)"
    case .disclosureChanged, .purposeChanged:
      let ends = ["描述", "表述", "机制", "场景", "原理", "信息", "内容"]
      guard text.begins(with: "算法") || ends.contains(where: text.ends) else { return nil }
    case .functionsChanged:
      guard ["功能", "服务"].contains(where: text.ends) else { return nil }
    default: return nil
    }
    return longer
  }

  /// What a text is about and what follows the words that say so; `原` may stand before them.
  private static func subject(of text: String) -> (kind: Kind, rest: String)? {
    var text = text
    // `《算法安全自评估报告》中主体名称…`: the document in which it was changed.
    if text.begins(with: "《"), let close = text.place(of: "》中") {
      text = String(text[close.upperBound...])
    }
    text = text.rest(after: "原") ?? text
    for (words, kind) in subjects {
      if let rest = text.rest(after: words) { return (kind, rest) }
    }
    return nil
  }

  /// A value without `由`, `从`, `原` before it.
  private static func withoutLead(_ text: String) -> String {
    var text = CellText.trimmed(text)
    for lead in ["由", "从", "原", "：", ":"] { text = text.rest(after: lead) ?? text }
    return CellText.trimmed(text)
  }

  /// Where `words` stand outside quotation marks and brackets, or failing that anywhere.
  private static func outermost(_ words: String, in text: String) -> Range<String.Index>? {
    var brackets = Brackets()
    let needle = Array(words.unicodeScalars)
    let scalars = text.unicodeScalars
    for place in scalars.indices {
      if brackets.isOutside, scalars[place] == needle.first,
        scalars[place...].starts(with: needle)
      {
        return place..<scalars.index(place, offsetBy: needle.count)
      }
      _ = brackets.take(scalars[place])
    }
    return text.place(of: words)
  }

  /// A value as it reads without quotation marks; `nil` where nothing is left.
  private static func value(_ text: String) -> String? {
    let value = unquoted(text)
    return value.isEmpty ? nil : value
  }

  /// The text on one line, without quotation marks around the whole or around the items of an
  /// enumeration.
  static func unquoted(_ text: String) -> String {
    let text = CellText.onOneLine(text)
    let scalars = text.unicodeScalars
    guard let first = scalars.first, let last = scalars.last, scalars.count > 1,
      [("“", "”"), ("\"", "\""), ("‘", "’")].contains(where: { $0 == first && $1 == last })
    else { return text }
    return CellText.trimmed(String(scalars.dropFirst().dropLast()))
  }

  /// What stands between the first quotation marks of a text.
  private static func quoted(_ text: String) -> String? {
    guard let open = text.place(of: "“"), let close = text.place(of: "”", from: open.upperBound)
    else { return nil }
    return value(String(text[open.upperBound..<close.lowerBound]))
  }
}
