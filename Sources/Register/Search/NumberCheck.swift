import Record
public import Rules

/// What a register can say of a text that is given out as a filing number.
public struct NumberCheck: Sendable {
  /// The answer in one word; raw values are stable.
  public enum Grade: String, Sendable, Hashable, Codable, CaseIterable {
    /// It is not a number.
    case malformed
    /// Its check digit does not fit, and no list prints it so.
    case checkDigitFails = "check-digit-fails"
    /// A list prints it with a fault: the misprint is the authority's own.
    case misprinted
    /// Its form is right, and no recorded list has it.
    case notListed = "not-listed"
    /// A recorded list has it, and it is in force as first published.
    case inForce = "in-force"
    /// A recorded list has it, and it is in force with changes.
    case changed
    /// A recorded list has it, and it was cancelled (注销).
    case cancelled
    /// A recorded list has it, and it was revoked (撤销).
    case revoked
    /// Its form is right; no register was asked.
    case wellFormed = "well-formed"

    /// The answer to "may this number be shown as a filing in force?"; `nil` where no register
    /// was asked.
    public var isInForce: Bool? {
      switch self {
      case .wellFormed: nil
      case .inForce, .changed: true
      default: false
      }
    }
  }

  /// What the text is, by its form alone.
  public let reading: NumberReading
  /// The answer.
  public let grade: Grade
  /// The filing, where the register has it.
  public let filing: FilingView?

  /// Checks a text against its form, and against a register where one is given.
  public init(_ text: String, in state: RegisterState?, _ time: TimeView = .now) {
    let reading = NumberReading(text)
    let filing = state?.filing(text)?.view(time)
    self.reading = reading
    self.filing = filing
    let grade = Self.grade(reading, filing?.status)
    self.grade = state == nil && grade == .notListed ? .wellFormed : grade
  }

  /// The answer to a reading, and to the status of the filing that a register has under it.
  public static func grade(_ reading: NumberReading, _ status: FilingStatus?) -> Grade {
    // A misprint is in a list, and still no number: it is never passed on as one.
    guard case .wellFormed = reading.grade else {
      if status != nil || isMisprint(reading) { return .misprinted }
      if case .malformed = reading.grade { return .malformed }
      return .checkDigitFails
    }
    return switch status {
    case .inForce: .inForce
    case .changed: .changed
    case .cancelled: .cancelled
    case .revoked: .revoked
    case nil: .notListed
    }
  }

  private static func isMisprint(_ reading: NumberReading) -> Bool {
    reading.remarks.contains { remark in
      if case .officialMisprint = remark { true } else { false }
    }
  }

  /// The grade in words.
  public var wording: Wording {
    switch grade {
    case .malformed:
      if case .malformed(_, let reason) = reading.grade {
        return Wording(zh: "不是备案编号：\(reason.zh)", en: "not a filing number: \(reason.en)")
      }
      return Wording(zh: "不是备案编号", en: "not a filing number")
    case .checkDigitFails:
      if case .checkDigitFails(let fitting) = reading.grade {
        return Wording(
          zh: "校验码不符；其余各位不变时应为\(fitting)",
          en: "the check digit fails; with the other digits as they are, \(fitting) would fit")
      }
      return Wording(zh: "校验码不符", en: "the check digit fails")
    case .misprinted:
      return Wording(
        zh: "公布清单即如此印出，属清单误印，未予更正",
        en: "an official list prints it so: a misprint of the authority's own, left as it is")
    case .notListed:
      return Wording(
        zh: "格式正确，但不在本登记所收录的任何清单中",
        en: "well formed, but in no list that this register holds")
    case .inForce: return Wording(zh: "备案有效", en: "the filing is in force")
    case .changed: return Wording(zh: "备案有效，已办理变更", en: "the filing is in force, with changes")
    case .cancelled: return Wording(zh: "备案已注销", en: "the filing was cancelled")
    case .revoked: return Wording(zh: "备案已撤销", en: "the filing was revoked")
    case .wellFormed:
      return Wording(zh: "格式正确；未查询登记", en: "well formed; no register was asked")
    }
  }
}
