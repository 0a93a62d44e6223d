/// Where a byte of the old file is in the new one.
package struct OffsetShift: Hashable, Sendable {
  /// From `start` on, everything moves by `delta`; sorted by `start`.
  private var steps: [(start: Int, delta: Int)] = []

  /// Nothing moves.
  package init() {}

  /// What the splices of a plan do to the bytes between them.
  ///
  /// A byte in a replaced range moves as the
  /// range's end does.
  package init(_ splices: [Splice]) {
    var delta = 0
    for splice in splices {
      delta += splice.pieces.reduce(0) { $0 + $1.count } - splice.range.count
      steps.append((splice.range.upperBound, delta))
    }
  }

  /// Whether nothing moves.
  package var isIdentity: Bool { steps.allSatisfy { $0.delta == 0 } }

  /// Where the byte that was at `offset` is now.
  package func moved(_ offset: Int) -> Int {
    var low = 0
    var high = steps.count
    while low < high {
      let middle = (low + high) / 2
      if steps[middle].start <= offset { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? offset : offset &+ steps[low - 1].delta
  }

  package static func == (left: OffsetShift, right: OffsetShift) -> Bool {
    left.steps.elementsEqual(right.steps) { $0.start == $1.start && $0.delta == $1.delta }
  }

  package func hash(into hasher: inout Hasher) {
    for step in steps {
      hasher.combine(step.start)
      hasher.combine(step.delta)
    }
  }
}
