/// Reads and writes SVG (SVG 2; ISO 16684-3, 2.1; C2PA 2.2, A.3.5): metadata stand in `metadata`, as
/// ranges of the text.
enum SVGContainer: Container {
  /// Reads the document as tokens, without building a tree.
  static func scan(_ source: any ByteSource, into scan: inout Scan) throws(MediaError) {
    var structure = SVGStructure()
    var failure: MediaError?
    do { try structure.read(source, into: &scan) } catch { failure = error }
    for packet in structure.packets { try add(packet, source, into: &scan) }
    if structure.manifests.count > 1 {
      scan.remark(
        "media.store.several", "the file has more than one manifest store",
        at: structure.manifests[1].element.tag.extent.lowerBound)
    }
    for manifest in structure.manifests { try add(manifest, source, into: &scan) }
    if let failure { throw failure }
  }

  private static func add(
    _ packet: SVGStructure.Packet, _ source: any ByteSource, into scan: inout Scan
  ) throws(MediaError) {
    let place = "metadata XMP"
    let isSmall = packet.extent.count <= scan.limits.slotBytes
    let missing =
      isSmall && !packet.outer.isEmpty
      ? declarations(
        missingIn: try source.bytes(in: packet.extent, of: place), of: packet) : []
    guard !missing.isEmpty else {
      scan.found(Slot(kind: .xmp, place: place, extent: packet.extent, payload: packet.extent))
      return
    }
    // A prefix that the drawing declares further out would be unknown to who gets the packet alone.
    scan.found(
      Slot(
        kind: .xmp, place: place, extent: packet.extent,
        payload: .amended(packet.extent, at: packet.element.endOfName, with: missing)))
  }

  /// Declarations of the prefixes that a packet uses and has from outside.
  private static func declarations(
    missingIn bytes: [UInt8], of packet: SVGStructure.Packet
  ) -> [UInt8] {
    var declarations: [UInt8] = []
    let used = used(Set(packet.outer.map(\.prefix)), in: bytes)
    var seen = packet.element.namespaces.map(\.prefix)
    for (prefix, name) in packet.outer.reversed() where !prefix.isEmpty {
      guard !seen.contains(prefix), declarations.count < 16_384 else { continue }
      seen.append(prefix)
      guard used.contains(prefix) else { continue }
      let quote = UInt8(ascii: name.contains(UInt8(ascii: "\"")) ? "'" : "\"")
      declarations += Array(" xmlns:".utf8) + prefix + [UInt8(ascii: "="), quote] + name + [quote]
    }
    return declarations
  }

  /// Which of some prefixes names begin with.
  private static func used(_ prefixes: Set<[UInt8]>, in bytes: [UInt8]) -> Set<[UInt8]> {
    let longest = prefixes.map(\.count).max() ?? 0
    var used: Set<[UInt8]> = []
    for (colon, byte) in bytes.enumerated() where byte == UInt8(ascii: ":") {
      // From the colon back to where the name begins: "s:" is also the end of "xmlns:".
      var start = colon
      while start > 0, colon - start <= longest,
        SVGTokenizer.isName(bytes[start - 1], isFirst: false)
      {
        start -= 1
      }
      guard colon - start <= longest else { continue }
      let prefix = Array(bytes[start..<colon])
      if prefixes.contains(prefix) { used.insert(prefix) }
    }
    return used
  }

  private static func add(
    _ manifest: SVGStructure.Manifest, _ source: any ByteSource, into scan: inout Scan
  ) throws(MediaError) {
    let tag = manifest.element.tag
    let content = tag.extent.upperBound..<max(tag.extent.upperBound, manifest.element.end)
    var base64 = Base64()
    var isRight = !manifest.isOdd
    for text in manifest.texts {
      try source.forEachPiece(in: text) { buffer in
        isRight = isRight && base64.decode(buffer)
      }
    }
    guard isRight, base64.isWhole else {
      scan.remark(
        "svg.store.base64", "the manifest store is not written in Base64", at: content.lowerBound)
      return
    }
    scan.found(
      Slot(
        kind: .store, place: "metadata c2pa:manifest", extent: content,
        payload: .base64(manifest.texts, count: base64.count)))
  }
}
