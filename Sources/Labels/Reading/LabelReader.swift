internal import Media

/// Goes through the slots of a file and gathers labels and other marks.
struct LabelReader {
  var reading = LabelReading()
  let format: MediaFormat
  private let file: MediaFile?
  /// How many bytes of metadata are still read: many slots may each be large.
  private var budget = 64 << 20
  /// How many bytes of labels are still kept.
  private var room = 4 * ReadLabel.longest

  init(_ file: MediaFile) {
    self.file = file
    self.format = file.format
  }

  init(format: MediaFormat) {
    self.file = nil
    self.format = format
  }

  mutating func read() throws(MediaError) {
    guard let file else { return }
    for (index, slot) in file.slots.enumerated() {
      guard reading.sightings.count < 256, reading.marks.count < 1024 else {
        reading.isComplete = false
        return
      }
      try read(slot, index, file)
    }
  }

  private mutating func read(
    _ slot: Slot, _ index: Int, _ file: MediaFile
  ) throws(MediaError) {
    switch slot.kind {
    case .xmp:
      guard let bytes = try payload(of: slot, file) else { return }
      read(packet: XMPPacket(bytes), place: slot.place, offset: slot.extent.lowerBound, slot: index)
    case .text(let key): try readText(slot, index, key: key, file)
    case .exif(let tag):
      guard let bytes = try payload(of: slot, file) else { return }
      readEXIF(bytes, tag: tag, slot, index)
    case .store: note(.credentials, .neutral, "a C2PA manifest store", slot)
    case .merkle: break
    case .userData:
      guard let bytes = try payload(of: slot, file) else { return }
      if bytes.starts(with: LabelReader.kling) {
        note(.kling, .states, LabelReader.shown(bytes[16...]), slot)
      }
    case .stray:
      guard let bytes = try payload(of: slot, file), let start = labelStart(in: bytes) else {
        return
      }
      take(
        ReadLabel(reading: Array(bytes[start...]), at: .init(wrapper: nil, isShared: true)),
        .stray, slot, index)
    }
  }

  /// 91ca6061-4aee-3854-8614-2d5f73f4ae2e, the SEI message in films of Kling.
  private static let kling: [UInt8] = [
    0x91, 0xCA, 0x60, 0x61, 0x4A, 0xEE, 0x38, 0x54, 0x86, 0x14, 0x2D, 0x5F, 0x73, 0xF4, 0xAE, 0x2E,
  ]

  private mutating func payload(of slot: Slot, _ file: MediaFile) throws(MediaError) -> [UInt8]? {
    guard slot.count <= budget else {
      reading.isComplete = false
      return nil
    }
    budget -= slot.count
    return try file.payload(of: slot)
  }

  /// The first bytes of a payload, without the rest.
  private func head(of slot: Slot, _ file: MediaFile) throws(MediaError) -> [UInt8] {
    switch slot.payload {
    case .decoded(let bytes): return Array(bytes.prefix(64))
    // No format has a text so.
    case .base64, .amended: return []
    case .ranges(let ranges):
      guard let first = ranges.first else { return [] }
      let end = min(first.upperBound, first.lowerBound + 64)
      return try file.source.bytes(in: first.lowerBound..<end, of: slot.place)
    }
  }

  // MARK: Texts

  private mutating func readText(
    _ slot: Slot, _ index: Int, key: String, _ file: MediaFile
  ) throws(MediaError) {
    if key == XMPName.earlierKey {
      guard let bytes = try payload(of: slot, file) else { return }
      return note(.earlierLabels, .neutral, LabelReader.shown(bytes[...]), slot)
    }
    let saysAIGC = key.utf8.count <= 256 && LabelReader.saysAIGC(key)
    if saysAIGC {
      guard let bytes = try payload(of: slot, file) else { return }
      let carrier = LabelSighting.Carrier.text(key: key)
      let label = ReadLabel(reading: bytes, at: .init(wrapper: wrapper(of: carrier)))
      guard let label else {
        reading.findings.append(
          LabelFinding(
            .bareKey, zh: "\(slot.place)名为\(key.shown)，其中没有七个要素中的任何一个，不是标识",
            en: "\(slot.place) is called \(key.shown) and has none of the seven fields"))
        return
      }
      return take(label, carrier, slot, index)
    }
    let head = try head(of: slot, file)
    readGenerator(head, key: key, slot)
    guard labelStart(in: head) == head.firstIndex(where: { $0 > 0x20 }) else { return }
    guard head.contains(UInt8(ascii: "{")), let bytes = try payload(of: slot, file) else { return }
    readPrivate(bytes, slot)
    guard ReadLabel.namesField(bytes) else { return }
    take(ReadLabel(reading: bytes, at: .init(wrapper: nil)), .text(key: key), slot, index)
  }

  /// Whether a name contains AIGC, as Annex E a) wants it, whichever letters are capital.
  static func saysAIGC(_ name: String) -> Bool {
    // The last four letters gone over, which a small letter is as good as a capital for.
    var last: UInt32 = 0
    for byte in name.utf8 {
      last = last << 8 | UInt32(byte & 0xDF)
      if last == 0x4149_4743 { return true }
    }
    return false
  }

  /// Texts that generators leave in pictures.
  private mutating func readGenerator(_ head: [UInt8], key: String, _ slot: Slot) {
    guard format == .png || format == .webP || format == .jpeg else { return }
    let isJSON = head.first == UInt8(ascii: "{")
    if key == "parameters" || (key == "workflow" || key == "prompt") && isJSON {
      note(.parameters, .suggests, LabelReader.shown(head[...]), slot)
    }
  }

  /// Where a label may begin in a text: at `{`, or at `AIGC` before one.
  private func labelStart(in bytes: [UInt8]) -> Int? {
    guard let brace = bytes.firstIndex(of: UInt8(ascii: "{")) else { return nil }
    let name = Array("AIGC".utf8)
    if brace >= 4, bytes[brace - 4..<brace].elementsEqual(name) { return brace - 4 }
    return brace
  }

  private func wrapper(of carrier: LabelSighting.Carrier) -> AIGCLabel.Wrapper? {
    guard case .named(let wrapper) = LabelPlace.standing(of: carrier, in: format) else {
      return nil
    }
    return wrapper
  }

  // MARK: EXIF

  private mutating func readEXIF(_ raw: [UInt8], tag: UInt16, _ slot: Slot, _ index: Int) {
    let bytes = EXIFText(raw, tag: tag).text
    guard let start = labelStart(in: bytes) else { return }
    readPrivate(bytes, slot)
    guard ReadLabel.namesField(bytes) || bytes.firstRange(of: Array("\"Label\"".utf8)) != nil else {
      return
    }
    let carrier = LabelSighting.Carrier.exif(tag: tag)
    let place = ReadLabel.Place(wrapper: wrapper(of: carrier), isShared: start > 0)
    take(ReadLabel(reading: Array(bytes[start...]), at: place), carrier, slot, index)
  }

  /// Private marks of single services in JSON texts.
  private mutating func readPrivate(_ bytes: [UInt8], _ slot: Slot) {
    let head = bytes.prefix(1 << 18)
    func has(_ word: StaticString) -> Bool {
      word.withUTF8Buffer { head.firstRange(of: Array($0)) != nil }
    }
    // What it says has no public meaning, and 0 is seen on generated works: no conclusion is drawn.
    if has("aigc_info") || has("aigc_label_type") {
      note(.douyin, .neutral, LabelReader.shown(bytes[...]), slot)
    }
    if has("\"ServiceProvider\""), has("\"ContentId\"") {
      note(.tencent, .states, LabelReader.shown(bytes[...]), slot)
    }
  }

  // MARK: Taking

  private mutating func take(
    _ label: ReadLabel?, _ carrier: LabelSighting.Carrier, _ slot: Slot, _ index: Int
  ) {
    take(
      label, carrier, place: slot.place, offset: slot.extent.lowerBound, index, property: nil)
  }

  mutating func take(
    _ label: ReadLabel?, _ carrier: LabelSighting.Carrier, place: String, offset: Int,
    _ index: Int, property: XMPName?
  ) {
    guard var label else { return }
    room -= label.source.count
    guard room >= 0 else {
      reading.isComplete = false
      return
    }
    if case .elsewhere = LabelPlace.standing(of: carrier, in: format) {
      label.findings.append(
        LabelFinding(
          .place, zh: "标识位于\(place)，没有指南为\(format.name)规定这一位置",
          en: "the label stands in \(place), which no guide names for \(format.name)"))
    }
    reading.sightings.append(
      LabelSighting(
        carrier: carrier, place: place, offset: offset, slot: index, label: label,
        property: property))
  }

  private mutating func note(
    _ kind: OtherMark.Kind, _ weight: OtherMark.Weight, _ value: String, _ slot: Slot
  ) {
    note(kind, weight, value, place: slot.place, offset: slot.extent.lowerBound)
  }

  mutating func note(
    _ kind: OtherMark.Kind, _ weight: OtherMark.Weight, _ value: String, place: String, offset: Int
  ) {
    guard reading.marks.count < 1024 else { return }
    reading.marks.append(
      OtherMark(kind: kind, weight: weight, value: value, place: place, offset: offset))
  }

  /// A text as a report shows it.
  static func shown(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes.prefix(300).prefix { $0 != 0 }, as: UTF8.self)
  }
}
