import Register
import Rules

/// A dossier section by section, with what changed since the round before.
struct ReviewedDossier: Hashable, Sendable {
  /// How something differs from the round before.
  enum Change: Hashable, Sendable { case added, removed, changed }

  var sections: [Section] = []
  var documents: [Document] = []

  struct Section: Hashable, Sendable {
    var id: String
    var name: Wording
    /// The place of the section itself, where it is filled in several times.
    var place: FormPlace?
    var groups: [Group]
  }

  /// One time that a section is filled in.
  struct Group: Hashable, Sendable {
    /// Which time, from 1; `nil` where the section is filled in once.
    var number: Int?
    var change: Change?
    var fields: [Field]
  }

  struct Field: Hashable, Sendable {
    var place: FormPlace
    var label: Wording
    /// The answer; empty where there is none.
    var lines: [Wording]
    /// The answer of the round before, where it was another.
    var before: [Wording]
    var change: Change?
    var isPersonal: Bool
    var isPublished: Bool
  }

  struct Document: Hashable, Sendable {
    var place: FormPlace
    var name: Wording
    var help: Wording
    var change: Change?
    /// Every version, the newest first.
    var versions: [Version]
  }

  struct Version: Hashable, Sendable {
    var file: Submission.Document
    /// Which version, from 1.
    var number: Int
    var counts: Bool
    /// Whether it came with this round.
    var isNew: Bool
  }

  /// Everything that changed, in the order of the dossier.
  var changed: [(place: FormPlace, label: Wording, change: Change)] {
    let fields = sections.flatMap { section in
      section.groups.flatMap { group in
        group.fields.compactMap { field in
          field.change.map { change in
            (field.place, Self.label(field.label, section.name, group.number), change)
          }
        }
      }
    }
    return fields
      + documents.compactMap { document in
        document.change.map { (document.place, document.name, $0) }
      }
  }

  private static func label(_ field: Wording, _ section: Wording, _ number: Int?) -> Wording {
    guard let number else { return field }
    return Wording(
      zh: "\(section.zh)\(number)：\(field.zh)", en: "\(section.en) \(number): \(field.en)")
  }
}
