import Rules

/// Gathers the findings of a list while it is read.
struct FindingCollector {
  /// The list, `track/period`.
  let list: String
  /// What was found.
  private(set) var findings: [ListFinding] = []

  init(list: String) { self.list = list }

  /// Adds a finding at a place.
  mutating func add(
    _ rule: ListFinding.Rule, row: Int? = nil, column: String? = nil, zh: String, en: String
  ) {
    findings.append(
      ListFinding(
        rule: rule, list: list, row: row, column: column, wording: Wording(zh: zh, en: en)))
  }

  /// Adds what a cell's reader remarked.
  mutating func add(_ remarks: [ProductCell.Remark], row: Int, column: String) {
    for remark in remarks {
      add(remark.rule, row: row, column: column, zh: remark.wording.zh, en: remark.wording.en)
    }
  }
}
