internal import Media

/// The comparison of fragments that are files of their own (C2PA, 15.12.2.3).
struct FragmentBinding {
  let hash: BMFFHash
  let context: ContentBinding.Context

  /// Compares the init segment and each fragment; does nothing where no row has an init segment.
  func check() throws(AssertionFault) {
    let rows = hash.merkle.filter { $0.initHash != nil }
    guard !rows.isEmpty else { return }
    for row in rows {
      let algorithm = try context.algorithm(row.alg, hash.alg)
      guard try digest(of: context.file.source, algorithm, withPlaces: true) == row.initHash else {
        throw AssertionFault(
          .assertionBmffHashMismatch, "the init segment was changed after it was signed")
      }
    }
    for (number, fragment) in context.fragments.enumerated() {
      try check(fragment, number: number + 1, rows)
    }
  }

  private func check(
    _ fragment: any ByteSource, number: Int, _ rows: [BMFFHash.MerkleRow]
  ) throws(AssertionFault) {
    func mismatch(_ sentence: String) -> AssertionFault {
      AssertionFault(.assertionBmffHashMismatch, "fragment \(number) \(sentence)")
    }
    let file: MediaFile
    let payload: [UInt8]
    do throws(MediaError) {
      file = try MediaFile(reading: fragment)
      guard let slot = file.slots(.merkle).first else {
        throw MediaError(.malformed("no merkle box"), "the fragment", at: 0)
      }
      payload = try file.payload(of: slot)
    } catch {
      throw mismatch("cannot be read: \(error)")
    }
    var rules = CBORRules.reading
    rules.allowsTrailingBytes = true
    guard let proof = try? CBOR(decoding: payload[...], rules: rules),
      let unique = proof["uniqueId"]?.count, let local = proof["localId"]?.count,
      let location = proof["location"]?.count,
      let row = rows.first(where: { $0.uniqueID == unique && $0.localID == local }),
      location < row.count,
      let level = MerkleRowBuilder.level(of: row.hashes.count, leaves: row.count)
    else {
      throw mismatch("has a merkle box that belongs to no tree of the manifest")
    }
    let algorithm = try context.algorithm(row.alg, hash.alg)
    let leaf = try digest(of: fragment, algorithm, withPlaces: false)
    let hashes = proof["hashes"]?.array?.compactMap { $0.bytes.map { Array($0) } } ?? []
    guard
      let (node, place) = MerkleRowBuilder.climb(
        algorithm, leaf: leaf, location: location, count: row.count, proof: hashes, level: level),
      place < row.hashes.count, row.hashes[place] == node
    else {
      throw mismatch("was changed after it was signed")
    }
  }

  private func digest(
    of source: any ByteSource, _ algorithm: ContentHash, withPlaces: Bool
  ) throws(AssertionFault) -> [UInt8] {
    do throws(MediaError) {
      let tree = try BMFFTree(source)
      let excluded = try tree.excluded(by: hash.exclusions)
      var steps = BMFFHashBinding.steps(tree.roots, excluded)
      if !withPlaces {
        steps = steps.filter { step in
          if case .literal = step { false } else { true }
        }
      }
      var pass = HashPass()
      let place = pass.add(HashStream(algorithm, steps + [.cut]))
      try pass.run(over: source)
      return pass.streams[place].digests.first ?? []
    } catch {
      throw AssertionFault(.assertionBmffHashMismatch, "a segment cannot be read: \(error)")
    }
  }
}
