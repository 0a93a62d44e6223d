import Record
import Register
import Rules

extension Binding {
  /// The address of a page in the language of the texts.
  static func page(_ page: PageAddress, _ texts: Texts) -> Binding {
    .text(SiteAddress.page(page, texts.language).path)
  }

  /// A text for the partial `runs`, which marks Chinese words in English sentences.
  static func runs(_ text: String, _ texts: Texts) -> Binding {
    .object([
      "runs": .list(
        TextRun.runs(text, in: texts.language).map { run in
          ["text": .text(run.text), "han": .flag(run.isChinese)]
        })
    ])
  }

  /// A filing number for the partial `number`: in its parts where it can be read.
  static func number(_ number: FilingNumber?, printed: String) -> Binding {
    .object([
      "parts": .optional(
        number.map { number in
          [
            "prefix": .text(FilingNumber.prefix),
            "suffix": .text(FilingNumber.suffix),
            "groups": .list(number.groups.map { ["digits": .text($0)] }),
          ]
        }),
      "plain": .text(printed),
    ])
  }

  /// A status for the partial `status`.
  static func status(_ status: FilingStatus, _ texts: Texts) -> Binding {
    .object([
      "class": .text("status-" + status.rawValue),
      "icon": .text(status.icon),
      "name": .text(texts[Words.name(status)]),
    ])
  }

  /// When and where in the log something was recorded, for the partial `recorded`.
  ///
  /// The index leads to what the register knew just after it.
  static func recorded(
    _ moment: Moment, index: UInt64, _ texts: Texts, page: (TimeView) -> PageAddress
  ) -> Binding {
    .object([
      "moment": .text(moment.description),
      "beijing": .text(texts.beijing(moment)),
      "index": .text(String(index)),
      "address": .page(page(TimeView(at: index + 1)), texts),
    ])
  }

  /// Values of an address that could not be read, for the partial `faults`.
  static func faults(_ faults: [ParameterFault], _ texts: Texts) -> Binding {
    if faults.isEmpty { return .absent }
    return .object([
      "items": .list(
        faults.map { fault in
          [
            "name": .text(fault.name),
            "value": .text(String(fault.value.unicodeScalars.prefix(80))),
            "expected": .runs(
              texts.fill("fault-expected", ["expected": texts[fault.expected]]), texts),
          ]
        })
    ])
  }
}

extension FilingNumber {
  /// The digits in their six parts, the check digit with the last.
  var groups: [String] {
    let digits = Array(digits.utf8)
    let ends = [0, 6, 13, 15, 17, 20, 21]
    return zip(ends, ends.dropFirst()).map { String(decoding: digits[$0..<$1], as: UTF8.self) }
  }
}

extension FilingStatus {
  /// A drawing for the status, on a field of 16 by 16, so that it is not told by colour alone.
  var icon: String {
    switch self {
    case .inForce: Icon.check
    case .changed: Icon.turn
    case .cancelled: Icon.cross
    case .revoked: Icon.bar
    }
  }
}

/// Drawings on a field of 16 by 16, as lines.
enum Icon {
  static let check = "M3 8.5l3.5 3.5L13 4.5"
  static let turn = "M12.5 6A5 5 0 1 0 13 9.5M13 2.5v4h-4"
  static let cross = "M4 4l8 8M12 4l-8 8"
  static let bar = "M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11M4.5 11.5l7-7"
  static let question = "M5.5 6a2.5 2.5 0 1 1 3.6 2.2C8.3 8.6 8 9 8 10M8 12.8v.4"
}
