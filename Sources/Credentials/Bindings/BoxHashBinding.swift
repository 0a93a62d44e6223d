internal import Media

/// The comparison of a file with a box hash (C2PA, 15.12.3).
struct BoxHashBinding {
  let hash: BoxHash
  let context: ContentBinding.Context

  func check() throws(AssertionFault) -> [ValidationStatus] {
    let parts: [Part]
    do throws(MediaError) { parts = BoxHashBinding.joined(try context.file.parts()) } catch {
      throw AssertionFault(
        .assertionBoxesHashMismatch, "the parts of the file cannot be told apart: \(error)")
    }
    // Each algorithm has a stream of its own; a cut ends each entry.
    var steps: [ContentHash: [HashStream.Step]] = [:]
    var wanted: [ContentHash: [[UInt8]]] = [:]
    var statuses: [ValidationStatus] = []
    var place = 0
    for entry in hash.boxes {
      let count = entry.names.count
      guard count <= parts.count - place else {
        throw AssertionFault(
          .assertionBoxesHashMismatch,
          "the file has no part for \(entry.names.joined(separator: " "))")
      }
      let run = parts[place..<place + count]
      for (part, name) in zip(run, entry.names) where part.name != name {
        let isKnown = hash.boxes.contains { $0.names.contains(part.name) }
        throw AssertionFault(
          isKnown ? .assertionBoxesHashMismatch : .assertionBoxesHashUnknownBox,
          "the file has \(part.name) where the box hash has \(name) (byte \(part.range.lowerBound))"
        )
      }
      place += count
      if entry.names == ["C2PA"] { continue }
      guard !entry.names.contains("C2PA") else {
        throw AssertionFault(
          .assertionBoxesHashMalformed, "the box hash has the store together with other parts")
      }
      if entry.isExcluded {
        statuses.append(
          ValidationStatus(
            .assertionBoxesHashAdditionalExclusionsPresent, context.url,
            "the box hash leaves out \(entry.names.joined(separator: " "))"))
        continue
      }
      let algorithm = try context.algorithm(entry.alg, hash.alg)
      let excluded = try BoxHashBinding.excluded(by: entry, from: Array(run))
      if !excluded.isEmpty {
        statuses.append(
          ValidationStatus(
            .assertionBoxesHashAdditionalExclusionsPresent, context.url,
            "the box hash leaves out some bytes of \(entry.names.joined(separator: " "))"))
      }
      // From the first box to the last, and whatever stands between them (C2PA, 15.12.3).
      guard let first = run.first, let last = run.last else { continue }
      let whole = first.range.lowerBound..<last.range.upperBound
      let rest = RangeSet.rest(of: whole, without: excluded)
      steps[algorithm, default: []] += rest.map { .range($0) } + [.cut]
      wanted[algorithm, default: []].append(entry.hash)
    }
    guard place == parts.count else {
      throw AssertionFault(
        .assertionBoxesHashUnknownBox,
        "the file has \(parts[place].name), which the box hash does not know "
          + "(byte \(parts[place].range.lowerBound))")
    }
    try run(steps, wanted)
    return statuses
  }

  /// The bytes that an entry leaves out, in the file.
  private static func excluded(
    by entry: BoxHash.Entry, from run: [Part]
  ) throws(AssertionFault) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    for exclusion in entry.exclusions {
      let part = run[exclusion.part].range
      guard exclusion.range.upperBound <= part.count else {
        throw AssertionFault(
          .assertionBoxesHashMismatch,
          "an exclusion of \(entry.names[exclusion.part]) reaches beyond its end")
      }
      let start = part.lowerBound + exclusion.range.lowerBound
      ranges.append(start..<start + exclusion.range.count)
    }
    return RangeSet.joined(ranges)
  }

  private func run(
    _ steps: [ContentHash: [HashStream.Step]], _ wanted: [ContentHash: [[UInt8]]]
  ) throws(AssertionFault) {
    var pass = HashPass(knowing: context.written)
    var places: [(Int, ContentHash)] = []
    for algorithm in ContentHash.allCases {
      guard let list = steps[algorithm] else { continue }
      places.append((pass.add(HashStream(algorithm, list)), algorithm))
    }
    do throws(MediaError) { try pass.run(over: context.file.source) } catch {
      throw AssertionFault(.assertionBoxesHashMismatch, "the file cannot be read: \(error)")
    }
    for (place, algorithm) in places where pass.streams[place].digests != wanted[algorithm] {
      throw AssertionFault(
        .assertionBoxesHashMismatch, "the content was changed after it was signed")
    }
  }

  /// The parts, the segments of one store joined.
  static func joined(_ parts: [Part]) -> [Part] {
    var joined: [Part] = []
    for part in parts {
      if part.name == "C2PA", let last = joined.last, last.name == "C2PA" {
        joined[joined.count - 1] = Part(
          "C2PA", last.range.lowerBound..<part.range.upperBound)
      } else {
        joined.append(part)
      }
    }
    return joined
  }
}
