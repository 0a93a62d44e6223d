import Foundation
import Mustache
import Rules
import TestSupport
import Testing

@testable import Web

@Suite("The templates of the pages")
struct TemplateTests {
  static let renderer = Result { try PageRenderer() }
  static let samples = Result { try PageSamples(word: PageSamples.hostile) }

  @Test("Nothing that comes from outside is written raw, on any page", arguments: Language.allCases)
  func hostileText(_ language: Language) throws {
    let renderer = try Self.renderer.get()
    let texts = renderer.texts(language)
    var met = 0
    for sample in try Self.samples.get().all(language, texts: texts) {
      let html = renderer.render(sample.content, sample.request)
      #expect(html.utf8.count > 2000, "\(sample.name)")
      for raw in ["\"\u{301}", "<\u{200D}"] {
        #expect(html.range(of: raw, options: .literal) == nil, "\(sample.name)")
      }
      let escaped = "&quot;\u{301}x&lt;\u{200D}b&gt;&amp;&#39;"
      if html.range(of: escaped, options: .literal) != nil { met += 1 }
    }
    #expect(met > 90)
  }

  @Test("Escaping is by bytes, so that a mark behind a quotation mark changes nothing")
  func escaping() {
    #expect(HTMLEscape.escape("\"\u{301}") == "&quot;\u{301}")
    #expect(HTMLEscape.escape("<\u{200D}&>'") == "&lt;\u{200D}&amp;&gt;&#39;")
    #expect(HTMLEscape.escape("网信算备 plain") == "网信算备 plain")
  }

  @Test("The engine's own escaping does let such text through, which is why it is not used")
  func engineEscaping() throws {
    let template = try MustacheTemplate(string: "<a title=\"{{x}}\">")
    #expect(template.render(["x": "\"\u{301}"]).unicodeScalars.contains("\u{301}"))
    #expect(!template.render(["x": "\"\u{301}"]).contains("&quot;"))
  }

  @Test("Every template asks for the escaping first, and none writes text without it")
  func pragma() throws {
    for language in Language.allCases {
      let library = try #require(try Self.renderer.get().library(language))
      #expect(library.sources.count > 15)
      for (name, source) in library.sources {
        #expect(source.hasPrefix(TemplateLibrary.pragma), "\(name)")
        #expect(!source.contains("{{{") && !source.contains("{{&"), "\(name)")
        #expect(source.components(separatedBy: "{{%").count == 2, "\(name)")
        #expect(!source.contains("{{="), "\(name)")
      }
    }
    for source in ["{{{x}}}", "{{&x}}", "a {{x"] {
      #expect(throws: TemplateError.self) {
        try TemplateSource(source, name: "x").filled(with: Texts(.english))
      }
    }
    #expect(throws: TemplateError.self) {
      try TemplateSource("{{t.no-such-text}}", name: "x").filled(with: Texts(.english))
    }
  }

  @Test("Every name in every template is bound by its page, and every part of them is reached")
  func names() throws {
    let renderer = try Self.renderer.get()
    var unreached: [Set<String>] = []
    for language in Language.allCases {
      let library = try #require(renderer.library(language))
      var walk = TemplateWalk(library.sources)
      var bound: Set<String> = []
      for word in [PageSamples.hostile, "云"] {
        let texts = renderer.texts(language)
        for sample in try PageSamples(word: word).all(language, texts: texts) {
          let bindings = renderer.bindings(sample.content, sample.request)
          walk.walk(sample.content.template, bindings)
          bound.formUnion(Self.names(bindings))
        }
      }
      let unknown = walk.unknown.map(\.description).sorted()
      #expect(unknown.isEmpty, "bound to nothing: \(unknown.joined(separator: "\n"))")
      unreached.append(
        Set(walk.all.subtracting(walk.visited).map { "\($0.template): {{\($0.tag)}}" }))
      let unused = bound.subtracting(walk.names).sorted()
      #expect(unused.isEmpty, "bound and never used: \(unused)")
    }
    // A Chinese page marks no Chinese words, so that what is reached in either language counts.
    let everywhere = unreached[0].intersection(unreached[1]).sorted()
    #expect(everywhere.isEmpty, "never reached: \(everywhere.joined(separator: "\n"))")
  }

  @Test("A misspelt name would be found")
  func misspelt() {
    var walk = TemplateWalk(["a": "{{#list}}{{naem}}{{/list}}{{>b}}", "b": "{{^c}}{{/c}}"])
    walk.walk("a", ["list": .list([["name": "x"]])])
    #expect(Set(walk.unknown.map(\.tag)) == ["naem", "^c"])
  }

  @Test("Templates are registered in one place only")
  func onePlace() throws {
    let sources = Shared.packageRoot.appending(path: "Sources")
    let paths = try FileManager.default.subpathsOfDirectory(atPath: sources.path)
      .filter { $0.hasSuffix(".swift") }
    var places: [String] = []
    for path in paths {
      let text = try String(contentsOf: sources.appending(path: path), encoding: .utf8)
      for word in ["MustacheTemplate(", "MustacheLibrary(", "MustacheContentTypes", "{{% "]
      where text.contains(word) {
        places.append(path)
      }
    }
    #expect(Set(places) == ["Web/Templates/TemplateLibrary.swift"])
  }

  @Test(
    "No page has a style of its own or an event handler, and none a script but the form's file",
    arguments: Language.allCases)
  func noScript(_ language: Language) throws {
    let renderer = try Self.renderer.get()
    var scripts = 0
    for sample in try Self.samples.get().all(language, texts: renderer.texts(language)) {
      var html = renderer.render(sample.content, sample.request)
      if sample.content.hasScript {
        let file = "<script src=\"/assets/\(renderer.assets.scriptName)\" defer></script>"
        #expect(html.components(separatedBy: file).count == 2, "\(sample.name)")
        html = html.replacingOccurrences(of: file, with: "")
        scripts += 1
      }
      for word in ["<script", " style=", "<style", " onclick", "javascript:", "<iframe"] {
        #expect(!html.contains(word), "\(sample.name): \(word)")
      }
    }
    #expect(scripts > 5)
  }

  @Test("Prose is written in both languages, with the same sections and the same addresses")
  func prose() throws {
    let renderer = try Self.renderer.get()
    let chinese = try #require(renderer.library(.chinese)).sources
    let english = try #require(renderer.library(.english)).sources
    #expect(Set(chinese.keys) == Set(english.keys))
    for (name, source) in chinese {
      let other = english[name] ?? ""
      #expect(Self.attributes("id", source) == Self.attributes("id", other), "\(name)")
      #expect(Self.attributes("href", source) == Self.attributes("href", other), "\(name)")
    }
  }

  /// The names bound anywhere in a tree.
  private static func names(_ bindings: Bindings) -> Set<String> {
    bindings.values.reduce(into: []) { names, value in
      names.insert(value.key)
      switch value.value {
      case .object(let inner): names.formUnion(Self.names(inner))
      case .list(let list): for one in list { names.formUnion(Self.names(one)) }
      case .text, .flag, .absent: break
      }
    }
  }

  private static func attributes(_ name: String, _ source: String) -> [String] {
    source.components(separatedBy: " \(name)=\"").dropFirst()
      .compactMap { $0.components(separatedBy: "\"").first }
  }
}
