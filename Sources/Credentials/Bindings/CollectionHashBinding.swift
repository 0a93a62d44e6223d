internal import Media

/// The comparison of a ZIP archive with a collection hash (C2PA, 15.12.4).
struct CollectionHashBinding {
  let hash: CollectionHash
  let context: ContentBinding.Context

  func check() throws(AssertionFault) -> [ValidationStatus] {
    let algorithm = try context.algorithm(hash.alg)
    let directory: ZIPDirectory
    do throws(MediaError) { directory = try ZIPDirectory(context.file.source) } catch {
      throw mismatch("the archive cannot be read: \(error)")
    }
    guard let directoryHash = hash.directoryHash else {
      throw AssertionFault(
        .assertionCollectionHashMalformed,
        "the collection hash of an archive has no hash of the archive's directory")
    }
    var ranges: [[UInt8]: Range<Int>] = [:]
    for member in directory.members {
      if ranges.updateValue(member.range, forKey: member.name) != nil {
        throw mismatch("the archive has two members of one name")
      }
    }
    // The order of the list is not that of the file.
    var wanted: [(range: Range<Int>, hash: [UInt8])] = []
    for member in hash.members {
      guard let range = ranges.removeValue(forKey: Array(member.uri.utf8)) else {
        throw AssertionFault(
          .assertionCollectionHashIncorrectFileCount, "the archive has no member \(member.uri)")
      }
      wanted.append((range, member.hash))
    }
    ranges[ZIPDirectory.storePath] = nil
    let more = ranges.keys.filter { $0.last != 0x2F }
    guard more.isEmpty else {
      throw AssertionFault(
        .assertionCollectionHashIncorrectFileCount,
        "the archive has \(more.count) members that were not signed")
    }
    wanted.sort { $0.range.lowerBound < $1.range.lowerBound }
    for (one, next) in zip(wanted, wanted.dropFirst())
    where one.range.upperBound > next.range.lowerBound {
      throw mismatch("members of the archive overlap")
    }
    var pass = HashPass(knowing: context.written)
    let place = pass.add(HashStream(algorithm, wanted.flatMap { [.range($0.range), .cut] }))
    // As A.6.2.2 has it, and as the reference engine does; see `rangesWithoutChecksum`.
    let whole = pass.add(HashStream(algorithm, [.range(directory.range), .cut]))
    let rest = pass.add(
      HashStream(algorithm, directory.rangesWithoutChecksum.map { .range($0) } + [.cut]))
    do throws(MediaError) { try pass.run(over: context.file.source) } catch {
      throw mismatch("the archive cannot be read: \(error)")
    }
    guard pass.streams[place].digests == wanted.map(\.hash) else {
      throw mismatch("a member of the archive was changed after it was signed")
    }
    guard [whole, rest].contains(where: { pass.streams[$0].digests == [directoryHash] }) else {
      throw mismatch("the directory of the archive was changed after it was signed")
    }
    return []
  }

  private func mismatch(_ sentence: String) -> AssertionFault {
    AssertionFault(.assertionCollectionHashMismatch, sentence)
  }
}
