import Register
import Rules

/// Reads what a program writes of an application: only what the form of its rulebook has, and only
/// files that the program's account, or a colleague's, has handed in.
struct SubmissionReader {
  private let registrar: Registrar
  private let rulebook: Rulebook
  private let documents: DocumentReader

  /// The most texts in a list, and the most times that a section is filled in.
  private static let most = 500
  /// The most versions of one document.
  private static let mostVersions = 100

  init(_ registrar: Registrar, _ application: Application, _ caller: CaseCaller) throws {
    guard let rulebook = Rulebook.edition(application.rulebook) else {
      throw Problem(Refusal.lost(application.rulebook.id))
    }
    self.registrar = registrar
    self.rulebook = rulebook
    // What stands in the draft was handed in by somebody who acts for the same organization.
    let known = try registrar.draft(application.id).submission
    documents = DocumentReader(
      registrar: registrar, account: caller.account.id,
      known: known.documents.values.flatMap(\.self))
  }

  /// The dossier that a body spells.
  func read(_ body: JSONValue) throws -> Submission {
    var members = try JSONMembers(body)
    var submission = Submission()
    var answers = try members.object("answers")
    submission.answers.fields = try fields(
      try answers.object("fields"), of: { !repeats($0.section) })
    var records = try answers.object("records")
    for section in rulebook.sections where section.repeats {
      guard let value = records.take(section.id) else { continue }
      submission.answers.records[section.id] = try self.records(
        value, section, at: records.place(section.id))
    }
    try records.finish()
    try answers.finish()
    var documents = try members.object("documents")
    for rule in rulebook.documents {
      guard let value = documents.take(rule.id) else { continue }
      let versions = try versions(value, rule, at: documents.place(rule.id))
      if !versions.isEmpty { submission.documents[rule.id] = versions }
    }
    try documents.finish()
    var replies = try members.object("replies")
    for place in replies.names {
      let reply = try replies.text(place)
      guard place.unicodeScalars.count <= 200, reply.unicodeScalars.count <= 4000 else {
        throw Problem(
          member: replies.place(place), zh: "最长4000字", en: "at most 4000 characters belong here")
      }
      submission.replies[place] = reply
    }
    try members.finish()
    return submission
  }

  private func repeats(_ section: String) -> Bool {
    rulebook.sections.contains { $0.id == section && $0.repeats }
  }

  private func fields(
    _ members: JSONMembers, of isAsked: (FormField) -> Bool
  ) throws(Problem) -> [String: Answer] {
    var members = members
    var answers: [String: Answer] = [:]
    for field in rulebook.fields where isAsked(field) {
      guard let value = members.take(field.id) else { continue }
      answers[field.id] = try answer(value, at: members.place(field.id))
    }
    try members.finish()
    return answers
  }

  private func records(
    _ value: JSONValue, _ section: FormSection, at place: String
  ) throws(Problem) -> [[String: Answer]] {
    guard case .array(let elements) = value, elements.count <= Self.most else {
      throw Problem(
        member: place, zh: "此处应为数组，最多\(Self.most)项",
        en: "an array of at most \(Self.most) belongs here")
    }
    var records: [[String: Answer]] = []
    for (offset, element) in elements.enumerated() {
      records.append(
        try fields(
          try JSONMembers(element, at: "\(place)[\(offset)]"), of: { $0.section == section.id }))
    }
    return records
  }

  private func answer(_ value: JSONValue, at place: String) throws(Problem) -> Answer {
    switch value {
    case .string(let text): return .text(text)
    case .bool(let flag): return .flag(flag)
    case .whole(let number): return .number(number)
    case .array(let elements) where elements.count <= Self.most:
      var texts: [String] = []
      for element in elements {
        guard case .string(let text) = element else { throw notAnAnswer(place) }
        texts.append(text)
      }
      return .list(texts)
    default: throw notAnAnswer(place)
    }
  }

  private func notAnAnswer(_ place: String) -> Problem {
    Problem(
      member: place, zh: "此处应为字符串、字符串数组、true/false或整数",
      en: "a string, an array of strings, true or false, or a whole number belongs here")
  }

  private func versions(
    _ value: JSONValue, _ rule: DocumentRule, at place: String
  ) throws -> [Submission.Document] {
    guard case .array(let elements) = value, elements.count <= Self.mostVersions else {
      throw Problem(
        member: place, zh: "此处应为数组，最多\(Self.mostVersions)项",
        en: "an array of at most \(Self.mostVersions) belongs here")
    }
    let taken = rule.formats.compactMap { EvidenceKind(ending: $0) }
    return try elements.enumerated().map { offset, element in
      try documents.read(element, at: "\(place)[\(offset)]", taking: taken)
    }
  }
}

/// Reads which file a program means.
struct DocumentReader {
  let registrar: Registrar
  /// Whose uploads may be named.
  let account: Identifier
  /// Files that may be named whoever has handed them in.
  var known: [Submission.Document] = []

  /// The file that `{"sha256": ...}` names, as it was taken in.
  ///
  /// `name`, `bytes`, `scanned` and `uploaded` may stand beside it and count for nothing, so that
  /// what was read can be written back.
  func read(
    _ value: JSONValue, at place: String, taking taken: [EvidenceKind] = EvidenceKind.allCases
  ) throws -> Submission.Document {
    var members = try JSONMembers(value, at: place)
    let sha256 = try members.text("sha256")
    for name in ["name", "bytes", "scanned", "uploaded"] { _ = members.take(name) }
    try members.finish()
    guard let digest = EvidenceDigest(hex: sha256),
      let document = try registrar.upload(digest, by: account)
        ?? known.first(where: { $0.sha256 == sha256 })
    else {
      throw Problem(
        member: members.place("sha256"), zh: "没有这一文件：请先上传",
        en: "there is no such file of yours: upload it first")
    }
    guard let kind = EvidenceKind(fileName: document.name), taken.contains(kind) else {
      var problem = Problem(
        member: place, zh: "此处不收这种文件", en: "a file of this kind is not taken here")
      problem.allowed = taken.map(\.endings[0])
      throw problem
    }
    return document
  }
}
