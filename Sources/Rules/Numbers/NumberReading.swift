/// Which kind of number a text is.
///
/// Families are never counted together.
public enum NumberFamily: String, Hashable, Sendable, Codable, CaseIterable {
  /// 网信算备…号: the filing of an algorithm, under either algorithm track.
  case algorithmFiling = "algorithm-filing"
  /// Place-Name-Date: the filing of a generative-AI service.
  case generativeAIFiling = "generative-ai-filing"
  /// Place-Name-DateSnnnn: the registration of a generative-AI service.
  case generativeAIRegistration = "generative-ai-registration"
  /// Nothing that is known here.
  case unknown

  /// The name of the family.
  public var name: Wording {
    switch self {
    case .algorithmFiling: Wording(zh: "算法备案编号", en: "algorithm filing number")
    case .generativeAIFiling: Wording(zh: "生成式人工智能服务备案编号", en: "generative-AI filing number")
    case .generativeAIRegistration:
      Wording(zh: "生成式人工智能服务登记编号", en: "generative-AI registration number")
    case .unknown: Wording(zh: "未知类型", en: "unknown kind of number")
    }
  }
}

/// How a number stands by its form alone.
///
/// Whether it exists, only a register can tell.
public enum NumberGrade: Hashable, Sendable {
  /// It is not a number: what is wrong, and how many Unicode scalars stand before the fault.
  case malformed(offset: Int, reason: Wording)
  /// The form is right, the check digit is not; `fitting` has the one that would fit.
  case checkDigitFails(fitting: FilingNumber)
  /// The form is right, and the check digit where there is one.
  case wellFormed
}

/// Something to know about a number that its form allows.
public enum NumberRemark: Hashable, Sendable {
  /// An official list prints the number just so; the fault is the authority's own.
  case officialMisprint(OfficialMisprint)
  /// The number was issued by a demonstration.
  case demonstration
  /// The first six digits name no administrative division.
  case regionUnknown(RegionCode)
  /// No list uses the category code.
  case categoryUnknown(Int)
  /// The place of a generative-AI number is no province.
  case placeUnknown(String)

  /// The remark in words.
  public var wording: Wording {
    switch self {
    case .officialMisprint(let misprint): return misprint.wording
    case .demonstration:
      return Wording(
        zh: "演示编号：不属于任何主管部门的登记", en: "a demonstration number: it stands in no authority's register")
    case .regionUnknown(let code):
      return Wording(
        zh: "前六位\(code)不是行政区划代码",
        en: "the first six digits, \(code), are not an administrative division")
    case .categoryUnknown(let code):
      let digits = code < 10 ? "0\(code)" : String(code)
      return Wording(
        zh: "算法类别代码\(digits)未见于已公布清单",
        en: "no published list uses the category code \(digits)")
    case .placeUnknown(let place):
      return Wording(zh: "属地\(place)不是省级行政区", en: "the place \(place) is no province")
    }
  }
}

/// What any text says as a number: its family, how it stands, and what there is to remark.
public struct NumberReading: Hashable, Sendable {
  /// The text as given.
  public let text: String
  /// Which kind of number it is, or was meant to be.
  public let family: NumberFamily
  /// How it stands by its form.
  public let grade: NumberGrade
  /// The number, where the family is ``NumberFamily/algorithmFiling`` and the form is right.
  public let filingNumber: FilingNumber?
  /// The number, where the family is one of generative AI and the form is right.
  public let generativeAINumber: GenerativeAINumber?
  /// What was overlooked to read it.
  public let tolerated: [ReadFilingNumber.Tolerance]
  /// What there is to remark.
  public let remarks: [NumberRemark]

  /// Reads any text.
  ///
  /// Digits or `网信算备` make it an algorithm filing number, Latin text with hyphens one of generative
  /// AI.
  public init(_ text: String) {
    self.text = text
    switch NumberReading.likelyFamily(of: text) {
    case .algorithmFiling:
      self.family = .algorithmFiling
      self.generativeAINumber = nil
      do {
        let read = try FilingNumber.read(text)
        self.filingNumber = read.number
        self.tolerated = read.tolerated
        self.remarks = NumberReading.remarks(on: read.number)
        self.grade =
          read.number.checkDigitHolds
          ? .wellFormed : .checkDigitFails(fitting: read.number.withExpectedCheckDigit)
      } catch {
        self.filingNumber = nil
        self.tolerated = []
        self.remarks = NumberReading.misprint(in: text).map { [.officialMisprint($0)] } ?? []
        self.grade = .malformed(offset: error.offset, reason: error.wording)
      }
    case .generativeAIFiling, .generativeAIRegistration:
      self.filingNumber = nil
      let trimmed = text.withoutOuterBlanks
      self.tolerated = trimmed.unicodeScalars.count == text.unicodeScalars.count ? [] : [.blanks]
      do {
        let number = try GenerativeAINumber(parsing: trimmed)
        self.generativeAINumber = number
        self.family = number.kind == .filing ? .generativeAIFiling : .generativeAIRegistration
        self.remarks =
          number.province == nil && !number.isCentralEnterprise
          ? [.placeUnknown(number.place)] : []
        self.grade = .wellFormed
      } catch {
        self.generativeAINumber = nil
        self.family = .generativeAIFiling
        self.remarks = []
        self.grade = .malformed(
          offset: text.outerBlanks + error.offset, reason: error.wording)
      }
    case .unknown:
      self.family = .unknown
      self.filingNumber = nil
      self.generativeAINumber = nil
      self.tolerated = []
      self.remarks = []
      self.grade = .malformed(
        offset: text.outerBlanks,
        reason: Wording(
          zh: "不是备案编号：应为“网信算备”加21位数字加“号”，或“属地-名称-日期”",
          en: "not a number: 网信算备, 21 digits, 号 belongs here, or place, name and date "
            + "with hyphens"))
    }
  }

  /// The remarks that a filing number by itself gives rise to.
  public static func remarks(on number: FilingNumber) -> [NumberRemark] {
    var remarks: [NumberRemark] = []
    if let misprint = OfficialMisprint.printed(number.digits) {
      remarks.append(.officialMisprint(misprint))
    }
    if number.regionCode == .demonstration {
      remarks.append(.demonstration)
    } else if !number.regionCode.isAdministrativeDivision {
      remarks.append(.regionUnknown(number.regionCode))
    }
    if number.category == nil { remarks.append(.categoryUnknown(number.categoryCode)) }
    return remarks
  }

  /// The family that a text was meant for, by what stands in it first.
  private static func likelyFamily(of text: String) -> NumberFamily {
    for scalar in text.unicodeScalars where !scalar.isBlank {
      if scalar.isASCIILetter { return .generativeAIFiling }
      if scalar.asciiDigit ?? scalar.fullWidthDigit != nil { return .algorithmFiling }
      return "网信算备網備".unicodeScalars.contains(scalar) ? .algorithmFiling : .unknown
    }
    return .unknown
  }

  /// The official misprint that the digits of a malformed text make.
  private static func misprint(in text: String) -> OfficialMisprint? {
    var digits = ""
    for scalar in text.unicodeScalars {
      guard let value = scalar.asciiDigit ?? scalar.fullWidthDigit else { continue }
      guard digits.utf8.count < FilingNumber.readableDigits else { return nil }
      digits.unicodeScalars.append(Unicode.Scalar(0x30 + value))
    }
    return OfficialMisprint.printed(digits)
  }
}

extension String {
  /// How many blanks stand before the first character that leaves ink.
  var outerBlanks: Int { unicodeScalars.prefix(while: \.isBlank).count }

  /// The text without blanks at its ends.
  var withoutOuterBlanks: String {
    var scalars = unicodeScalars.drop(while: \.isBlank)
    while scalars.last?.isBlank == true { scalars.removeLast() }
    return String(scalars)
  }
}
