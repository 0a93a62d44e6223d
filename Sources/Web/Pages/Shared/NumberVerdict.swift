import Register
import Rules

/// What can be said of a number: by its form, and by what the register holds.
struct NumberVerdict: Hashable, Sendable {
  typealias Grade = NumberCheck.Grade

  let grade: Grade
  let reading: NumberReading
  /// Whether a notice of cancellation about it waits for its list.
  let hasNotice: Bool

  init(_ reading: NumberReading, _ status: FilingStatus?, hasNotice: Bool) {
    self.reading = reading
    self.hasNotice = hasNotice
    grade = NumberCheck.grade(reading, status)
  }

  /// The number with the check digit that would fit, where it does not.
  var fitting: FilingNumber? {
    if case .checkDigitFails(let fitting) = reading.grade { return fitting }
    return nil
  }

  func title(_ texts: Texts) -> String {
    switch grade {
    case .malformed: texts["verdict-malformed"]
    case .checkDigitFails: texts["verdict-check-digit"]
    case .misprinted: texts["verdict-misprinted"]
    case .notListed, .wellFormed: texts["verdict-unlisted"]
    case .inForce: texts["verdict-in-force"]
    case .changed: texts["verdict-changed"]
    case .cancelled: texts["verdict-cancelled"]
    case .revoked: texts["verdict-revoked"]
    }
  }

  func explanation(_ texts: Texts) -> String {
    var sentences: [String] = []
    if case .malformed(_, let reason) = reading.grade { sentences.append(texts.sentence(reason)) }
    if case .checkDigitFails(let fitting) = reading.grade, let number = reading.filingNumber {
      sentences.append(
        texts.fill(
          "explain-check-digit",
          ["digit": String(fitting.checkDigit), "found": String(number.checkDigit)]))
    }
    switch grade {
    case .inForce, .changed, .cancelled, .revoked: sentences.append(texts["explain-found"])
    case .notListed where reading.generativeAINumber != nil,
      .wellFormed where reading.generativeAINumber != nil:
      sentences.append(texts["explain-unlisted-generative"])
    case .notListed, .wellFormed: sentences.append(texts["explain-unlisted"])
    case .malformed, .checkDigitFails, .misprinted: break
    }
    if hasNotice { sentences.append(texts["explain-notice"]) }
    return sentences.joined(separator: texts.language == .chinese ? "" : " ")
  }

  /// What there is to remark.
  func remarks(_ texts: Texts) -> [String] { reading.remarks.map { texts.sentence($0.wording) } }

  /// What was overlooked to read it, in one sentence.
  func tolerated(_ texts: Texts) -> String? {
    if reading.tolerated.isEmpty { return nil }
    let parts = reading.tolerated.map { texts[$0.wording] }
    let joined = parts.joined(separator: texts.language == .chinese ? "，" : ", ")
    return texts.sentence(Wording(zh: joined, en: joined))
  }

  /// A drawing and a class for it: never colour alone.
  var appearance: (icon: String, style: String) {
    switch grade {
    case .malformed, .checkDigitFails: (Icon.cross, "verdict-bad")
    case .misprinted, .notListed, .wellFormed: (Icon.question, "verdict-open")
    case .inForce: (FilingStatus.inForce.icon, "verdict-good")
    case .changed: (FilingStatus.changed.icon, "verdict-good")
    case .cancelled: (FilingStatus.cancelled.icon, "verdict-ended")
    case .revoked: (FilingStatus.revoked.icon, "verdict-ended")
    }
  }

  /// The names that the pages about a number share.
  func bindings(_ texts: Texts) -> Bindings {
    let remarks = remarks(texts)
    return [
      "class": .text(appearance.style),
      "icon": .text(appearance.icon),
      "verdict": .text(title(texts)),
      "explanation": .runs(explanation(texts), texts),
      "fitting": .optional(
        grade == .checkDigitFails
          ? fitting.map { number in
            [
              "address": .page(.number(number.description), texts),
              "number": .number(number, printed: number.description),
            ]
          } : nil),
      "hasRemarks": .flag(!remarks.isEmpty),
      "remarks": .list(remarks.map { ["text": .runs($0, texts)] }),
    ]
  }
}

extension Texts {
  /// A wording of the domain as a sentence: with a capital and a full stop.
  func sentence(_ wording: Wording) -> String {
    let text = self[wording]
    guard let last = text.unicodeScalars.last else { return text }
    if language == .chinese { return last == "。" ? text : text + "。" }
    return text.prefix(1).uppercased() + text.dropFirst() + (last == "." ? "" : ".")
  }
}
