/// Finds the slots of ID3v2 tags, wherever such a tag stands: in front of sound, or in a chunk.
enum ID3Reader {
  /// Reads all tags that follow each other from `range.lowerBound` on.
  ///
  /// What the tag stands in is told to people; empty at the beginning of a file.
  @discardableResult
  static func scan(
    _ source: any ByteSource, in range: Range<Int>, place: String, into scan: inout Scan
  ) throws(MediaError) -> (tags: [ID3Tag], end: Int) {
    var tags: [ID3Tag] = []
    var position = range.lowerBound
    while tags.count < 16,
      let tag = try ID3Tag(source, at: position, limit: range.upperBound, into: &scan)
    {
      for frame in tag.frames { try take(frame, of: tag, place: place, into: &scan) }
      position = tag.range.upperBound
      tags.append(tag)
    }
    if tags.count > 1 {
      scan.remark("id3.tags", "\(tags.count) ID3 tags follow each other", at: range.lowerBound)
    }
    return (tags, position)
  }

  private static func take(
    _ frame: ID3Frame, of tag: ID3Tag, place: String, into scan: inout Scan
  ) throws(MediaError) {
    guard let known = try kind(of: frame, in: tag, scan.limits) else { return }
    let extent = tag.isUnsynchronized ? tag.range : frame.extent
    let version = "ID3v2.\(tag.version) \(frame.id)"
    if let closed = frame.closed {
      scan.remark(
        "id3.frame.closed", "the frame \(frame.id) is \(closed) and is not read",
        at: extent.lowerBound)
      return
    }
    guard let found = known else { return }
    scan.found(
      Slot(
        kind: found.kind, place: place.isEmpty ? version : "\(place)/\(version)", extent: extent,
        payload: found.payload))
  }

  /// What a frame holds: nil where it is none that is read; a value without content where it is closed.
  static func kind(
    of frame: ID3Frame, in tag: ID3Tag, _ limits: MediaLimits
  ) throws(MediaError) -> (kind: Slot.Kind, payload: Slot.Payload)?? {
    guard ["TXXX", "TXX", "COMM", "COM", "PRIV", "GEOB", "GEO"].contains(frame.id) else {
      return nil
    }
    guard frame.closed == nil, !frame.content.isEmpty else { return .some(nil) }
    let isDecoded = tag.isUnsynchronized || frame.unsynchronized
    let isStore = frame.id.hasPrefix("GEO") && !isDecoded
    let limit = isStore ? limits.storeBytes : limits.slotBytes
    guard frame.content.count <= limit + 4096 else { return .some(nil) }
    var bytes: [UInt8]
    if isDecoded {
      bytes = try tag.frameSource.bytes(in: frame.content, of: "the ID3 frame \(frame.id)")
      if frame.unsynchronized { bytes = Unsynchronization.undone(bytes) }
    } else {
      // The names stand at the beginning; a store is not read to find them.
      let head =
        frame.content
        .lowerBound..<(frame.id.hasPrefix("GEO") || frame.id == "PRIV"
        ? min(frame.content.upperBound, frame.content.lowerBound + 4096)
        : frame.content.upperBound)
      bytes = try tag.frameSource.bytes(in: head, of: "the ID3 frame \(frame.id)")
    }
    guard let (kind, start, text) = name(frame, bytes) else { return .some(nil) }
    if let text { return (kind, text) }
    if isDecoded {
      let payload = bytes[start...]
      if case .text = kind { return (kind, .decoded(Array(ID3Text.withoutZeros(payload)))) }
      return (kind, .decoded(Array(payload)))
    }
    var end = frame.content.upperBound
    if case .text = kind {
      end = frame.content.lowerBound + ID3Text.withoutZeros(bytes[start...]).endIndex
    }
    return (kind, .ranges([frame.content.lowerBound + start..<end]))
  }

  /// What is in a frame, where in its content the payload begins, and the payload where it is a text
  /// in another encoding than UTF-8.
  private static func name(
    _ frame: ID3Frame, _ bytes: [UInt8]
  ) -> (kind: Slot.Kind, start: Int, text: Slot.Payload?)? {
    if frame.id == "PRIV" {
      guard let owner = ID3Text.end(in: bytes, from: 0, 0),
        bytes[..<owner.end].elementsEqual("XMP".utf8)
      else { return nil }
      return (.xmp, owner.next, nil)
    }
    let encoding = bytes[0]
    guard encoding <= 3 else { return nil }
    if frame.id.hasPrefix("GEO") {
      guard let type = ID3Text.end(in: bytes, from: 1, 0),
        let name = ID3Text.end(in: bytes, from: type.next, encoding),
        let description = ID3Text.end(in: bytes, from: name.next, encoding)
      else { return nil }
      // The second is what was written before the type was registered.
      let types = ["application/c2pa", "application/x-c2pa-manifest-store"]
      guard types.contains(where: { bytes[1..<type.end].elementsEqual($0.utf8) }) else {
        return nil
      }
      return (.store, description.next, nil)
    }
    let start = frame.id.hasPrefix("COM") ? 4 : 1
    guard start <= bytes.count, let key = ID3Text.end(in: bytes, from: start, encoding) else {
      return nil
    }
    let name = String(decoding: ID3Text.utf8(bytes[start..<key.end], encoding), as: UTF8.self)
    let value = bytes[key.next...]
    let text: Slot.Payload? =
      ID3Text.isUTF8(value, encoding) ? nil : .decoded(ID3Text.utf8(value, encoding))
    return (.text(key: name), key.next, text)
  }
}
