/// One jurisdiction's regime for one track, as versioned data.
///
/// Structure is data; what cannot be said as data is a named function
/// (``CompletenessFunction``). `docs/rulebooks.md` describes the file.
public struct Rulebook: Hashable, Sendable {
  /// The id, `cn-deep-synthesis`.
  public let id: String
  /// The edition, from 1.
  ///
  /// A case is judged by the edition under which it began.
  public let version: Int
  /// The day of the edition.
  public let date: Day
  /// The track that it rules.
  public let track: Track
  /// The jurisdiction: ISO 3166-1, two capital letters.
  public let jurisdiction: String
  /// The id of the calendar by which its working days are counted.
  public let calendar: String
  /// Its name.
  public let name: Wording
  /// The authority that keeps the register.
  public let authority: Wording
  /// The laws and papers that it rests on.
  public let sources: [LegalSource]
  /// How an organization can take part.
  public let roles: [RoleRule]
  /// The procedures that lead to a number.
  public let procedures: [Procedure]
  /// The parts of the form, in order.
  public let sections: [FormSection]
  /// The fields of the form, in order.
  public let fields: [FormField]
  /// The documents that go with the form.
  public let documents: [DocumentRule]
  /// What has to agree before a submission is complete.
  public let completeness: [CompletenessRule]
  /// The statutory periods.
  public let clocks: [ClockRule]
  /// What can become of an application or a number.
  public let outcomes: [Outcome]
  /// The duties, with the evidence that shows that they are met.
  public let obligations: [Obligation]
  /// How content has to be marked.
  public let labels: [LabelDuty]
  /// Public texts by their id.
  public let wording: [String: Wording]
  /// Where the parts of the form are found.
  let index: FormIndex

  /// The ids of texts that every rulebook has.
  public static let requiredWording = ["not-endorsement", "not-application", "objection"]

  /// That a filing is no endorsement.
  public var notEndorsement: Wording { text("not-endorsement") }
  /// That a filing is not an application.
  public var notApplication: Wording { text("not-application") }

  /// The public text of an id, empty where there is none.
  public func text(_ id: String) -> Wording { wording[id] ?? Wording(zh: "", en: "") }

  /// The clock of an id.
  public func clock(_ id: String) -> ClockRule? { clocks.first { $0.id == id } }
  /// The source of an id.
  public func source(_ id: String) -> LegalSource? { sources.first { $0.id == id } }

  /// The families of the numbers that its procedures give.
  public var numberFamilies: [NumberFamily] {
    procedures.map(\.family).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}

extension Rulebook {
  /// The rulebooks that are compiled in, by their ids.
  public static let builtIn: [String: Rulebook] = {
    var books: [String: Rulebook] = [:]
    for (path, text) in EmbeddedText.files where path.hasPrefix("rulebooks/") {
      if let book = try? Rulebook(yaml: text) { books[book.id] = book }
    }
    return books
  }()

  /// The built-in rulebook of a track.
  public static func builtIn(for track: Track) -> Rulebook? {
    builtIn.values.first { $0.track == track }
  }

  /// The text of a built-in rulebook as its file has it, by the id.
  public static func builtInText(_ id: String) -> String? {
    EmbeddedText.files["rulebooks/\(id).yaml"]
  }
}
