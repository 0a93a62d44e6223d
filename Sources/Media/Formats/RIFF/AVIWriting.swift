/// Puts a label into an AVI so that no frame moves: its indexes hold absolute places (OpenDML `indx`,
/// and `idx1` of some writers).
///
/// The list of texts grows into the `JUNK` behind it, or is put into other `JUNK`; where there is no
/// room in front of the frames, a list of texts comes behind the last index.
enum AVIWriting {
  static func write(
    _ edit: SlotEdit, _ file: MediaFile, _ layout: RIFFLayout, _ splices: inout RIFFSplices
  ) throws(MediaError) {
    // The texts of the list end with a zero (RIFF MCI, 1991: ZSTR).
    let text = edit.payload + [0]
    let child = padded("AIGC", text)
    if let old = layout.chunks["INFO/AIGC"] {
      if old.end - old.start == child.count {
        return splices.add(Splice(old.start..<old.end, with: child, carries: edit.kind))
      }
      if grow(layout, over: old.start..<old.end, with: child, edit.kind, &splices) { return }
      let isLast =
        layout.tail?.listType == "INFO" && layout.tail.map { old.start > $0.start } == true
      if isLast, let list = layout.tail, old.end <= list.end {
        // The list stands behind everything that an index points to.
        splices.replace(old, id: "AIGC", text, carries: edit.kind)
        let size = list.payload.count + child.count - (old.end - old.start)
        return setSize(of: list, to: size, &splices)
      }
      // What was there is overwritten where it stands, and the new text comes to another place.
      let room = padded("JUNK", [UInt8](repeating: 0, count: old.end - old.start - 8))
      splices.add(Splice(old.start..<old.end, with: room))
    } else if let info = layout.info, info.payload.count % 2 == 0,
      grow(
        layout, over: info.payload.upperBound..<info.payload.upperBound, with: child, edit.kind,
        &splices)
    {
      return
    }
    var list = ByteWriter()
    list.append(ascii: "LIST")
    list.littleEndian(4 + child.count, width: 4)
    list.append(ascii: "INFO")
    list.append(child)
    for room in layout.rooms + (layout.info == nil ? [] : [layout.roomAfterInfo].compactMap(\.self))
    where take(list.count, from: room, &splices) {
      splices.add(Splice(at: room.start, list.bytes, carries: edit.kind))
      return
    }
    let place = layout.placeForChunk
    splices.insert("LIST", Array(list.bytes[8...]), at: place, carries: edit.kind)
  }

  private static func padded(_ id: String, _ payload: [UInt8]) -> [UInt8] {
    var writer = ByteWriter()
    writer.riffChunk(id, payload)
    writer.zeros(payload.count % 2)
    return writer.bytes
  }

  /// Puts `child` over a range of the list of texts in front of the frames, with the room behind it
  /// taking up the difference; no where that does not go.
  private static func grow(
    _ layout: RIFFLayout, over range: Range<Int>, with child: [UInt8], _ kind: Slot.Kind,
    _ splices: inout RIFFSplices
  ) -> Bool {
    guard let info = layout.info, let room = layout.roomAfterInfo,
      range.lowerBound >= info.start, range.upperBound <= info.payload.upperBound,
      info.end == info.payload.upperBound, take(child.count - range.count, from: room, &splices)
    else { return false }
    splices.add(Splice(range, with: child, carries: kind))
    setSize(of: info, to: info.payload.count + child.count - range.count, &splices)
    return true
  }

  private static func setSize(of list: RIFFChunk, to size: Int, _ splices: inout RIFFSplices) {
    var writer = ByteWriter()
    writer.littleEndian(size, width: 4)
    splices.add(Splice(list.start + 4..<list.start + 8, with: writer.bytes))
  }

  /// Takes `count` bytes off the beginning of a chunk of room, or gives it some; no where it has not
  /// so many.
  private static func take(
    _ count: Int, from room: RIFFChunk, _ splices: inout RIFFSplices
  ) -> Bool {
    let whole = room.end - room.start
    let left = whole - count
    guard left == 0 || left >= 8, room.payload.count % 2 == 0 else { return false }
    var writer = ByteWriter()
    if left > 0 {
      writer.append(ascii: "JUNK")
      writer.littleEndian(room.payload.count - count, width: 4)
      if count < 0 { writer.zeros(-count) }
    }
    let end = min(room.start + max(8, count + 8), room.end)
    splices.add(Splice(room.start..<end, with: writer.bytes))
    return true
  }
}
