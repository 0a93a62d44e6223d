public import Media

/// All that a file's metadata says about whether it is generated.
public struct LabelReading: Hashable, Sendable {
  /// The labels, in the order of the file.
  public internal(set) var sightings: [LabelSighting] = []
  /// Other marks, in the order of the file.
  public internal(set) var marks: [OtherMark] = []
  /// What was found about the file as a whole: labels that are there twice, labels that disagree.
  public internal(set) var findings: [LabelFinding] = []
  /// Whether all of the file's metadata was read: a hostile file may have more than is taken.
  public internal(set) var isComplete = true

  /// Reads the labels and marks of a file.
  ///
  /// - Throws: ``MediaError`` where the file can no longer be read.
  public init(of file: MediaFile) throws(MediaError) {
    var reader = LabelReader(file)
    try reader.read()
    self = reader.reading
    compare()
  }

  /// Reads a sidecar, or another packet of XMP that stands by itself.
  public init(sidecar bytes: [UInt8]) { self.init(sidecar: XMPPacket(bytes)) }

  init(sidecar packet: XMPPacket) {
    var reader = LabelReader(format: .unknown)
    reader.read(packet: packet, place: "sidecar", offset: 0, slot: 0)
    self = reader.reading
    compare()
  }

  init() {}

  /// The first label that reads without doubt, or the first at all.
  public var label: ReadLabel? {
    (sightings.first { $0.label.standing > .present } ?? sightings.first)?.label
  }

  /// Whether labels of the file say different things.
  public var isContradictory: Bool { findings.contains { $0.rule == .contradiction } }

  /// Compares the labels with each other (GB 45438-2025, 6.1 c): one only may remain.
  private mutating func compare() {
    guard sightings.count > 1 else { return }
    let places = sightings.map(\.place).joined(separator: "; ")
    findings.append(
      LabelFinding(
        .duplicateLabel,
        zh: "文件中有\(sightings.count)个隐式标识，只应保留一个：\(places)",
        en: "the file has \(sightings.count) labels, and one only may remain: \(places)"))
    let different = AIGCLabel.Element.allCases.filter { element in
      // A field that only one of two has is no contradiction.
      let values = Set(sightings.compactMap { $0.label[element] }.filter { !$0.isEmpty })
      return values.count > 1
    }
    guard !different.isEmpty else { return }
    let names = different.map(\.rawValue).joined(separator: ", ")
    findings.append(
      LabelFinding(
        .contradiction, zh: "文件中各标识的\(names)不一致",
        en: "the labels of the file say different things in \(names)",
        element: different.first))
  }
}
