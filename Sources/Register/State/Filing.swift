public import Record
import Rules

/// A leaf that concerns a filing, with its place in the log.
public struct FilingEntry: Hashable, Sendable {
  /// The leaf's index in the log.
  public let index: UInt64
  /// The index of the leaf from which on it concerns the filing: its own, or that of a later one
  /// that corrected a number, so that a notice which had been waiting for the right number applies.
  public let since: UInt64
  /// What the log says there.
  public let leaf: Leaf

  init(index: UInt64, since: UInt64? = nil, leaf: Leaf) {
    self.index = index
    self.since = since ?? index
    self.leaf = leaf
  }
}

/// A filing (备案) with everything that the log says of it, oldest first.
public struct Filing: Hashable, Sendable {
  /// What identifies the filing: the 21 digits of its number, the Latin number of a generative-AI
  /// service, or, where a number could not be read, the text as printed.
  public let key: String
  /// The filing's position in the order in which the register first recorded filings, from 0.
  public let ordinal: Int
  /// Everything the log says, in the order in which it came to concern the filing.
  public private(set) var entries: [FilingEntry]
  /// What is true now: kept, because nearly every reader asks for it.
  public private(set) var current: FilingView

  init?(key: String, ordinal: Int, pending: [FilingEntry], first: FilingEntry) {
    self.key = key
    self.ordinal = ordinal
    self.entries = pending + [first]
    guard let view = FilingView(key: key, ordinal: ordinal, entries: entries, time: .now) else {
      return nil
    }
    self.current = view
  }

  mutating func add(_ entry: FilingEntry) {
    entries.append(entry)
    if let view = FilingView(key: key, ordinal: ordinal, entries: entries, time: .now) {
      current = view
    }
  }

  /// The filing as of a time; `nil` where it was not published, or not recorded, by then.
  public func view(_ time: TimeView) -> FilingView? {
    time.isNow
      ? current : FilingView(key: key, ordinal: ordinal, entries: entries, time: time)
  }

  /// The leaf that a receipt of the filing proves: the newest that concerns it.
  public func latestEntry(_ time: TimeView) -> FilingEntry? {
    entries.last { time.shows(index: $0.since) && time.shows($0.leaf.effective) }
  }
}

extension Leaf {
  /// The facts of a filing that a leaf gives, where it gives any.
  var facts: FilingFacts? {
    switch self {
    case .row(let body), .rowChanged(let body): body.facts
    case .decision(let body): body.facts
    default: nil
    }
  }

  /// The list that a leaf belongs to, where it belongs to one.
  var listID: String? {
    switch self {
    case .list(let body): body.list
    case .row(let body), .rowChanged(let body): body.list
    case .rowWithdrawn(let body): body.list
    case .cancellation(let body): body.list
    default: nil
    }
  }

  /// When what the leaf says took effect.
  public var effective: PublicDate {
    switch self {
    case .list(let body): body.published
    case .row(let body), .rowChanged(let body): body.effective
    case .rowWithdrawn(let body): body.effective
    case .cancellation(let body): body.effective
    case .decision(let body): body.effective
    case .commitment(let body): PublicDate(body.recorded.beijingDay)
    case .organizationCode(let body): body.effective
    @unknown default: PublicDate(Day(number: 0))
    }
  }

  /// When this register recorded it.
  public var recorded: Moment {
    switch self {
    case .list(let body): body.recorded
    case .row(let body), .rowChanged(let body): body.recorded
    case .rowWithdrawn(let body): body.recorded
    case .cancellation(let body): body.recorded
    case .decision(let body): body.recorded
    case .commitment(let body): body.recorded
    case .organizationCode(let body): body.recorded
    @unknown default: Moment(seconds: 0)
    }
  }
}
