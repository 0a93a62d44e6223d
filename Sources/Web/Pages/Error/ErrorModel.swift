import Register
import Rules

/// What an error page says.
struct ErrorModel: Sendable {
  enum Kind: Sendable {
    /// Something that is not there, or another refusal, by its HTTP status.
    case status(Int)
    case filing(key: String, verdict: NumberVerdict, isLater: Bool)
    case list(id: String)
    case organization(id: String)
  }

  var kind: Kind
  /// The address that was asked for, so that the language can be switched on it.
  var address: PageAddress
  var time: TimeView = .now

  /// The HTTP status.
  var status: Int {
    if case .status(let status) = kind { return status }
    return 404
  }
}

extension ErrorModel {
  /// That a filing is not in the register, and what its number says.
  init(noFiling key: String, _ time: TimeView, _ state: RegisterState) {
    let reading = NumberReading(key)
    let verdict = NumberVerdict(
      reading, nil, hasNotice: NumberModel.hasNotice(reading, state))
    let isLater = !time.isNow && state.filing(key) != nil
    self.init(
      kind: .filing(key: key, verdict: verdict, isLater: isLater),
      address: .filing(key: key, time), time: time)
  }
}
