/// Why a text is not a unified social credit code, and where.
public struct CreditCodeError: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Fault: Hashable, Sendable {
    /// There are so many characters where 18 belong.
    case length(Int)
    /// A character does not occur in codes.
    case notAllowed(found: String)
    /// The last character does not go with the others; `fitting` is the code with the one that does.
    case checkFails(fitting: CreditCode)
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
    case .length(let count):
      return Wording(
        zh: "共\(count)个字符，统一社会信用代码应为18位：请对照营业执照填写",
        en: "\(count) characters where a unified social credit code has 18; "
          + "compare with the business licence")
    case .notAllowed(let found):
      let likely = CreditCodeError.likeness[found]
      return Wording(
        zh: "第\(place)个字符“\(found)”不会出现在统一社会信用代码中"
          + (likely.map { "，可能是\($0)" } ?? "：只用数字和I、O、S、V、Z以外的大写字母"),
        en: "character \(place): \(found) does not occur in credit codes"
          + (likely.map { "; it may be \($0)" }
            ?? "; they have digits and capital letters other than I, O, S, V, Z"))
    case .checkFails(let fitting):
      return Wording(
        zh: "校验码不符：若前17位无误，应为\(fitting)；请对照营业执照核对",
        en: "the check character does not go with the others: if the first 17 are right, "
          + "the code is \(fitting); compare with the business licence")
    }
  }

  /// What a letter that does not occur is mistaken for.
  private static let likeness = ["I": "1", "O": "0", "S": "5", "Z": "2"]
}

extension CreditCodeError: CustomStringConvertible {
  /// The wording in English.
  public var description: String { wording.en }
}
