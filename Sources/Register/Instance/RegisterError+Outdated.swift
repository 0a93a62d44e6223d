import Ledger

extension RegisterError {
  /// Whether somebody else has written over the same draft meanwhile.
  public var isOutdated: Bool {
    if case .ledger(.outdated) = self { true } else { false }
  }
}
