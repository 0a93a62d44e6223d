public import Media
internal import Rules

extension LabelWriter {
  /// What a platform knows of a file that carries no label, by article 6 of the Measures.
  public enum Basis: Hashable, Sendable {
    /// Whoever published it declared that it is generated: `Label` 2.
    case declared
    /// Traces of generation were found: `Label` 3.
    case suspected
  }

  /// A platform that spreads content.
  public struct Propagator: Hashable, Sendable {
    /// Its provider code or name.
    public let code: String
    /// Its own number for the content.
    public let contentID: String
    /// Its protection of the label.
    public let reservedCode: String

    /// A platform, with its number for one content.
    ///
    /// - Throws: ``LabelError/field(_:_:)`` for what is outside its domain or empty.
    public init(code: String, contentID: String, reservedCode: String = "") throws(LabelError) {
      let fields: [(AIGCLabel.Element, String)] = [
        (.contentPropagator, code), (.propagateID, contentID), (.reservedCode2, reservedCode),
      ]
      for (element, text) in fields {
        if let fault = FieldDomain.fault(in: text, of: element) { throw .field(element, fault.en) }
        if text.isEmpty, element != .reservedCode2 { throw .field(element, "it is empty") }
      }
      self.code = code
      self.contentID = contentID
      self.reservedCode = reservedCode
    }
  }

  /// Plans a platform's part of the label of a file.
  ///
  /// A label that is there keeps its producer's fields byte for byte and gets the platform's. What they
  /// replace and does not stand in the producer's fields stays in the file as an earlier label. Where the
  /// label names another platform already, that needs `keepingEarlier`. A file without a label gets one with `Label` 2 or 3; its producer stays
  /// empty, for nobody knows who it is.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - propagator: The platform.
  ///   - basis: What is known of a file without a label; nil where that is to be an error.
  ///   - keepingEarlier: Whether another platform's part may become an earlier label.
  ///   - milliseconds: The time now, since 1970-01-01T00:00:00Z, for an earlier label.
  /// - Returns: The plan, which has been read back.
  /// - Throws: ``LabelError``, with what to do.
  public static func propagate(
    _ file: MediaFile, as propagator: Propagator, basis: Basis? = nil,
    keepingEarlier: Bool = false, milliseconds: Int64
  ) throws(LabelError) -> LabelPlan {
    let reading = try self.reading(of: file)
    guard !reading.sightings.isEmpty else {
      guard let basis else { throw .noLabel }
      let label = try AIGCLabel(
        status: basis == .declared ? .possiblyGenerated : .suspected, contentProducer: "",
        produceID: "", contentPropagator: propagator.code, propagateID: propagator.contentID,
        reservedCode2: propagator.reservedCode)
      var marks = MarkSet()
      try marks.add(label: label.bytes(), in: file.format)
      return try LabelPlan(.added, marks, label: label.bytes(), count: 1, in: file)
    }
    let sighting = try only(reading)
    let label = sighting.label
    let values: [AIGCLabel.Element: String] = [
      .contentPropagator: propagator.code, .propagateID: propagator.contentID,
      .reservedCode2: propagator.reservedCode,
    ]
    if values.allSatisfy({ label[$0.key] == $0.value }) {
      return try LabelPlan(.alreadyThere, MarkSet(), label: label.source, count: 1, in: file)
    }
    let earlier = label[.contentPropagator] ?? ""
    let isAnothers =
      !earlier.isEmpty && !isSame(earlier, propagator.code)
      && !isSame(earlier, label[.contentProducer] ?? "")
    if isAnothers, !keepingEarlier { throw .anotherPropagator(found: earlier.shown) }
    var marks = MarkSet()
    let source = try changed(sighting, values)
    // What was said and is not the producer's anyway must not be lost, our own earlier part included.
    let counterparts: [AIGCLabel.Element: AIGCLabel.Element] = [
      .contentPropagator: .contentProducer, .propagateID: .produceID,
    ]
    let losesSomething = values.contains { element, value in
      let said = label[element] ?? ""
      return !said.isEmpty && said != value && said != counterparts[element].flatMap { label[$0] }
    }
    if losesSomething { try marks.keep(label, milliseconds: milliseconds, in: file) }
    try marks.replace(sighting, by: source, in: file)
    return try LabelPlan(.propagated, marks, label: source, count: 1, in: file)
  }

  /// Whether two fields name the same: letter for letter, or by codes of one organization.
  static func isSame(_ left: String, _ right: String) -> Bool {
    if left == right { return true }
    guard let first = ContentProducer(reading: left).creditCode else { return false }
    return first == ContentProducer(reading: right).creditCode
  }

  /// Plans a correction of a label by its producer.
  ///
  /// The earlier label stays in the file, word for word, in a list of earlier ones. `Label` is not lowered.
  /// A label that a platform wrote without knowing the producer may be corrected by whoever that is; the
  /// platform stays named.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - label: The label as it should be.
  ///   - milliseconds: The time now, since 1970-01-01T00:00:00Z.
  /// - Returns: The plan, which has been read back.
  /// - Throws: ``LabelError``, with what to do.
  public static func correct(
    _ file: MediaFile, to label: AIGCLabel, milliseconds: Int64
  ) throws(LabelError) -> LabelPlan {
    let sighting = try only(try reading(of: file))
    let found = sighting.label
    let producer = found[.contentProducer] ?? ""
    guard producer.isEmpty || isSame(producer, label.contentProducer) else {
      throw .anotherProducer(found: (found[.contentProducer] ?? "").shown)
    }
    if let status = found.status, label.status.rawValue > status.rawValue {
      throw .lowers(from: status, to: label.status)
    }
    let propagator = found[.contentPropagator] ?? ""
    guard
      propagator.isEmpty || isSame(propagator, label.contentPropagator)
        || isSame(propagator, found[.contentProducer] ?? "")
    else { throw .anotherPropagator(found: propagator.shown) }
    if AIGCLabel.Element.allCases.allSatisfy({ found[$0] == label[$0] }),
      found.standing == .compliant
    {
      return try LabelPlan(.alreadyThere, MarkSet(), label: found.source, count: 1, in: file)
    }
    var marks = MarkSet()
    try marks.keep(found, milliseconds: milliseconds, in: file)
    let text = label.bytes(found.notation == .wrapped ? .wrapped : .inner)
    try marks.replace(sighting, by: text, in: file)
    return try LabelPlan(.corrected, marks, label: text, count: 1, in: file)
  }
}
