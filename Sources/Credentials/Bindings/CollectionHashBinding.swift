internal import Media

/// The comparison of a ZIP archive with a collection hash (C2PA, 15.12.4).
struct CollectionHashBinding {
  let hash: CollectionHash
  let context: ContentBinding.Context

  /// Where the store is in an archive (C2PA, A.6).
  static let storePath = "META-INF/content_credential.c2pa"

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
    ranges[Array(CollectionHashBinding.storePath.utf8)] = nil
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
    // The store's checksum has to be 0 (C2PA, A.6), since it is not yet known when the directory is
    // hashed. A writer that puts one there has hashed a directory that is no more.
    let store = directory.members.last {
      $0.name.elementsEqual(CollectionHashBinding.storePath.utf8)
    }
    if store?.checksum ?? 0 == 0 { wanted.append((directory.range, directoryHash)) }
    var pass = HashPass()
    let place = pass.add(
      HashStream(algorithm, wanted.flatMap { [.range($0.range), .cut] }))
    do throws(MediaError) { try pass.run(over: context.file.source) } catch {
      throw mismatch("the archive cannot be read: \(error)")
    }
    guard pass.streams[place].digests == wanted.map(\.hash) else {
      throw mismatch("a member of the archive was changed after it was signed")
    }
    return []
  }

  private func mismatch(_ sentence: String) -> AssertionFault {
    AssertionFault(.assertionCollectionHashMismatch, sentence)
  }
}
