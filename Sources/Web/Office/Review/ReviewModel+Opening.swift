import Register
import Rules

extension ReviewModel {
  /// What is said of a section beside its name, and whether it is laid open.
  struct Opening: Hashable, Sendable {
    var answers = 0
    var changed = 0
    var found = 0
    /// Whether something in it is ticked to go back.
    var isTicked = false

    var callsForLook: Bool { changed > 0 || found > 0 || isTicked }

    /// `12 answers, 2 changed`.
    func note(_ texts: Texts) -> String {
      var parts = [texts.count("section-answers", answers)]
      if changed > 0 { parts.append(texts.count("section-changed", changed)) }
      if found > 0 { parts.append(texts.count("section-found", found)) }
      return parts.joined(separator: texts.listSeparator)
    }
  }

  /// How a section lies: open where it changed, where something is missing, or where something in it
  /// is to go back; the first one where nothing calls for a look.
  func opening(_ section: ReviewedDossier.Section) -> Opening {
    var opening = Opening()
    var places: Set<FormPlace> = []
    if let place = section.place { places.insert(place) }
    for group in section.groups {
      if group.change != nil { opening.changed += 1 }
      for field in group.fields {
        places.insert(field.place)
        if !field.lines.isEmpty { opening.answers += 1 }
        if group.change == nil, field.change != nil { opening.changed += 1 }
      }
    }
    look(at: places, &opening)
    return opening
  }

  /// The same of the documents.
  func opening(_ documents: [ReviewedDossier.Document]) -> Opening {
    var opening = Opening()
    opening.answers = documents.count
    opening.changed = documents.filter { $0.change != nil }.count
    look(at: Set(documents.map(\.place)), &opening)
    return opening
  }

  private func look(at places: Set<FormPlace>, _ opening: inout Opening) {
    opening.found = findings.filter { $0.places.contains(where: places.contains) }.count
    opening.isTicked = places.contains { draft.items[$0.text]?.isTicked == true }
  }
}
