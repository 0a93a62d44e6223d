import Foundation
import Ledger
import Record
import Rules
import TestSupport
import Testing

@testable import Register

@Suite("What is being written")
struct DraftTests {
  private static func begun(_ desk: StoredCaseTests.Desk) async throws -> Identifier {
    try StoredCaseTests.Desk.id(
      await desk.registrar.carryOut(
        .application(.begin(.deepSynthesis, organization: desk.organization)),
        actor: desk.applicant))
  }

  private static func saying(_ text: String) -> Submission {
    var submission = Submission(answers: .completeProvider)
    submission.answers.fields["introduction"] = .text(text)
    return submission
  }

  @Test("What another process has saved, taken away or begun anew is seen at once")
  func elsewhere() async throws {
    let desk = try await StoredCaseTests.Desk()
    let id = try await Self.begun(desk)
    let here = desk.registrar
    let other = try desk.fixture.open()
    try await other.refresh()
    #expect(try here.draft(id).revision == 0)
    for turn in 0..<6 {
      let (writer, reader) = turn % 2 == 0 ? (here, other) : (other, here)
      try writer.save(Self.saying("\(turn)"), of: id, over: turn, by: desk.applicant)
      for registrar in [writer, reader] {
        let draft = try registrar.draft(id)
        #expect(draft.revision == turn + 1 && draft.submission == Self.saying("\(turn)"))
      }
    }
    let name = "application/\(id)"
    try other.privateStore.deleteDraft(name)
    #expect(try here.draft(id).revision == 0)
    // The same revision with another content.
    try here.save(Self.saying("a"), of: id, over: 0, by: desk.applicant)
    try other.privateStore.deleteDraft(name)
    try other.save(Self.saying("b"), of: id, over: 0, by: desk.applicant)
    #expect(try here.draft(id).submission == Self.saying("b"))
  }

  @Test("A draft that is remembered is saved over only where it is still the one that is stored")
  func remembered() async throws {
    let desk = try await StoredCaseTests.Desk()
    let id = try await Self.begun(desk)
    let here = desk.registrar
    let other = try desk.fixture.open()
    try await other.refresh()
    #expect(here.rememberedDraft(of: id, revision: 0) == nil)
    try here.save(Self.saying("a"), of: id, over: 0, by: desk.applicant)
    #expect(here.rememberedDraft(of: id, revision: 2) == nil)
    let first = try #require(here.rememberedDraft(of: id, revision: 1))
    #expect(try here.save(Self.saying("b"), of: id, over: first, by: desk.applicant) == 2)
    let second = try #require(here.rememberedDraft(of: id, revision: 2))
    // Somebody else has saved it, or begun it anew and come to the same revision.
    for step in [
      { _ = try other.save(Self.saying("c"), of: id, over: 2, by: desk.applicant) },
      {
        try other.privateStore.deleteDraft("application/\(id)")
        for turn in 0..<2 {
          _ = try other.save(Self.saying("d\(turn)"), of: id, over: turn, by: desk.applicant)
        }
      },
    ] {
      try step()
      let stored = try other.draft(id)
      #expect(throws: RegisterError.ledger(.outdated)) {
        try here.save(Self.saying("e"), of: id, over: second, by: desk.applicant)
      }
      #expect(here.rememberedDraft(of: id, revision: 2) == nil)
      #expect(try here.draft(id) == stored)
    }
    #expect(try here.draft(id).submission == Self.saying("d1"))
  }

  @Test("What was saved reads as what was written, from memory and from storage alike")
  func alike() async throws {
    let desk = try await StoredCaseTests.Desk()
    let id = try await Self.begun(desk)
    var random = SeededRandom()
    let texts = ["", "\"\u{301}", "\u{0}\u{1F}\u{7F}", "\\n\r\n\t/", "\u{2028}\u{FEFF}", "云𠀀", "1"]
    for revision in 0..<20 {
      var submission = Submission()
      for place in 0..<8 {
        let text = texts.randomElement(using: &random) ?? ""
        let answers: [Answer] = [
          .text(text), .list([]), .list([text, "x"]), .flag(place % 2 == 0), .number(.max),
          .number(-place),
        ]
        submission.answers.fields[text + "\(place)"] = answers.randomElement(using: &random)
        submission.answers.records["r\(place % 2)", default: []].append([text: .text(text)])
        submission.answers.documents.insert(text)
        submission.replies[text] = text
        submission.documents[text, default: []].append(
          Submission.Document(
            sha256: text, name: text, bytes: place, scanned: place % 2 == 0,
            uploaded: place % 3 == 0 ? nil : Moment(seconds: 1_795_000_000 + place)))
      }
      try desk.registrar.save(submission, of: id, over: revision, by: desk.applicant)
      #expect(try desk.registrar.draft(id).submission == submission, "\(random)")
      #expect(try desk.fixture.open().draft(id).submission == submission, "\(random)")
    }
  }

  @Test("What is missing is what the rulebook says of the newest draft, each time it is asked")
  func missing() async throws {
    let desk = try await StoredCaseTests.Desk()
    let id = try await Self.begun(desk)
    let rulebook = try #require(Rulebook.builtIn(for: .deepSynthesis))
    let file = Submission.Document(sha256: "0", name: "a.pdf", bytes: 1, scanned: true)
    for (revision, document) in [nil, file, nil].enumerated() {
      var submission = Self.saying("\(revision)")
      submission.documents["business-licence"] = document.map { [$0] } ?? []
      try desk.registrar.save(submission, of: id, over: revision, by: desk.applicant)
      let draft = try desk.registrar.savedDraft(of: id)
      var answers = submission.answers
      answers.documents = document == nil ? [] : ["business-licence"]
      for _ in 0..<2 { #expect(draft.missing(rulebook) == rulebook.missing(answers)) }
      #expect(try desk.registrar.savedDraft(of: id) === draft)
    }
  }
}
