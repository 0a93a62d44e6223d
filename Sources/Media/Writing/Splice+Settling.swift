extension [Splice] {
  /// The splices in the order of the file; what is put in at the same place keeps its order.
  func ordered() -> [Splice] {
    enumerated().sorted {
      ($0.element.range.lowerBound, $0.element.range.upperBound, $0.offset)
        < ($1.element.range.lowerBound, $1.element.range.upperBound, $1.offset)
    }.map(\.element)
  }

  /// The splices, and where bytes move only within a short stretch of the file, those bytes anew: the file
  /// can then be changed where it is.
  func settled(in source: any ByteSource) throws(MediaError) -> [Splice] {
    var delta = 0
    var position = 0
    var between: [Range<Int>] = []
    for splice in ordered() {
      if delta != 0, position < splice.range.lowerBound {
        between.append(position..<splice.range.lowerBound)
      }
      position = splice.range.upperBound
      delta += splice.pieces.reduce(0) { $0 + $1.count } - splice.range.count
    }
    guard delta == 0, between.reduce(0, { $0 + $1.count }) <= 1 << 20 else { return self }
    var settled = self
    for range in between {
      settled.append(Splice(range, with: try source.bytes(in: range, of: "the file")))
    }
    return settled
  }
}
