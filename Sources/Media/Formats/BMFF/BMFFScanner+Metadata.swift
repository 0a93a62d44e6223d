extension BMFFScanner {
  /// Reads a `meta` box: texts under keys (QuickTime file format, "Metadata"), a list in the manner of
  /// iTunes, or the items of a picture (ISO/IEC 14496-12, 8.11).
  mutating func metadata(_ box: BMFFBox, place: String) throws(MediaError) {
    guard let range = try tree.childRange(of: box) else { return }
    var boxes = BMFFBoxes(source, in: range)
    var children: [BMFFBoxType: BMFFBox] = [:]
    while let child = try boxes.next() {
      try scan.step("the box \(child.type)", at: child.range.lowerBound)
      switch child.type {
      case "keys", "ilst", "iinf", "iloc", "idat":
        children[child.type] = children[child.type] ?? child
      case "uuid" where child.userType == BMFFUserType.xmp:
        scan.found(
          Slot(
            kind: .xmp, place: "\(place)/uuid XMP", extent: child.range, payload: child.body))
      case let type where type.isUserText: try userText(child, place: "\(place)/\(type)")
      default: break
      }
    }
    if let list = children["ilst"] {
      let keys = try children["keys"].map { (box) throws(MediaError) in
        try BMFFKeys(box, in: source, limits: scan.limits)
      }
      try items(of: list, keys: keys, place: "\(place)/ilst")
    }
    if let information = children["iinf"], let locations = children["iloc"] {
      try pictureItems(
        information, locations: locations, data: children["idat"], place: place)
    }
  }

  /// Reads an `ilst`: each item has `data`, and a key by its number or a name of its own.
  private mutating func items(
    of list: BMFFBox, keys: BMFFKeys?, place: String
  ) throws(MediaError) {
    var boxes = BMFFBoxes(source, in: list.body)
    while let item = try boxes.next() {
      try scan.step("the box \(item.type)", at: item.range.lowerBound)
      var key = ""
      if let keys, let name = keys.name(at: Int(item.type.code)) { key = name }
      var children = BMFFBoxes(source, in: item.body)
      var mean = ""
      while let child = try children.next() {
        try scan.step("the box \(child.type)", at: child.range.lowerBound)
        switch child.type {
        case "mean" where item.type == "----": mean = try name(child)
        case "name" where item.type == "----": key = try name(child)
        case "data":
          let label =
            if keys != nil {
              "\(place) \(key)"
            } else if item.type == "----" {
              "\(place)/----:\(mean):\(key)"
            } else {
              "\(place)/\(item.type)"
            }
          try text(child, key: key, place: label, extent: item.range)
        default: break
        }
      }
    }
  }

  /// The text of a `mean` or `name` box.
  private func name(_ box: BMFFBox) throws(MediaError) -> String {
    let body = box.body
    guard body.count > 4 else { return "" }
    let bytes = try source.bytes(
      in: body.lowerBound + 4..<min(body.upperBound, body.lowerBound + 4 + 1024),
      of: "the box \(box.type)")
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Takes a `data` box that holds text: type 1 is UTF-8, type 2 UTF-16.
  mutating func text(
    _ box: BMFFBox, key: String, place: String, extent: Range<Int>
  ) throws(MediaError) {
    let body = box.body
    guard body.count >= 8 else { return }
    let head = try source.bytes(
      in: body.lowerBound..<body.lowerBound + 8, of: "the box data")
    let type = head[..<4].reduce(0) { $0 << 8 | UInt32($1) }
    let value = body.lowerBound + 8..<body.upperBound
    switch type {
    case 1:
      scan.found(Slot(kind: .text(key: key), place: place, extent: extent, payload: value))
    case 2:
      decoded += value.count
      guard decoded <= scan.limits.slotBytes else {
        scan.remark(
          "bmff.text.tooLarge", "\(place) is one text in UTF-16 too many", at: extent.lowerBound)
        return
      }
      let bytes = try source.bytes(in: value, of: place)
      let units = stride(from: 0, to: bytes.count - 1, by: 2).map {
        UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1])
      }
      scan.found(
        Slot(
          kind: .text(key: key), place: place, extent: extent,
          payload: .decoded(Array(String(decoding: units, as: UTF16.self).utf8))))
    default: break
    }
  }
}

/// The names in a `keys` box.
struct BMFFKeys {
  /// The names in their order, as UTF-8; what is not understood as such is replaced.
  let names: [String]

  /// The name of the key that an item's number means, which counts from 1.
  func name(at number: Int) -> String? {
    names.indices.contains(number - 1) ? names[number - 1] : nil
  }

  /// Reads the names.
  ///
  /// - Throws: ``MediaError`` where there are more than the limit of slots, or a megabyte of them.
  init(_ box: BMFFBox, in source: any ByteSource, limits: MediaLimits) throws(MediaError) {
    guard box.body.count <= 1 << 20 else {
      throw MediaError(
        .tooLarge(value: box.body.count, limit: 1 << 20), "the box keys", at: box.range.lowerBound)
    }
    var names: [String] = []
    guard box.body.count >= 8 else {
      self.names = []
      return
    }
    // Entries are written like boxes: length, namespace, name.
    var entries = BMFFBoxes(source, in: box.body.lowerBound + 8..<box.body.upperBound)
    while names.count < limits.slots, let entry = try entries.next() {
      let bytes = try source.bytes(in: entry.body, of: "the box keys")
      // A name is not terminated; some writers do so all the same.
      names.append(
        String(decoding: bytes.last == 0 ? bytes.dropLast() : bytes[...], as: UTF8.self))
    }
    self.names = names
  }
}
