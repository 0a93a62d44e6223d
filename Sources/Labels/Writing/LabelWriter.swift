public import Media
public import Rules

/// Plans how labels get into files: one label a file, none lowered, none of another producer written
/// over, and none taken off.
public enum LabelWriter {
  /// Plans a producer's label for a file.
  ///
  /// A file that carries a label of the same producer for the same content keeps it; fields that are empty
  /// there are filled. Any other label is refused.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - label: The label.
  ///   - profile: What else is written beside it.
  ///   - facts: What the profile needs.
  /// - Returns: The plan, which has been read back.
  /// - Throws: ``LabelError``, with what to do.
  public static func label(
    _ file: MediaFile, with label: AIGCLabel, profile: LabelProfile? = nil,
    facts: LabelFacts = LabelFacts()
  ) throws(LabelError) -> LabelPlan {
    var marks = MarkSet()
    if let profile { marks.properties = try beside(file, profile: profile, facts: facts) }
    let reading = try self.reading(of: file)
    guard !reading.sightings.isEmpty else {
      try marks.add(label: label.bytes(), in: file.format)
      return try LabelPlan(.added, marks, label: label.bytes(), count: 1, in: file)
    }
    let sighting = try only(reading)
    let found = sighting.label
    try isSameContent(label, found, at: sighting.place)
    let missing = AIGCLabel.Element.allCases.filter { element in
      (found[element] ?? "").isEmpty && !label[element].isEmpty
    }
    return try merge(missing, of: label, into: sighting, marks, file)
  }

  /// Fills fields of a label that are empty.
  private static func merge(
    _ missing: [AIGCLabel.Element], of label: AIGCLabel, into sighting: LabelSighting,
    _ marks: MarkSet, _ file: MediaFile
  ) throws(LabelError) -> LabelPlan {
    guard !missing.isEmpty else {
      return try LabelPlan(
        .alreadyThere, marks, label: sighting.label.source, count: 1, in: file)
    }
    var marks = marks
    let values = Dictionary(uniqueKeysWithValues: missing.map { ($0, label[$0]) })
    let source = try changed(sighting, values)
    try marks.replace(sighting, by: source, in: file)
    return try LabelPlan(.merged, marks, label: source, count: 1, in: file)
  }

  /// Plans the label of one file for another: an original's for its edited copy.
  ///
  /// The label comes over byte for byte. A target that carries the label of the same producer for the same
  /// content has its empty fields filled; any other label is refused. Marks of IPTC that say how the
  /// content was made come with it where the target has none.
  ///
  /// - Throws: ``LabelError``, with what to do; ``LabelError/noLabel`` where the original has none.
  public static func carry(
    from original: MediaFile, to file: MediaFile
  ) throws(LabelError) -> LabelPlan {
    // An original that breaks off behind its label still gives it.
    let source = try reading(of: original, allowingBreak: true)
    guard let first = source.sightings.first else { throw .noLabel }
    if source.isContradictory { throw .severalLabels(places: source.sightings.map(\.place)) }
    let (marks, left) = try accompanying(from: original, to: file)
    let target = try reading(of: file)
    guard !target.sightings.isEmpty else {
      var marks = marks
      let text = try transferable(first)
      try marks.add(label: text, in: file.format)
      return try LabelPlan(.carried, marks, label: text, count: 1, left: left, in: file)
    }
    let sighting = try only(target)
    guard let label = first.label.label else {
      if first.label.fields.mapValues(\.text) == sighting.label.fields.mapValues(\.text) {
        return try LabelPlan(
          .alreadyThere, marks, label: sighting.label.source, count: 1, left: left, in: file)
      }
      throw .doubtfulLabel(place: first.place, "its fields are outside their domains")
    }
    try isSameContent(label, sighting.label, at: sighting.place)
    let missing = AIGCLabel.Element.allCases.filter {
      (sighting.label[$0] ?? "").isEmpty && !label[$0].isEmpty
    }
    return try merge(missing, of: label, into: sighting, marks, file)
  }

  /// The text of a label as it can stand at any place.
  private static func transferable(_ sighting: LabelSighting) throws(LabelError) -> [UInt8] {
    let label = sighting.label
    guard !label.fields.isEmpty else {
      throw .doubtfulLabel(
        place: sighting.place, label.findings.first?.sentence ?? "it has none of the seven fields")
    }
    switch label.notation {
    case .inner, .wrapped, .quoted:
      if let range = label.object { return Array(label.source[range]) }
    case .frontMatter, .none: break
    }
    // What was a mapping of YAML is written anew.
    guard let value = label.label else {
      throw .doubtfulLabel(place: sighting.place, "its fields are outside their domains")
    }
    return value.bytes()
  }

  // MARK: What the operations share

  static func reading(
    of file: MediaFile, allowingBreak: Bool = false
  ) throws(LabelError) -> LabelReading {
    do throws(MediaError) {
      if let broken = file.broken, !allowingBreak { throw broken }
      return try LabelReading(of: file)
    } catch {
      throw .media(error)
    }
  }

  /// The one label of a file.
  static func only(_ reading: LabelReading) throws(LabelError) -> LabelSighting {
    guard let first = reading.sightings.first else { throw .noLabel }
    guard reading.sightings.count == 1 else {
      throw .severalLabels(places: reading.sightings.map(\.place))
    }
    return first
  }

  /// The text of a label with fields changed.
  static func changed(
    _ sighting: LabelSighting, _ values: [AIGCLabel.Element: String]
  ) throws(LabelError) -> [UInt8] {
    if let defect = sighting.label.findings.first(where: { $0.severity == .defect }) {
      throw .doubtfulLabel(place: sighting.place, defect.sentence)
    }
    guard let source = sighting.label.source(with: values) else {
      throw .notWritableThere(place: sighting.place)
    }
    return source
  }

  /// Whether a new label says nothing else than the one that is there, of the same content.
  private static func isSameContent(
    _ label: AIGCLabel, _ found: ReadLabel, at place: String
  ) throws(LabelError) {
    if let defect = found.findings.first(where: { $0.severity == .defect }) {
      throw .doubtfulLabel(place: place, defect.sentence)
    }
    let producer = found[.contentProducer] ?? ""
    if producer.isEmpty, !label.contentProducer.isEmpty {
      throw .differs(.contentProducer, found: "empty")
    }
    guard producer == label.contentProducer else {
      throw .anotherProducer(found: (found[.contentProducer] ?? "").shown)
    }
    if let status = found.status, status != label.status {
      if label.status.rawValue > status.rawValue { throw .lowers(from: status, to: label.status) }
      throw .differs(.status, found: String(status.rawValue))
    }
    for element in [AIGCLabel.Element.produceID, .reservedCode1] {
      let there = found[element] ?? ""
      if !there.isEmpty, !label[element].isEmpty, there != label[element] {
        throw .differs(element, found: there.shown)
      }
    }
  }

  /// The properties of a profile that are not there yet.
  ///
  /// A property that says something else stands, and that is refused; only a time of making may differ:
  /// the file knows it better.
  private static func beside(
    _ file: MediaFile, profile: LabelProfile, facts: LabelFacts
  ) throws(LabelError) -> [(name: XMPName, text: String)] {
    let wanted = try facts.properties(for: profile)
    guard !wanted.isEmpty, let packet = try MarkSet.packet(of: file) else { return wanted }
    var missing: [(name: XMPName, text: String)] = []
    for (name, text) in wanted {
      guard let found = packet.text(name), !found.isEmpty else {
        missing.append((name, text))
        continue
      }
      if found != text, name != .createDate { throw .property(name.shown, found: found.shown) }
    }
    return missing
  }

  /// The marks that go with a label, where the target has none; and what it cannot have.
  private static func accompanying(
    from original: MediaFile, to file: MediaFile
  ) throws(LabelError) -> (MarkSet, [String]) {
    var marks = MarkSet()
    var left: [String] = []
    guard let packet = try MarkSet.packet(of: original) else { return (marks, left) }
    let target = try MarkSet.packet(of: file)
    let names: [XMPName] = [
      .sourceType, .systemUsed, .systemVersionUsed, .promptInformation, .promptWriter, .credit,
    ]
    for name in names {
      guard let text = packet.text(name), !text.isEmpty, target?.text(name) == nil else { continue }
      if name == .sourceType, DigitalSourceType.weight(of: text).weight != .states { continue }
      marks.properties.append((name, text))
    }
    if EarlierLabels.isProperty(in: file.format), target?.text(.earlierLabels) == nil,
      let list = try EarlierLabels.text(in: original)
    {
      marks.properties.append((.earlierLabels, String(decoding: list, as: UTF8.self)))
    }
    // Not every container has a place for XMP; the label itself is what must not be lost.
    if !marks.properties.isEmpty, let edits = try? marks.edits(for: file),
      (try? file.plan(edits)) == nil
    {
      let lost = marks.properties.map(\.name.shown).joined(separator: ", ")
      left.append("\(file.format.name) has no place for XMP here: \(lost) stay behind")
      marks.properties = []
    }
    return (marks, left)
  }
}
