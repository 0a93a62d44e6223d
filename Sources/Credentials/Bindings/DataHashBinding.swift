internal import Media

/// The comparison of a file with a data hash (C2PA, 15.12.1).
struct DataHashBinding {
  let hash: DataHash
  let context: ContentBinding.Context

  /// Reads the file and compares.
  ///
  /// - Returns: What there is to know besides.
  /// - Throws: ``AssertionFault`` where the file is not the one that was bound.
  func check() throws(AssertionFault) -> [ValidationStatus] {
    let algorithm = try context.algorithm(hash.alg)
    let size = context.file.source.size
    let slots = context.location.place == .sidecar ? [] : context.location.slots
    var exclusions = hash.exclusions
    var hasMore = false
    if let slot = slots.last {
      // Only the exclusion that holds the store may be as long as it is now.
      let place = exclusions.firstIndex { $0.overlaps(slot.extent) }
      guard let place else {
        throw AssertionFault(
          .assertionDataHashMismatch, "the store of the manifest is not left out of the hash")
      }
      if context.isUpdated, exclusions[place].lowerBound <= slot.extent.lowerBound {
        exclusions = updated(exclusions, at: place, slot)
      }
      try compare(exclusions[place], with: slot)
      hasMore = exclusions.count > 1
    } else {
      hasMore = exclusions.contains { !$0.isEmpty }
    }
    var end = 0
    for exclusion in exclusions {
      guard exclusion.lowerBound >= end, exclusion.upperBound <= size else {
        throw AssertionFault(
          .assertionDataHashMismatch,
          "an exclusion of the hash reaches to byte \(exclusion.upperBound), and the file has \(size)"
        )
      }
      end = exclusion.upperBound
    }
    var pass = HashPass(knowing: context.written)
    let rest = RangeSet.rest(of: 0..<size, without: RangeSet.joined(exclusions))
    let place = pass.add(HashStream(algorithm, rest.map { .range($0) } + [.cut]))
    do throws(MediaError) { try pass.run(over: context.file.source) } catch {
      throw AssertionFault(.assertionDataHashMismatch, "the file cannot be read: \(error)")
    }
    guard pass.streams[place].digests.first == hash.hash else {
      throw AssertionFault(
        .assertionDataHashMismatch, "the content was changed after it was signed")
    }
    guard hasMore else { return [] }
    return [
      ValidationStatus(
        .assertionDataHashAdditionalExclusionsPresent, context.url,
        "the hash leaves out more of the file than the manifest store")
    ]
  }

  /// The ranges with the store as it is now: an update manifest makes it longer, and what is behind
  /// it moves by as much (C2PA, 15.12.1.1).
  private func updated(_ ranges: [Range<Int>], at place: Int, _ slot: Slot) -> [Range<Int>] {
    var ranges = ranges
    let old = ranges[place]
    ranges[place] = old.lowerBound..<max(old.lowerBound, slot.extent.upperBound)
    let shift = ranges[place].upperBound - old.upperBound
    for later in ranges.indices where later > place {
      let (start, low) = ranges[later].lowerBound.addingReportingOverflow(shift)
      let (end, high) = ranges[later].upperBound.addingReportingOverflow(shift)
      guard !low, !high, start <= end else { continue }
      ranges[later] = start..<end
    }
    return ranges
  }

  /// The range of the store may hold nothing but the store with its wrapping.
  private func compare(_ range: Range<Int>, with slot: Slot) throws(AssertionFault) {
    let extent = slot.extent
    switch context.file.format {
    case .jpeg, .png:
      guard range == extent else {
        throw AssertionFault(
          .assertionDataHashMismatch,
          "the hash leaves out the bytes \(range.lowerBound) to \(range.upperBound), and the store "
            + "is at \(extent.lowerBound) to \(extent.upperBound)")
      }
    default:
      // One byte more is a byte of padding.
      guard range.lowerBound >= extent.lowerBound, range.upperBound <= extent.upperBound + 1 else {
        throw AssertionFault(
          .assertionDataHashMismatch,
          "the hash leaves out the bytes \(range.lowerBound) to \(range.upperBound), more than the "
            + "store at \(extent.lowerBound) to \(extent.upperBound)")
      }
    }
  }
}
