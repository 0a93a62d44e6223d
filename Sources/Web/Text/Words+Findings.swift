import Register
import Rules

extension Words {
  /// A finding about a row, by the stable identifier that its leaf holds.
  ///
  /// An identifier that is not known here is shown as it is.
  static func finding(_ identifier: String) -> Wording {
    guard let rule = ListFinding.Rule(rawValue: identifier) else {
      return Wording(zh: identifier, en: identifier)
    }
    return wording(rule)
  }

  private static func wording(_ rule: ListFinding.Rule) -> Wording {
    switch rule {
    case .numberCheckDigit:
      Wording(
        zh: "清单所印编号的校验码与其余各位不符。",
        en:
          "The check digit of the number, as the list prints it, does not go with its other digits."
      )
    case .numberMalformed:
      Wording(
        zh: "清单所印编号的位数或者字符有误，不是完整的编号。照录原文，不作更正。",
        en: "The list misprints the number: it has too many digits, too few, or something else "
          + "among them. It is kept as printed.")
    case .numberForm:
      Wording(
        zh: "编号可以识别，但印刷形式不规范（多余空格、全角数字或缺少前缀等）。",
        en: "The number can be read but is not in its proper form: blanks, full-width digits or a "
          + "missing prefix.")
    case .numberCategory:
      Wording(
        zh: "编号中的算法类别与清单所列类别不一致。",
        en: "The category inside the number is not the one that the list gives.")
    case .numberYear:
      Wording(
        zh: "编号中的年份晚于清单。", en: "The year inside the number is later than the list.")
    case .numberRepeated:
      Wording(
        zh: "同一清单中，更靠前的一行印有相同的编号。",
        en: "An earlier row of the same list has the same number.")
    case .regionUnknown:
      Wording(
        zh: "编号前六位不是行政区划代码。",
        en: "The first six digits of the number are no administrative division.")
    case .roleUnknown:
      Wording(zh: "角色一栏不是规定中的角色。", en: "The role is none that the law knows.")
    case .categoryUnknown:
      Wording(zh: "算法类别不是清单通用的类别。", en: "The category is none that the lists use.")
    case .productSeparator:
      Wording(
        zh: "应用产品之间缺少分隔符。", en: "Two products stand side by side without a separator.")
    case .productForm:
      Wording(
        zh: "有的应用产品未注明形态，而同一格中的其他产品注明了。",
        en: "A product has no form in brackets, where its neighbours have.")
    case .productsOmitted:
      Wording(
        zh: "应用产品一栏以“等”略去了部分产品。",
        en: "The list says that there are more products than it names.")
    case .productEmpty:
      Wording(
        zh: "应用产品一栏有多余的分隔符。",
        en: "Among the products stands a separator with nothing on one side.")
    case .noteNotUnderstood:
      Wording(zh: "备注中有未能理解的内容。", en: "A statement of the note was not understood.")
    case .noteMonths:
      Wording(
        zh: "备注中有多个月份，未说明各对应哪一项。",
        en: "The note gives several months for several statements, and not which for which.")
    case .serialGap:
      Wording(zh: "序号不连续。", en: "The serial number does not follow the one before.")
    case .serialUnreadable:
      Wording(zh: "没有序号，或者序号无法识别。", en: "The row has no serial number that can be read.")
    case .cellMerged:
      Wording(
        zh: "本行有一格取自跨行合并的单元格。", en: "A cell of the row comes from a merged cell.")
    case .cellsMissing:
      Wording(zh: "本行的格数少于清单的栏数。", en: "The row has fewer cells than the list has columns.")
    case .cellsSurplus:
      Wording(zh: "本行的格数多于清单的栏数。", en: "The row has more cells than the list has columns.")
    case .cellEmpty:
      Wording(zh: "必有内容的一格是空的。", en: "A cell that every filing needs is empty.")
    case .cellBroken:
      Wording(zh: "有一格的文字中间断行。", en: "A line is broken within a cell.")
    case .cellNested:
      Wording(
        zh: "有一格内含表格，按文字收录。", en: "A table within a cell was taken as its text.")
    case .rowSplit:
      Wording(
        zh: "本行由文件中的数行拼合而成。", en: "The row was put together from several rows of the document.")
    case .compatibilityCharacter:
      Wording(
        zh: "文字中有与常用汉字字形相同的兼容字符。",
        en: "A cell has ideographs of a compatibility block that look like ordinary ones.")
    case .rowEmpty:
      Wording(zh: "文件中有空行，已略去。", en: "A row of the document without any text was left out.")
    case .tableForeign:
      Wording(zh: "文件中有不属于清单的表格。", en: "A table of the document is no part of the list.")
    case .trackedChanges:
      Wording(
        zh: "文件带有修订标记，按接受修订处理。",
        en: "The document has tracked changes, which were taken as accepted.")
    case .hiddenText:
      Wording(zh: "文件有隐藏文字，已略去。", en: "The document has hidden text, which was left out.")
    case .numberingUnknown:
      Wording(
        zh: "文件的自动编号方式无法识别。",
        en: "The document numbers paragraphs in a way that is not known here.")
    }
  }
}
