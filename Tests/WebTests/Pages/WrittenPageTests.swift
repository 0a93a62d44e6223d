import Foundation
import Hummingbird
import Register
import Rules
import TestSupport
import Testing

@testable import Web

@Suite("Pages that are put together from what is kept")
struct WrittenPageTests {
  static let renderer = Result { try PageRenderer() }
  private static let words = [PageSamples.hostile, "云"]

  @Test(
    "Every page is what its template writes, whoever's layout was kept before",
    arguments: Language.allCases)
  func everyPage(_ language: Language) throws {
    let renderer = try Self.renderer.get()
    for word in Self.words {
      for sample in try PageSamples(word: word).all(language, texts: renderer.texts(language)) {
        let written = String(buffer: renderer.write(sample.content, sample.request))
        #expect(written == renderer.render(sample.content, sample.request), "\(sample.name)")
      }
    }
  }

  @Test(
    "A section of a form is what its template writes, whatever was written in it before",
    arguments: Language.allCases)
  func sections(_ language: Language) throws {
    let renderer = try Self.renderer.get()
    let library = try #require(renderer.library(language))
    let texts = renderer.texts(language)
    let memo = SectionMemo()
    var random = SeededRandom()
    var met = 0
    for word in Self.words {
      let samples = try PageSamples(word: word)
      for (dossier, done) in try Self.dossiers(samples, &random) {
        let request = PageRequest(
          language: language, state: samples.state,
          instance: try PageSamples.instance(.demonstration, word: word),
          items: QueryItems(parsing: done), publicBase: word)
        let visit = samples.visit(request, texts)
        for section in dossier.rulebook.sections {
          let page = SectionPage(dossier: dossier, section: section)
          let html = renderer.render(page.page(visit).content(visit), request)
          let content = page.content(visit, memo, library)
          #expect(content.write != nil)
          let written = String(buffer: renderer.write(content, request))
          #expect(written == html, "\(section.id), \(word), \(random)")
          for raw in ["\"\u{301}", "<\u{200D}"] {
            #expect(written.range(of: raw, options: .literal) == nil, "\(section.id)")
          }
          met += written.range(of: "&quot;\u{301}x", options: .literal) == nil ? 0 : 1
        }
      }
    }
    #expect(met > 20)
  }

  @Test(
    "The page to sign in on is what its template writes, wherever it leads",
    arguments: Language.allCases)
  func signIn(_ language: Language) throws {
    let renderer = try Self.renderer.get()
    let library = try #require(renderer.library(language))
    let samples = try PageSamples(word: PageSamples.hostile)
    let memo = Moulds<SignInForm.Key>(limit: 1 << 20)
    for query in ["", "done=done-signed-out", "done=x"] {
      let request = PageRequest(
        language: language, state: samples.state,
        instance: try PageSamples.instance(.demonstration), items: QueryItems(parsing: query))
      let visit = samples.visit(request, renderer.texts(language), isSignedIn: false)
      for next in [nil, "/office/queue?show=mine&from=51", "/en/office/account", "//x"] {
        let form = SignInForm(next: next)
        let written = renderer.write(form.content(visit, memo, library), request)
        let html = renderer.render(form.page(visit).content(visit), request)
        #expect(String(buffer: written) == html)
      }
      var typed = SignInForm(next: nil)
      typed.login = samples.word
      #expect(typed.content(visit, memo, library).write == nil)
    }
  }

  @Test("A conflict is written by its template, with what both have said")
  func conflict() throws {
    let renderer = try Self.renderer.get()
    let library = try #require(renderer.library(.english))
    let samples = try PageSamples(word: PageSamples.hostile)
    let (dossier, _) = try #require(samples.dossier)
    let section = try #require(dossier.rulebook.sections.first)
    let request = PageRequest(
      language: .english, state: samples.state, instance: try PageSamples.instance(.demonstration))
    let visit = samples.visit(request, renderer.texts(.english))
    let page = SectionPage(dossier: dossier, section: section, stored: Answers())
    let content = page.content(visit, SectionMemo(), library)
    #expect(content.write == nil && content.status == 422 && !content.hasScript)
  }

  /// A dossier with items of a return, without, with other answers, and with nothing at all.
  private static func dossiers(
    _ samples: PageSamples, _ random: inout SeededRandom
  ) throws -> [(Dossier, String)] {
    let (returned, _) = try #require(samples.dossier)
    var plain = returned
    plain.items = []
    var all = [(returned, "done=done-saved"), (plain, ""), (plain, "done=done-nothing")]
    for turn in 0..<3 {
      var other = plain
      for field in other.rulebook.fields {
        let old = other.submission.answers.fields[field.id]
        other.submission.answers.fields[field.id] =
          [old, nil, .text(samples.word), .flag(turn % 2 == 0), .list([samples.word, "text"])]
          .randomElement(using: &random) ?? nil
        if let option = field.options.randomElement(using: &random)?.id, turn > 0 {
          other.submission.answers.fields[field.id] =
            field.kind == .choices ? .list([option, samples.word]) : .text(option)
        }
      }
      other.submission.answers.records["products"] = (0..<turn).map { _ in
        ["product-name": .text(samples.word)]
      }
      all.append((other, turn == 0 ? "" : "done=done-saved"))
    }
    var empty = plain
    empty.submission = Submission()
    return all + [(empty, "")]
  }
}

@Suite("What is written around places that are left open")
struct MouldTests {
  @Test("Places are filled in their order, as often as they stand there, with texts escaped")
  func filled() {
    let (first, second, last) = (Mould.place(0), Mould.place(1), Mould.place(255))
    let mould = Mould("<a \(second)>\(first)\(last)</a>\(second)")
    var html = HTMLWriter()
    mould.write(to: &html) { place, html in html.write("<\(place)>") }
    #expect(
      String(buffer: html.buffer) == "<a &lt;1&gt;>&lt;0&gt;&lt;255&gt;</a>&lt;1&gt;")
  }

  @Test("A text without places, an empty one, and one that ends in half a place stay as they are")
  func none() {
    for text in ["", "p", "plain", "云", String(Mould.place(3).dropLast())] {
      var html = HTMLWriter()
      Mould(text).write(to: &html) { _, _ in Issue.record("there is no place") }
      #expect(String(buffer: html.buffer) == text)
    }
  }

  @Test("Moulds are made once for a key, and never take more than they may")
  func bounded() {
    let moulds = Moulds<Int>(limit: 10_000)
    var made = 0
    func ask(_ key: Int) {
      _ = moulds.mould(key) {
        made += 1
        return Mould(String(repeating: "x", count: 1000))
      }
    }
    for _ in 0..<5 { ask(1) }
    #expect(made == 1)
    for key in 2..<20 { ask(key) }
    #expect(made == 19)
    // The first was given up on the way, and the last was not.
    ask(19)
    #expect(made == 19)
    ask(1)
    #expect(made == 20)
    let some = moulds.filtered { $0 == 1 }
    #expect(some[1] != nil && some[19] == nil && moulds[19] != nil)
  }
}
