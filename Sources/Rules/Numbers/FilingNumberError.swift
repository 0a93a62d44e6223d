/// Why a text is not a filing number, and where.
public struct FilingNumberError: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Fault: Hashable, Sendable {
    /// There is nothing to read.
    case empty
    /// The text does not begin with `网信算备`.
    case prefixMissing
    /// Something that is no digit stands among the digits; `found` is that one character.
    case notADigit(found: String)
    /// There are `count` digits where 21 belong. `fitting` holds the numbers that would fit if one
    /// digit were left out, where there is one digit too many.
    case digitCount(Int, fitting: [FilingNumber])
    /// The digits are not followed by `号`.
    case suffixMissing
    /// Something follows the `号`.
    case trailing(found: String)
  }

  /// What is wrong.
  public let fault: Fault
  /// Where: the number of Unicode scalars before the fault.
  public let offset: Int

  /// A fault at a place.
  public init(_ fault: Fault, offset: Int) {
    self.fault = fault
    self.offset = offset
  }

  /// What is wrong, where, and what to do.
  public var wording: Wording {
    let place = offset + 1
    switch fault {
    case .empty:
      return Wording(
        zh: "没有内容：请填写备案编号，例如网信算备110108645502801230035号",
        en: "nothing to read: give a number such as 网信算备110108645502801230035号")
    case .prefixMissing:
      return Wording(
        zh: "第\(place)个字符处缺少“网信算备”：请在21位数字前补上",
        en: "character \(place): 网信算备 is missing; put it before the 21 digits")
    case .notADigit(let found):
      return Wording(
        zh: "第\(place)个字符“\(found)”不是数字：“网信算备”与“号”之间应为21位数字",
        en: "character \(place): \(found) is not a digit; 21 digits belong before 号")
    case .digitCount(let count, let fitting):
      let fits = fitting.map(\.description)
      return Wording(
        zh: "第\(place)个字符处：共\(count)位数字，应为21位"
          + (fits.isEmpty ? "：请与公布的清单核对" : "；去掉一位后可能是\(fits.joined(separator: "、"))"),
        en: "character \(place): \(count) digits where 21 belong"
          + (fits.isEmpty
            ? "; compare with the published list"
            : "; with one left out it could be \(fits.joined(separator: " or "))"))
    case .suffixMissing:
      return Wording(
        zh: "第\(place)个字符处缺少“号”：请在21位数字后补上",
        en: "character \(place): 号 is missing; put it after the 21 digits")
    case .trailing(let found):
      return Wording(
        zh: "第\(place)个字符“\(found)”多余：编号到“号”为止",
        en: "character \(place): \(found) is too much; a number ends with 号")
    }
  }
}

extension FilingNumberError: CustomStringConvertible {
  /// The wording in English.
  public var description: String { wording.en }
}
