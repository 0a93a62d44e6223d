extension SVGContainer {
  /// Puts packets and stores over the first that is there, or into `metadata`, which is made as the
  /// first element of the drawing where it is missing.
  static func plan(_ edits: [SlotEdit], for file: MediaFile) throws(MediaError) -> WritePlan {
    var scan = Scan(format: file.format, limits: file.limits)
    var structure = SVGStructure()
    try structure.read(file.source, into: &scan)
    guard let root = structure.root else {
      throw MediaError(.malformed("it has no root"), "the SVG", at: 0)
    }
    var splices: [Splice] = []
    // What goes into metadata, piece by piece, and what each piece is.
    var inner: [(bytes: [UInt8], carries: Slot.Kind?)] = []
    for edit in edits where edit.kind == .xmp {
      let packet = withoutDeclaration(edit.payload)
      if let old = structure.packets.first {
        splices.append(Splice(old.extent, with: packet, carries: .xmp))
      } else {
        inner.append((packet, .xmp))
      }
    }
    for edit in edits where edit.kind == .store {
      let text = Base64.encode(edit.payload)
      if let old = structure.manifests.first {
        splices += over(old, text)
      } else {
        let (name, declaration) = manifestName(under: root.tag, &splices)
        inner.append((Array("<".utf8) + name + declaration + Array(">".utf8), nil))
        inner.append((text, .store))
        inner.append((Array("</".utf8) + name + Array(">".utf8), nil))
      }
    }
    guard edits.allSatisfy({ $0.kind == .xmp || $0.kind == .store }) else {
      throw MediaError(
        .cannotCarry(wayOut: "put the text into XMP"), "a text of its own in an SVG", at: 0)
    }
    if !inner.isEmpty { splices += put(inner, into: structure.metadata, of: root) }
    return try WritePlan(file.source, splices)
  }

  /// A packet as it may stand within a document: the declaration of XML is for the start of a file.
  private static func withoutDeclaration(_ packet: [UInt8]) -> [UInt8] {
    var rest = packet[...]
    if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
    if rest.starts(with: "<?xml ".utf8), let end = rest.firstRange(of: Array("?>".utf8)) {
      rest = rest[end.upperBound...].drop { $0 == 0x0A || $0 == 0x0D }
    }
    return Array(rest)
  }

  /// A new text in an element that is there.
  private static func over(_ old: SVGStructure.Manifest, _ text: [UInt8]) -> [Splice] {
    let tag = old.element.tag
    guard tag.isEmpty else {
      return [Splice(tag.extent.upperBound..<old.element.end, with: text, carries: .store)]
    }
    let end = tag.extent.upperBound
    return [
      Splice(end - 2..<end, with: Array(">".utf8)),
      Splice(at: end, text, carries: .store),
      Splice(at: end, Array("</".utf8) + tag.name + Array(">".utf8)),
    ]
  }

  /// The name of the element for a store, and the declaration that it needs; the root declares the
  /// prefix where nothing speaks against it (C2PA 2.2, A.3.5).
  private static func manifestName(
    under root: SVGTag, _ splices: inout [Splice]
  ) -> (name: [UInt8], declaration: [UInt8]) {
    let declaration =
      Array(" xmlns:c2pa=\"".utf8) + SVGStructure.manifestNamespace + Array("\"".utf8)
    let name = Array("c2pa:manifest".utf8)
    let declared = root.namespaces.first { $0.prefix == Array("c2pa".utf8) }?.name
    switch declared {
    case SVGStructure.manifestNamespace: return (name, [])
    case nil:
      splices.append(Splice(at: root.endOfName, declaration))
      return (name, [])
    default: return (name, declaration)
    }
  }

  private static func put(
    _ inner: [(bytes: [UInt8], carries: Slot.Kind?)], into metadata: SVGStructure.Element?,
    of root: SVGStructure.Element
  ) -> [Splice] {
    var before: [UInt8] = []
    var behind: [UInt8] = []
    var splices: [Splice] = []
    let outer = metadata ?? root
    if metadata == nil {
      // The prefix of the root is the one that stands for SVG.
      let prefix = SVGStructure.split(root.tag.name).prefix
      let name = prefix + (prefix.isEmpty ? [] : Array(":".utf8)) + Array("metadata".utf8)
      before = Array("<".utf8) + name + Array(">".utf8)
      behind = Array("</".utf8) + name + Array(">".utf8)
    }
    let place = outer.tag.extent.upperBound
    if outer.tag.isEmpty {
      splices.append(Splice(place - 2..<place, with: Array(">".utf8)))
      behind += Array("</".utf8) + outer.tag.name + Array(">".utf8)
    }
    splices.append(Splice(at: place, before))
    splices += inner.map { Splice(at: place, $0.bytes, carries: $0.carries) }
    splices.append(Splice(at: place, behind))
    return splices
  }
}
