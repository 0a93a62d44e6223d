extension BMFFBoxType {
  /// Whether it names a text of QuickTime's user data: `©cmt`, `©nam` and the like.
  var isUserText: Bool { code >> 24 == 0xA9 }
}

extension BMFFScanner {
  /// Reads a text of user data: pieces with a length and a language of two bytes each (QuickTime file
  /// format, "User data text strings"), or a box `data` as lists of iTunes have it, which some writers
  /// put there too.
  mutating func userText(_ box: BMFFBox, place: String) throws(MediaError) {
    let key = "\(box.type)"
    var reader = SourceReader(source, in: box.body, window: 64)
    if let head = try reader.peek(8), head[4...].elementsEqual("data".utf8) {
      var children = BMFFBoxes(source, in: box.body)
      while let child = try children.next() {
        try scan.step("the box \(child.type)", at: child.range.lowerBound)
        if child.type == "data" { try text(child, key: key, place: place, extent: box.range) }
      }
      return
    }
    while reader.remaining >= 4 {
      try scan.step("the text \(key)", at: reader.position)
      let length = Int(try reader.u16(place))
      try reader.skip(2, place)
      let start = reader.position
      try reader.skip(length, place)
      let value = start..<reader.position
      guard !value.isEmpty else { continue }
      // A mark tells UTF-16; everything else that is a label is ASCII in any of the codes.
      let mark = try source.bytes(in: start..<min(start + 2, value.upperBound), of: place)
      if mark == [0xFE, 0xFF] || mark == [0xFF, 0xFE] {
        let bytes = try source.bytes(in: value, of: place)
        scan.found(
          Slot(
            kind: .text(key: key), place: place, extent: box.range,
            payload: .decoded(ID3Text.utf8(bytes[...], mark[0] == 0xFE ? 2 : 1))))
      } else {
        scan.found(Slot(kind: .text(key: key), place: place, extent: box.range, payload: value))
      }
    }
  }
}
