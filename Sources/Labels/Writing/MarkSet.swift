internal import Media

/// What shall stand in a file's metadata once it is written.
struct MarkSet {
  /// Properties of the file's packet of XMP.
  var properties: [(name: XMPName, text: String)] = []
  /// Texts of the container, by their keys.
  var texts: [(key: String, bytes: [UInt8])] = []

  /// Texts in EXIF, by their tags.
  var tags: [(tag: UInt16, bytes: [UInt8])] = []

  /// Puts a label where the guide says for a format.
  mutating func add(label: [UInt8], in format: MediaFormat) throws(LabelError) {
    switch LabelPlace(in: format) {
    case .property: properties.append((.aigc, String(decoding: label, as: UTF8.self)))
    case .text: texts.append((LabelPlace.key, label))
    case .none(let wayOut): throw .cannotCarry(format: format, wayOut: wayOut)
    }
  }

  /// Puts a label over the one that was found.
  mutating func replace(
    _ sighting: LabelSighting, by label: [UInt8], in file: MediaFile
  ) throws(LabelError) {
    switch sighting.carrier {
    case .property:
      guard let name = sighting.property, MarkSet.packetSlot(of: file) == sighting.slot else {
        throw .notWritableThere(place: sighting.place)
      }
      properties.append((name, String(decoding: label, as: UTF8.self)))
    case .text(let key):
      // The first text of a name is the one that is written over; a text of QuickTime's user data is read
      // and not written.
      guard !key.unicodeScalars.starts(with: ["\u{A9}"]),
        file.slots.firstIndex(where: { $0.kind == .text(key: key) }) == sighting.slot
      else { throw .notWritableThere(place: sighting.place) }
      texts.append((key, label))
    case .exif(let tag):
      // TC260-PG-20259A, Annex B: it is one of its places, so that is where it stays.
      let slot = file.slots[sighting.slot]
      guard [.jpeg, .webP, .png].contains(file.format), case .ranges = slot.payload,
        file.slots.firstIndex(where: { $0.kind == slot.kind }) == sighting.slot,
        let raw = try? file.payload(of: slot),
        let text = EXIFText(raw, tag: tag).replacing(sighting.label.source, by: label)
      else { throw .notWritableThere(place: sighting.place) }
      tags.append((tag, text))
    case .stray: throw .notWritableThere(place: sighting.place)
    }
  }

  /// The packet that is written over: the first one, unless it only extends another.
  static func packetSlot(of file: MediaFile) -> Int? {
    file.slots.firstIndex { $0.kind == .xmp && !$0.place.contains("Extended XMP") }
  }

  /// The packet of a file that is written over.
  static func packet(of file: MediaFile) throws(LabelError) -> XMPPacket? {
    guard let slot = packetSlot(of: file) else { return nil }
    do throws(MediaError) {
      let bytes = try file.payload(of: file.slots[slot])
      // A packet that only holds its place is none.
      let isEmpty = bytes.allSatisfy { $0.isBlankOrZero }
      return isEmpty ? nil : XMPPacket(bytes)
    } catch {
      throw .media(error)
    }
  }

  /// The edits that bring all of it into a file.
  func edits(for file: MediaFile) throws(LabelError) -> [SlotEdit] {
    var edits: [SlotEdit] = []
    if !properties.isEmpty {
      let payload: [UInt8]
      if let packet = try MarkSet.packet(of: file) {
        payload = try packet.setting(properties)
      } else {
        payload = XMPPacket.new(properties)
      }
      edits.append(SlotEdit(.xmp, payload))
    }
    edits += tags.map { SlotEdit(.exif(tag: $0.tag), $0.bytes) }
    edits += texts.map { SlotEdit(.text(key: $0.key), $0.bytes) }
    return edits
  }
}

extension LabelPlace {
  /// The name of the text that is a label (GB 45438-2025, Annex E a).
  static let key = "AIGC"
}
