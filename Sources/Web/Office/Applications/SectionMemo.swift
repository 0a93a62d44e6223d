import Register
import Rules

/// The parts of forms as templates have written them, with places for what applicants write.
final class SectionMemo: Sendable {
  /// What stands around the fields of a section is made from this.
  struct PageKey: Hashable, Sendable {
    let language: Language
    let rulebook: RulebookReference
    let section: String
    let done: String?
  }

  /// The list of steps is made from this.
  struct StepsKey: Hashable, Sendable {
    let language: Language
    let rulebook: RulebookReference
    let current: String
    let progress: DossierProgress
  }

  /// A field is made from this.
  struct FieldKey: Hashable, Sendable {
    let language: Language
    let rulebook: RulebookReference
    let section: String
    let record: Int?
    let field: Int?
    let isRequired: Bool
    /// Which options are chosen.
    let chosen: [Bool]
  }

  let pages = Moulds<PageKey>(limit: 4 << 20)
  let steps = Moulds<StepsKey>(limit: 4 << 20)
  let fields = Moulds<FieldKey>(limit: 8 << 20)
}
