import Record
import Register
import Rules

/// What the page about numbers shows.
struct NumberModel: Sendable {
  /// The text that was typed in.
  var text: String?
  var verdict: NumberVerdict?
  /// The filing with that number.
  var card: FilingCard?

  /// The number that the structure is explained with.
  static let example = "110108645502801230035"

  /// The longest text that is read, in scalars.
  static let limit = 300
}

extension NumberModel {
  /// Reads the number and looks it up.
  init(_ request: PageRequest) {
    text = request.items["q"].map {
      String(String.UnicodeScalarView($0.unicodeScalars.prefix(Self.limit)))
    }
    guard let text else { return }
    let check = NumberCheck(text, in: request.state)
    card = check.filing.map { FilingCard($0) }
    verdict = NumberVerdict(
      check.reading, check.filing?.status,
      hasNotice: card == nil && NumberModel.hasNotice(check.reading, request.state))
  }

  /// Whether a notice about the number waits for its list.
  static func hasNotice(_ reading: NumberReading, _ state: RegisterState) -> Bool {
    guard let number = reading.filingNumber else { return false }
    return state.pendingNotices.contains { entry in
      guard case .cancellation(let notice) = entry.leaf else { return false }
      return NumberReading(notice.number).filingNumber == number
    }
  }
}
