internal import Labels
public import Media
internal import Rules

extension Examiner {
  /// What a file says, and what the sidecar beside it (`FILE.xmp`) says of it, where there is one.
  ///
  /// A sidecar that names another file, by its hash or by its name, is told of, and is a trace and no
  /// label.
  ///
  /// - Parameters:
  ///   - source: The file's bytes.
  ///   - path: Where the file lies.
  /// - Returns: What both say.
  /// - Throws: ``MediaError`` only where the file cannot be read at all.
  public func examine(
    _ source: any ByteSource, sidecarBeside path: String
  ) throws(MediaError) -> Examination {
    var examination = try examine(source)
    let sidecar: SidecarReading
    let name = Sidecar.name(of: Sidecar.path(of: path))
    do throws(MediaError) {
      guard let found = try Sidecar.read(beside: path) else { return examination }
      sidecar = found
    } catch {
      examination.findings.append(.unreadable(name, error))
      return examination
    }
    let fit = try sidecar.fit(source, named: Sidecar.name(of: path))
    var marks = sidecar.reading.sightings.map(Mark.init)
    marks += sidecar.reading.marks.filter { $0.kind != .created }.map(Mark.init)
    for index in marks.indices {
      marks[index].place = "\(name), \(marks[index].place)"
      if fit == .otherName || fit == .otherContent, marks[index].verdict != .noMarkFound {
        marks[index].verdict = .suspected
      }
    }
    let findings = CheckFinding.all(of: sidecar.reading, in: "\(name), ")
    examination.findings += findings
    if let finding = CheckFinding.unfit(fit, sidecar, name) { examination.findings.append(finding) }
    examination.marks += marks
    examination.verdict = Examination.verdict(of: examination.marks)
    return examination
  }
}

extension CheckFinding {
  /// The sidecar is there and cannot be read.
  fileprivate static func unreadable(_ name: String, _ error: MediaError) -> CheckFinding {
    CheckFinding(
      rule: "sidecar.unreadable", severity: .remark,
      sentence: Wording(
        zh: "附属文件\(name)无法读取：\(error)", en: "the sidecar \(name) cannot be read: \(error)"),
      place: name)
  }

  /// The sidecar belongs to another file.
  fileprivate static func unfit(
    _ fit: SidecarReading.Fit, _ sidecar: SidecarReading, _ name: String
  ) -> CheckFinding? {
    let (rule, wording): (String, Wording)
    switch fit {
    case .unsaid, .fits: return nil
    case .otherContent:
      let digest = sidecar.digest.map { String($0.unicodeScalars.prefix(64)) } ?? ""
      rule = "sidecar.otherContent"
      wording = Wording(
        zh: "附属文件\(name)写明属于SHA-256为\(digest)的文件，而本文件的内容与此不同：只作为痕迹，不作为本文件的标识",
        en: "the sidecar \(name) belongs to a file with the SHA-256 \(digest), and this file has "
          + "another content: it is a trace and no label of this file")
    case .otherName:
      let file = sidecar.file.map { String($0.unicodeScalars.prefix(300)) } ?? ""
      rule = "sidecar.otherFile"
      wording = Wording(
        zh: "附属文件\(name)写明属于名为“\(file)”的文件：只作为痕迹，不作为本文件的标识",
        en:
          "the sidecar \(name) belongs to a file called \(file): it is a trace and no label of this "
          + "file")
    }
    return CheckFinding(rule: rule, severity: .violation, sentence: wording, place: name)
  }
}
