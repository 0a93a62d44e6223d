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
    let payload: [UInt8]
    do throws(MediaError) { payload = try FragmentBinding.proof(in: fragment) } catch {
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

  /// What the first `merkle` box of a fragment holds (C2PA, A.5.4).
  private static func proof(in source: any ByteSource) throws(MediaError) -> [UInt8] {
    let purpose = Array("merkle\0".utf8)
    for box in try BMFFTree(source).roots where box.type == 0x7575_6964 {
      let body = box.content..<box.range.upperBound
      // The id, version and flags, and the purpose.
      guard body.count >= 27, body.count <= 1 << 20 else { continue }
      let bytes = try source.bytes(in: body, of: "a uuid box")
      guard bytes.starts(with: BMFFTree.storeID), bytes[20..<27].elementsEqual(purpose) else {
        continue
      }
      return Array(bytes[27...])
    }
    throw MediaError(.malformed("no merkle box"), "the fragment", at: 0)
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
