import Mustache
import Rules

/// The templates of the pages, ready for one language.
///
/// This is the only place that registers any.
///
/// Texts are put in when a template is loaded, not when it is rendered. Every template and every
/// partial begins with the pragma that asks for ``HTMLEscape``, since each of them would otherwise
/// start again with the engine's own escaping.
struct TemplateLibrary: Sendable {
  private let library: MustacheLibrary
  /// The same with a layout that is the content alone.
  private let contents: MustacheLibrary
  /// The sources as registered, by name.
  let sources: [String: String]
  /// The templates whose content says something of the frame, so that they cannot do without it.
  private let framed: Set<String>

  static let pragma = "{{% CONTENT_TYPE: \(HTMLEscape.name)}}"
  private static let folder = "templates/"
  private static let ending = ".mustache"
  /// The layout, and templates that stand in no file: it without a content, and a content without it.
  private static let layout = "layout"
  private static let frame = "frame alone"
  private static let frameSource =
    pragma + "{{<\(layout)}}{{$content}}{{place}}{{/content}}{{/\(layout)}}"
  private static let contentSource = pragma + "{{$content}}{{/content}}"

  /// Loads all templates.
  ///
  /// - Throws: ``TemplateError`` with the template's name, for one that cannot be used.
  init(_ texts: Texts, files: [String: String] = EmbeddedText.files) throws(TemplateError) {
    MustacheContentTypes.register(HTMLEscape(), named: HTMLEscape.name)
    var library = MustacheLibrary()
    var sources: [String: String] = [:]
    for (path, text) in files where path.hasPrefix(Self.folder) && path.hasSuffix(Self.ending) {
      let name = String(path.dropFirst(Self.folder.count).dropLast(Self.ending.count))
      guard Self.isForLanguage(name, texts.language) else { continue }
      let source = Self.pragma + (try TemplateSource(text, name: name).filled(with: texts))
      do {
        try library.register(source, named: Self.withoutLanguage(name))
      } catch {
        throw TemplateError(template: name, reason: "it cannot be parsed: \(error)")
      }
      sources[Self.withoutLanguage(name)] = source
    }
    var contents = library
    do {
      try library.register(Self.frameSource, named: Self.frame)
      try contents.register(Self.contentSource, named: Self.layout)
    } catch {
      throw TemplateError(template: Self.layout, reason: "it cannot be parsed: \(error)")
    }
    self.library = library
    self.contents = contents
    self.sources = sources
    framed = Set(sources.filter { $0.value.contains("frame.") }.keys)
  }

  /// Renders a template.
  func render(_ name: String, _ bindings: Bindings) -> String {
    library.render(bindings, withTemplate: name) ?? ""
  }

  /// The layout around a place: what stands under `place`.
  func frame(_ bindings: Bindings) -> Mould {
    Mould(library.render(bindings, withTemplate: Self.frame) ?? "")
  }

  /// Whether a template's content can be rendered without the layout.
  func standsAlone(_ name: String) -> Bool { !framed.contains(name) }

  /// Renders what a template puts into the layout; a partial is rendered as it is.
  func content(_ name: String, _ bindings: Bindings) -> String {
    contents.render(bindings, withTemplate: name) ?? ""
  }

  /// The same, with its places left open.
  func mould(_ name: String, _ bindings: Bindings) -> Mould { Mould(content(name, bindings)) }

  /// Prose is written for each language by itself, in `about.zh.mustache` and `about.en.mustache`.
  private static func isForLanguage(_ name: String, _ language: Language) -> Bool {
    Language.allCases.allSatisfy { $0 == language || !name.hasSuffix("." + $0.rawValue) }
  }

  private static func withoutLanguage(_ name: String) -> String {
    for language in Language.allCases where name.hasSuffix("." + language.rawValue) {
      return String(name.dropLast(language.rawValue.count + 1))
    }
    return name
  }
}

/// A template that cannot be used.
struct TemplateError: Error, Hashable, CustomStringConvertible {
  let template: String
  let reason: String
  var description: String { "template \(template): \(reason)" }
}
