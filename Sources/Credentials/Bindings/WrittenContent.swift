internal import Media

/// What was hashed of a file while it was written, so that reading it back does not hash it again.
///
/// It answers a validator alone that would hash the very same bytes in the same order; what that is,
/// the validator works out from the file that it reads.
struct WrittenContent {
  private let algorithm: ContentHash
  private let steps: [HashStream.Step]
  private let digests: [[UInt8]]

  /// What `steps` of a file have as their hashes.
  init(_ algorithm: ContentHash, _ steps: [HashStream.Step], digests: [[UInt8]]) {
    self.algorithm = algorithm
    self.steps = steps
    self.digests = digests
  }

  /// The stream with its hashes, or as it came where it hashes something else.
  func finished(_ stream: HashStream) -> HashStream {
    guard case .digests = stream.output, stream.algorithm == algorithm, stream.steps == steps else {
      return stream
    }
    return HashStream(finished: stream, digests: digests)
  }

  /// Whether the bytes at `place`, which were `old` when they were hashed and are `new` now, are the
  /// same wherever `steps` take them in.
  static func covers(
    _ steps: [HashStream.Step], at place: Int, _ old: [UInt8], replacedBy new: [UInt8]
  ) -> Bool {
    guard old.count == new.count else { return false }
    let changed = place..<place + old.count
    for step in steps {
      guard let range = step.range?.clamped(to: changed), !range.isEmpty else { continue }
      let inside = range.lowerBound - place..<range.upperBound - place
      guard old[inside] == new[inside] else { return false }
    }
    return true
  }
}
