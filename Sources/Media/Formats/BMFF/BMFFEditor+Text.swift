extension BMFFEditor {
  /// Puts texts under their keys into the metadata of a film: over what is there, or as new entries of
  /// `moov/udta/meta` (QuickTime file format, "Metadata"; TC260-PG-20257A for the label).
  mutating func put(texts: [(key: String, payload: [UInt8])]) throws(MediaError) {
    var new: [(key: String, payload: [UInt8])] = []
    for text in texts {
      if let slot = file.slots(.text(key: text.key)).first {
        try replace(slot, with: text.payload)
      } else {
        new.append(text)
      }
    }
    if !new.isEmpty { try add(new) }
  }

  private mutating func replace(_ slot: Slot, with payload: [UInt8]) throws(MediaError) {
    var path = try tree.path(to: slot.extent)
    guard let item = path.last, item.range == slot.extent else {
      throw MediaError(
        .malformed("it is no longer where it was read"), slot.place, at: slot.extent.lowerBound)
    }
    if item.type == "AIGC", path.dropLast().last?.type == "udta" {
      var start = item.body.lowerBound
      if case .ranges(let ranges) = slot.payload { start = ranges.first?.lowerBound ?? start }
      replace(
        start..<item.range.upperBound, inside: path, with: payload, carries: nil)
      return
    }
    var boxes = BMFFBoxes(source, in: item.body)
    while let box = try boxes.next() {
      guard box.type == "data" else { continue }
      path.append(box)
      replace(box.body, inside: path, with: Self.value(payload))
      return
    }
    throw MediaError(.malformed("it has no data"), slot.place, at: slot.extent.lowerBound)
  }

  /// Adds entries, and whatever box is missing around them.
  private mutating func add(_ texts: [(key: String, payload: [UInt8])]) throws(MediaError) {
    guard let film = layout.film else {
      throw MediaError(
        .cannotCarry(wayOut: "label the file that the film begins with, which has the box moov"),
        "a text under a key in a segment of a film", at: 0)
    }
    guard texts.allSatisfy({ !$0.key.isEmpty }) else {
      throw MediaError(
        .cannotCarry(wayOut: "give it a key"), "a text without a name", at: film.range.lowerBound)
    }
    var userData: BMFFBox?
    for child in try tree.children(of: film) where child.type == "udta" {
      userData = userData ?? child
      for meta in try tree.children(of: child) where meta.type == "meta" {
        if try addToExisting(meta, inside: [film, child, meta], texts) { return }
      }
    }
    for meta in try tree.children(of: film) where meta.type == "meta" {
      if try addToExisting(meta, inside: [film, meta], texts) { return }
    }
    var writer = ByteWriter()
    if userData != nil {
      Self.metadata(texts, into: &writer)
    } else {
      writer.box("udta") { Self.metadata(texts, into: &$0) }
    }
    let path = [film] + (userData.map { [$0] } ?? [])
    let place = try end(of: userData ?? film, for: writer.count)
    replace(
      place..<place, inside: path, with: writer.bytes,
      carries: texts.first.map { .text(key: $0.key) })
  }

  /// Where a new box of `count` bytes goes in another: before free space that is large enough; else behind
  /// the last box, and before the four zeros that may end the list.
  private func end(of box: BMFFBox, for count: Int) throws(MediaError) -> Int {
    var boxes = BMFFBoxes(source, in: box.body)
    while let child = try boxes.next() {
      let left = child.range.count - count
      if child.isFree, left == 0 || left >= 8 { return child.range.lowerBound }
    }
    return boxes.position
  }

  /// Adds entries to a `meta` box with keys; no where it is another kind.
  private mutating func addToExisting(
    _ meta: BMFFBox, inside path: [BMFFBox], _ texts: [(key: String, payload: [UInt8])]
  ) throws(MediaError) -> Bool {
    guard let handler = try tree.child("hdlr", of: meta), handler.body.count >= 12,
      try source.bytes(
        in: handler.body.lowerBound + 8..<handler.body.lowerBound + 12, of: "the box hdlr")
        == Array("mdta".utf8),
      let keys = try tree.child("keys", of: meta), keys.body.count >= 8,
      let list = try tree.child("ilst", of: meta)
    else { return false }
    let names = try BMFFKeys(keys, in: source, limits: file.limits).names
    let place = keys.body.lowerBound + 4
    let field = try source.bytes(in: place..<place + 4, of: "the box keys")
    var count = field.reduce(0) { $0 << 8 | Int($1) }
    guard count == names.count else { return false }
    var entries = ByteWriter()
    for text in texts {
      let number: Int
      if let index = names.firstIndex(of: text.key) {
        number = index + 1
      } else {
        count += 1
        number = count
        Self.key(text.key, into: &entries)
      }
      var item = ByteWriter()
      Self.item(number, text.payload, into: &item)
      replace(
        list.range.upperBound..<list.range.upperBound, inside: path + [list], with: item.bytes,
        carries: .text(key: text.key))
    }
    if entries.count > 0 {
      var writer = ByteWriter()
      writer.bigEndian(count, width: 4)
      replace(place..<place + 4, inside: [], with: writer.bytes)
      replace(
        keys.range.upperBound..<keys.range.upperBound, inside: path + [keys], with: entries.bytes)
    }
    return true
  }

  /// What stands in a `data` box: type 1, which is UTF-8; no locale.
  private static func value(_ payload: [UInt8]) -> [UInt8] { [0, 0, 0, 1, 0, 0, 0, 0] + payload }

  private static func key(_ key: String, into writer: inout ByteWriter) {
    writer.bigEndian(8 + key.utf8.count, width: 4)
    writer.append(ascii: "mdta")
    writer.append(key)
  }

  private static func item(_ number: Int, _ payload: [UInt8], into writer: inout ByteWriter) {
    writer.bigEndian(24 + payload.count, width: 4)
    writer.bigEndian(number, width: 4)
    writer.box("data") { $0.append(value(payload)) }
  }

  private static func metadata(
    _ texts: [(key: String, payload: [UInt8])], into writer: inout ByteWriter
  ) {
    writer.box("meta") { writer in
      writer.zeros(4)
      writer.box("hdlr") { writer in
        writer.zeros(8)
        writer.append(ascii: "mdta")
        writer.zeros(13)
      }
      writer.box("keys") { writer in
        writer.zeros(4)
        writer.bigEndian(texts.count, width: 4)
        for text in texts { key(text.key, into: &writer) }
      }
      writer.box("ilst") { writer in
        for (index, text) in texts.enumerated() { item(index + 1, text.payload, into: &writer) }
      }
    }
  }
}
