/// Why a text is not a provider code, and where.
public struct ProviderCodeError: Error, Hashable, Sendable {
  /// A part of a provider code with a closed set of values.
  public enum Part: String, Hashable, Sendable {
    /// Characters 1 and 2.
    case format
    /// Character 3.
    case subjectType
    /// Character 4.
    case binding
    /// Character 23.
    case service
  }

  /// What is wrong.
  public enum Fault: Hashable, Sendable {
    /// There are so many characters where 27 belong.
    case length(Int)
    /// A character is neither a digit nor a capital letter.
    case notAllowed(found: String)
    /// A part has a value that is not known here.
    case unknown(Part, found: String)
    /// Characters 5 to 22 are not a unified social credit code.
    case creditCode(CreditCodeError)
    /// The service is unused (`0`), but the model code is not `0000`.
    case modelWithoutService
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
        zh: "共\(count)个字符，服务提供者编码应为27位",
        en: "\(count) characters where a provider code has 27")
    case .notAllowed(let found):
      return Wording(
        zh: "第\(place)个字符“\(found)”不是数字或大写字母",
        en: "character \(place): \(found) is neither a digit nor a capital letter")
    case .unknown(let part, let found):
      let (zh, en) = ProviderCodeError.domain(of: part)
      return Wording(
        zh: "第\(place)个字符“\(found)”：\(zh)", en: "character \(place): \(found), but \(en)")
    case .creditCode(let error):
      return Wording(
        zh: "第5至22位应为统一社会信用代码：\(error.wording.zh)",
        en: "characters 5 to 22 are not a unified social credit code: \(error.wording.en)")
    case .modelWithoutService:
      return Wording(
        zh: "第23位为0（未使用）时，第24至27位应为0000；若区分模型，第23位应为1（生成）或2（传播）",
        en: "character 23 says that the last five are unused, so 24 to 27 must be 0000; "
          + "to name a model, write 1 (generation) or 2 (propagation) there")
    }
  }

  private static func domain(of part: Part) -> (zh: String, en: String) {
    switch part {
    case .format: ("第1至2位应为00", "characters 1 and 2 are 00")
    case .subjectType: ("第3位应为1（组织）", "character 3 is 1 (organization)")
    case .binding: ("第4位应为1（统一社会信用代码）", "character 4 is 1 (unified social credit code)")
    case .service:
      ("第23位应为1（生成）、2（传播）或0（未使用）", "character 23 is 1 (generation), 2 (propagation) or 0 (unused)")
    }
  }
}

extension ProviderCodeError: CustomStringConvertible {
  /// The wording in English.
  public var description: String { wording.en }
}
