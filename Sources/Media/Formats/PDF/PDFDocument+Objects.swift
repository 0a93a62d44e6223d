extension PDFDocument {
  /// An entry of the newest trailer that has it.
  func trailer(_ key: String) -> PDFValue? {
    for section in sections { if let value = section.trailer[key] { return value } }
    return nil
  }

  /// The object of a number; nil where there is none.
  func object(_ number: Int) throws(MediaError) -> Object? {
    for section in sections {
      guard let location = try section.location(of: number, in: source) else { continue }
      switch location {
      case .free: return nil
      case .at(let offset):
        if let object = try object(at: offset, number: number) { return object }
        return base == 0 ? nil : try object(at: offset &+ base, number: number)
      case .packed(let stream, let index):
        return try packed(number, in: stream, index)
      }
    }
    return nil
  }

  /// An object in a stream of objects (ISO 32000-1, section 7.5.7).
  private func packed(
    _ number: Int, in stream: Int, _ index: Int
  ) throws(MediaError) -> Object? {
    var container: Object?
    for section in sections {
      guard let location = try section.location(of: stream, in: source) else { continue }
      if case .at(let offset) = location { container = try object(at: offset, number: stream) }
      break
    }
    guard let container, let dictionary = container.value.dictionary,
      let first = dictionary["First"]?.int, let count = dictionary["N"]?.int, first >= 0,
      count >= 0
    else { return nil }
    let what = "the stream of objects"
    var bytes = budget.last.flatMap { $0.number == stream ? $0.bytes : nil } ?? []
    if budget.last?.number != stream {
      bytes = try unpacked(container, dictionary, limit: PDFDocument.packedLimit, what)
      try budget.spend(bytes.count, what, at: container.extent.lowerBound)
      budget.last = (stream, bytes)
    }
    try budget.spend(min(first, bytes.count), what, at: container.extent.lowerBound)
    var parser = PDFParser(bytes)
    for _ in 0..<min(count, bytes.count) {
      guard let found = parser.number(), let offset = parser.number() else { return nil }
      guard found == number else { continue }
      guard first <= bytes.count, offset <= bytes.count - first else { return nil }
      // Behind the last object nothing need stand.
      let end = min(bytes.count, first + offset + PDFDocument.objectLimit)
      let bytes = Array(bytes[(first + offset)..<end]) + [0x20]
      try budget.spend(bytes.count, what, at: container.extent.lowerBound)
      var inner = PDFParser(bytes)
      guard let value = try? inner.value() else { return nil }
      return Object(value: value, bytes: bytes, extent: container.extent, stream: nil)
    }
    return nil
  }

  /// A value, or what it refers to.
  func resolved(_ value: PDFValue?) throws(MediaError) -> Object? {
    switch value {
    case .reference(let number, _): try object(number)
    case .some(let value): Object(value: value, bytes: [], extent: 0..<0, stream: nil)
    case nil: nil
    }
  }

  /// Where the bytes of a stream stand.
  func range(of object: Object, _ what: String) throws(MediaError) -> Range<Int>? {
    guard let start = object.stream, let dictionary = object.value.dictionary else { return nil }
    var length = dictionary["Length"]?.int
    if case .reference(let number, _)? = dictionary["Length"] {
      length = try self.object(number)?.value.int
    }
    guard let length, length >= 0, length <= source.size - start else {
      throw MediaError(.malformed("its length is wrong"), what, at: start)
    }
    return start..<start + length
  }

  /// The bytes of a stream behind its filter, which may be Flate, with the predictors of PNG.
  ///
  /// - Throws: ``MediaError`` where there are more than `limit`, or another filter is used.
  func unpacked(
    _ object: Object, _ dictionary: PDFDictionary, limit: Int, _ what: String
  ) throws(MediaError) -> [UInt8] {
    guard let range = try range(of: object, what) else {
      throw MediaError(.malformed("it is no stream"), what, at: object.extent.lowerBound)
    }
    guard range.count <= limit else {
      throw MediaError(.tooLarge(value: range.count, limit: limit), what, at: range.lowerBound)
    }
    let bytes = try source.bytes(in: range, of: what)
    let filters = dictionary["Filter"]?.array ?? dictionary["Filter"].map { [$0] } ?? []
    guard let filter = filters.first, filter != .null else { return bytes }
    guard filters.count == 1, filter.name == "FlateDecode" || filter.name == "Fl" else {
      throw MediaError(
        .unsupported("the filter \(filter.name ?? "of another kind")"), what, at: range.lowerBound)
    }
    do {
      var plain = try Deflate.inflateZlib(bytes[...], atMost: limit)
      let parameters =
        dictionary["DecodeParms"]?.dictionary ?? dictionary["DecodeParms"]?.array?.first?.dictionary
      guard let predictor = parameters?["Predictor"]?.int, predictor > 1 else { return plain }
      let columns = parameters?["Columns"]?.int ?? 1
      guard predictor >= 10, columns > 0, columns < 65_536, (parameters?["Colors"]?.int ?? 1) == 1,
        (parameters?["BitsPerComponent"]?.int ?? 8) == 8
      else { throw MediaError(.unsupported("its predictor"), what, at: range.lowerBound) }
      PDFPredictor.undo(&plain, columns: columns)
      return plain
    } catch let error as MediaError {
      throw error
    } catch {
      throw MediaError(.malformed("it does not unpack: \(error)"), what, at: range.lowerBound)
    }
  }
}
