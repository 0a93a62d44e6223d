internal import Certificates
internal import Credentials
public import Foundation
internal import Labels
public import Media
internal import Rules

/// Looks at files, and asks nobody: no network, no register, no program.
///
/// One is worth keeping for many files: it remembers the certificates that it has verified.
public struct Examiner: Sendable {
  /// How much of a file's structure is read.
  public let limits: MediaLimits
  private let validator: CredentialValidator
  private let now: @Sendable () -> Date

  /// The most bytes of manifest stores that are validated: a validator holds them, and a file is
  /// examined within 16 MiB whatever stands in it.
  static let mostStore = 10 << 20

  /// An examiner that reads within limits.
  ///
  /// - Parameters:
  ///   - limits: How much of a file's structure is read.
  ///   - trust: Whom to trust about signatures; without it no signer is on a list.
  ///   - now: The clock by which certificates are judged where no time-stamp tells another time.
  public init(
    limits: MediaLimits = .standard, trust: SignerTrust = SignerTrust(),
    now: @escaping @Sendable () -> Date = { Date() }
  ) {
    self.limits = limits
    self.validator = CredentialValidator(trust: Trust(trust.lists))
    self.now = now
  }

  /// What a file itself says.
  ///
  /// Structure is read and metadata; pixels and samples only where a Content Credential binds them, to be
  /// hashed. A broken file gets an examination too, with what could be read.
  ///
  /// - Throws: ``MediaError`` only where the file cannot be read at all.
  public func examine(_ source: any ByteSource) throws(MediaError) -> Examination {
    let file = try MediaFile(reading: source, limits: limits)
    let reading = try LabelReading(of: file)
    // A date is no mark: it says when, and not how.
    let dates = reading.marks.filter { $0.kind == .created }
    var marks = reading.sightings.map(Mark.init)
    let stores = file.slots.filter { $0.kind == .store }
    let length = stores.reduce(0) { $0 &+ $1.count }
    let credential =
      !stores.isEmpty && length <= Examiner.mostStore
      ? CredentialSummary(validator.report(on: file, at: Moment(now()))) : nil
    for mark in reading.marks where mark.kind != .created {
      guard mark.kind == .credentials, let credential else {
        marks.append(Mark(mark))
        continue
      }
      // A store in several pieces is one credential.
      if !marks.contains(where: { $0.kind == .credential }) {
        marks.append(Mark(credential, place: mark.place, offset: mark.offset))
      }
    }
    marks.sort { $0.offset < $1.offset }
    var findings = CheckFinding.all(of: reading)
    findings += credential.map(CheckFinding.failures) ?? []
    if length > Examiner.mostStore { findings.append(.unvalidated(length)) }
    if !reading.isComplete { findings.append(.incomplete) }
    findings += file.remarks.map(CheckFinding.init)
    let signed = credential?.signed.flatMap { Examination.ClaimedDate(signed: $0) }
    return Examination(
      format: file.format, size: source.size, marks: marks, findings: findings,
      date: signed ?? dates.lazy.compactMap(Examination.ClaimedDate.init).first,
      broken: file.broken?.description, credential: credential)
  }
}

extension CheckFinding {
  /// All that was found about labels, label by label and then about the file; `holder` stands before
  /// each place.
  static func all(of reading: LabelReading, in holder: String = "") -> [CheckFinding] {
    var findings: [CheckFinding] = []
    for sighting in reading.sightings {
      findings += sighting.label.findings.map {
        CheckFinding($0, place: holder + sighting.place, offset: sighting.offset)
      }
    }
    findings += reading.findings.map {
      CheckFinding($0, place: holder.isEmpty ? nil : holder, offset: nil)
    }
    for sighting in reading.sightings {
      findings += signatures(of: sighting, place: holder + sighting.place)
    }
    return findings
  }

  init(_ finding: LabelFinding, place: String?, offset: Int?) {
    let severity: Severity =
      switch finding.severity {
      case .defect: .violation
      case .departure: .tolerated
      case .note: .remark
      }
    self.init(
      rule: finding.rule.rawValue, severity: severity, clause: finding.clause,
      sentence: finding.wording, place: place, offset: offset)
  }

  init(_ remark: MediaRemark) {
    self.init(
      rule: remark.rule, severity: .remark,
      sentence: Wording(
        zh: "文件结构：\(remark.sentence)", en: "the file's structure: \(remark.sentence)"),
      offset: remark.offset)
  }

  /// What speaks against a credential.
  ///
  /// That its signer is on no list that was asked is no fault of it.
  static func failures(of credential: CredentialSummary) -> [CheckFinding] {
    credential.statuses.filter {
      $0.kind == "failure" && $0.code != "signingCredential.untrusted"
    }.map {
      CheckFinding(
        rule: $0.code, severity: .violation, clause: "C2PA 2.4, 15",
        sentence: Wording(
          zh: "内容凭证：\($0.meaning.zh)", en: "Content Credentials: \($0.sentence)"),
        place: $0.url)
    }
  }
}

extension Mark {
  /// A Content Credential, as a mark.
  init(_ credential: CredentialSummary, place: String, offset: Int) {
    var fields = [Field("state", credential.state), Field("unchanged", credential.unchanged)]
    if let signer = credential.signer { fields.append(Field("signer", signer)) }
    if let list = credential.list { fields.append(Field("list", list)) }
    if let signed = credential.signed { fields.append(Field("signed", signed)) }
    if let generator = credential.generator { fields.append(Field("generator", generator)) }
    fields += credential.sourceTypes.map { Field("digitalSourceType", $0) }
    self.init(
      kind: .credential, verdict: credential.saysGenerated ? .suspected : .noMarkFound,
      place: place,
      offset: offset, sentence: credential.sentence, fields: fields)
  }
}

extension Examination.ClaimedDate {
  /// The day of a time that a trusted time-stamp attests.
  init?(signed: String) {
    guard
      let mark = Self.day(ofTime: Array(signed.utf8))
    else { return nil }
    self.init(day: mark, place: "C2PA time-stamp")
  }
}
