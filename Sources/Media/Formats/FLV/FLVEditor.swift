/// Collects changes to script tags, and works out what else has to change with them: the sizes of the
/// tags, and the positions and sizes that scripts state.
struct FLVEditor {
  private let source: any ByteSource
  private var splices: [Splice] = []
  private var growth: [FLVTag: Int] = [:]

  init(_ file: MediaFile) { source = file.source }

  /// Puts a value in place of another.
  mutating func replace(
    _ range: Range<Int>, in tag: FLVTag, with bytes: [UInt8], _ kind: Slot.Kind
  ) {
    splices.append(Splice(range, with: bytes, carries: kind))
    growth[tag, default: 0] += bytes.count - range.count
  }

  /// Adds properties behind the last.
  mutating func add(
    _ new: [(key: String, edit: SlotEdit)], to script: AMFScript, in tag: FLVTag
  ) throws(MediaError) {
    guard let end = script.end else { return }
    for (key, edit) in new {
      let bytes = AMFScript.name(key) + AMFScript.value(edit.payload)
      splices.append(Splice(at: end, bytes, carries: edit.kind))
      growth[tag, default: 0] += bytes.count
    }
    if let place = script.countPlace {
      let old = try source.bytes(in: place, of: "script data").reduce(0) { $0 << 8 | UInt32($1) }
      var writer = ByteWriter()
      writer.bigEndian(old &+ UInt32(new.count), width: 4)
      splices.append(Splice(place, with: writer.bytes))
    }
  }

  /// Makes a script tag.
  mutating func make(
    _ name: String, _ new: [(key: String, edit: SlotEdit)], at place: Int
  ) throws(MediaError) {
    var data = ByteWriter()
    data.append([2])
    data.append(AMFScript.name(name))
    data.append([8])
    data.bigEndian(new.count, width: 4)
    for (key, edit) in new {
      data.append(AMFScript.name(key))
      data.append(AMFScript.value(edit.payload))
    }
    data.append([0, 0, 9])
    var writer = ByteWriter()
    writer.append([FLVTag.script])
    writer.append(try Self.size(data.count, at: place))
    writer.zeros(7)
    writer.append(data.bytes)
    writer.bigEndian(11 + data.count, width: 4)
    splices.append(Splice(at: place, writer.bytes, carries: new.first?.edit.kind))
  }

  private static func size(_ count: Int, at offset: Int) throws(MediaError) -> [UInt8] {
    guard count < 1 << 24 else {
      throw MediaError(.tooLarge(value: count, limit: 1 << 24 - 1), "a script tag", at: offset)
    }
    var writer = ByteWriter()
    writer.bigEndian(count, width: 3)
    return writer.bytes
  }

  /// The plan of all changes.
  mutating func plan(_ scripts: [AMFScript]) throws(MediaError) -> WritePlan {
    for (tag, delta) in growth where delta != 0 {
      let size = tag.data.count + delta
      splices.append(
        Splice(tag.sizePlace, with: try Self.size(size, at: tag.range.lowerBound)))
      let end = tag.range.upperBound
      guard end + 4 <= source.size else { continue }
      var writer = ByteWriter()
      writer.bigEndian(11 + size, width: 4)
      splices.append(Splice(end..<end + 4, with: writer.bytes))
    }
    let shift = OffsetShift(splices.ordered())
    guard !shift.isIdentity else { return try WritePlan(source, splices) }
    for number in scripts.flatMap(\.numbers) {
      let bits = try source.bytes(in: number, of: "script data").reduce(0) {
        $0 << 8 | UInt64($1)
      }
      // Positions are whole numbers; anything else is none.
      guard let old = Int(exactly: Double(bitPattern: bits)), (0...source.size).contains(old),
        old > 0
      else { continue }
      let new = shift.moved(old)
      guard new != old else { continue }
      var writer = ByteWriter()
      writer.bigEndian(Double(new).bitPattern, width: 8)
      splices.append(Splice(number, with: writer.bytes))
    }
    return try WritePlan(source, splices)
  }
}
