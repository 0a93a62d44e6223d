internal import Labels
internal import Rules

extension CheckFinding {
  /// The file has more metadata than is read.
  static let incomplete = CheckFinding(
    rule: "check.incomplete", severity: .remark,
    sentence: Wording(
      zh: "元数据过多，只读了一部分", en: "there is more metadata than is read; the rest was left out"))

  /// The manifest store is larger than is validated.
  static func unvalidated(_ length: Int) -> CheckFinding {
    CheckFinding(
      rule: "check.credential.tooLarge", severity: .remark,
      sentence: Wording(
        zh: "内容凭证共\(length)字节，超过\(Examiner.mostStore)字节的上限，未予核验",
        en: "the Content Credentials have \(length) bytes, and at most \(Examiner.mostStore) are "
          + "validated"))
  }

  /// What became of the signatures in a label's reserved codes.
  ///
  /// A key that stands in the label that it signs proves that the fields are as they were signed, and not
  /// who signed them (TC260-PG-202511A).
  static func signatures(of sighting: LabelSighting, place: String) -> [CheckFinding] {
    [AIGCLabel.Element.reservedCode1, .reservedCode2].flatMap { element -> [CheckFinding] in
      let name = element.rawValue
      func finding(_ rule: String, _ severity: Severity, _ wording: Wording) -> CheckFinding {
        CheckFinding(
          rule: rule, severity: severity, clause: "TC260-PG-202511A", sentence: wording,
          place: place, offset: sighting.offset)
      }
      switch sighting.label.check(element) {
      case .empty: return []
      case .opaque(let shape):
        return [
          finding(
            "label.signature.opaque", .remark,
            Wording(
              zh: "\(name)中的内容没有公开的说明，未予核对",
              en: "\(name) holds \(shape) that no published text explains; it was not checked"))
        ]
      case .signatures(let checks):
        return checks.map { check in
          switch check.outcome {
          case .holds(_, .integrityOnly):
            finding(
              "label.signature.holds", .remark,
              Wording(
                zh: "\(name)中的签名有效：所签要素未被改动；密钥就在标识中，因此不能证明是谁所签",
                en:
                  "the signature in \(name) holds: the fields are as they were signed; its key stands "
                  + "in the label itself, so it does not prove who signed"))
          case .holds(_, .known(let owner)):
            finding(
              "label.signature.holds", .remark,
              Wording(
                zh: "\(name)中的签名有效，由\(owner)所签",
                en: "the signature in \(name) holds, and was made by \(owner)"))
          case .fails:
            finding(
              "label.signature.fails", .violation,
              Wording(
                zh: "\(name)中的签名与标识的要素不符：要素已被改动，或所签的是其他内容",
                en:
                  "the signature in \(name) does not fit the label's fields: they were changed, or "
                  + "something else was signed"))
          case .notChecked(let why):
            finding(
              "label.signature.notChecked", .remark,
              Wording(
                zh: "\(name)中的签名未能核对", en: "the signature in \(name) could not be checked: \(why)"))
          }
        }
      }
    }
  }
}

extension Examination.ClaimedDate {
  /// The day in a time as XMP writes it, `2026-11-27T12:00:00+08:00`; nil where it begins with none.
  ///
  /// What has a time zone is brought to the day of Beijing, by which filings are reckoned.
  init?(_ mark: OtherMark) {
    guard mark.kind == .created, let day = Self.day(ofTime: Array(mark.value.utf8)) else {
      return nil
    }
    self.init(day: day, place: "xmp:CreateDate")
  }

  /// The day in Beijing of a time as XMP and RFC 3339 write it; nil where it begins with none.
  static func day(ofTime text: [UInt8]) -> Day? {
    Day(iso: String(decoding: text.prefix(10), as: UTF8.self))
      .map { $0.advanced(by: daysToBeijing(text)) }
  }

  /// 1 where the time is past 16:00 in UTC, -1 where its zone is ahead of Beijing's and it is early.
  private static func daysToBeijing(_ text: [UInt8]) -> Int {
    func number(_ place: Int) -> Int? {
      guard text.count >= place + 2,
        let value = Int(String(decoding: text[place..<place + 2], as: UTF8.self))
      else { return nil }
      return value
    }
    guard text.count >= 16, text[10] == UInt8(ascii: "T"), let hour = number(11),
      let minute = number(14)
    else { return 0 }
    let zone = text[16...].drop { (0x30...0x3A).contains($0) || $0 == 0x2E }
    var offset = 8 * 60
    switch zone.first {
    case UInt8(ascii: "Z"): offset = 0
    case UInt8(ascii: "+"), UInt8(ascii: "-"):
      let sign = zone.first == UInt8(ascii: "-") ? -1 : 1
      guard let hours = number(zone.startIndex + 1) else { return 0 }
      offset = sign * (hours * 60 + (number(zone.startIndex + 4) ?? 0))
    default: break
    }
    let minutes = hour * 60 + minute - offset + 8 * 60
    return minutes >= 24 * 60 ? 1 : minutes < 0 ? -1 : 0
  }
}
