internal import Labels
public import Media
internal import Rules

/// Looks at files, and asks nobody: no network, no register, no program.
public struct Examiner: Sendable {
  /// How much of a file's structure is read.
  public var limits: MediaLimits

  /// An examiner that reads within limits.
  public init(limits: MediaLimits = .standard) { self.limits = limits }

  /// What a file itself says.
  ///
  /// Structure is read and metadata, never pixels or samples. A broken file gets an examination too,
  /// with what could be read.
  ///
  /// - Throws: ``MediaError`` only where the file cannot be read at all.
  public func examine(_ source: any ByteSource) throws(MediaError) -> Examination {
    let file = try MediaFile(reading: source, limits: limits)
    let reading = try LabelReading(of: file)
    // A date is no mark: it says when, and not how.
    let dates = reading.marks.filter { $0.kind == .created }
    var marks = reading.sightings.map(Mark.init)
    marks += reading.marks.filter { $0.kind != .created }.map(Mark.init)
    marks.sort { $0.offset < $1.offset }
    var findings = reading.sightings.flatMap { sighting in
      sighting.label.findings.map {
        CheckFinding($0, place: sighting.place, offset: sighting.offset)
      }
    }
    findings += reading.findings.map { CheckFinding($0, place: nil, offset: nil) }
    for sighting in reading.sightings { findings += CheckFinding.signatures(of: sighting) }
    if !reading.isComplete { findings.append(.incomplete) }
    findings += file.remarks.map(CheckFinding.init)
    return Examination(
      format: file.format, size: source.size, marks: marks, findings: findings,
      date: dates.lazy.compactMap(Examination.ClaimedDate.init).first,
      broken: file.broken?.description)
  }
}

extension CheckFinding {
  init(_ finding: LabelFinding, place: String?, offset: Int?) {
    let severity: Severity =
      switch finding.severity {
      case .defect: .violation
      case .departure: .tolerated
      case .note: .remark
      }
    let element = finding.element.map { "\($0.rawValue)：" } ?? ""
    self.init(
      rule: finding.rule.rawValue, severity: severity, clause: finding.clause,
      sentence: Wording(zh: element + finding.rule.chinese, en: finding.sentence), place: place,
      offset: offset)
  }

  init(_ remark: MediaRemark) {
    self.init(
      rule: remark.rule, severity: .remark,
      sentence: Wording(
        zh: "文件结构：\(remark.sentence)", en: "the file's structure: \(remark.sentence)"),
      offset: remark.offset)
  }
}
