import Record
import Register
import Rules

/// What a page is asked with: everything that its query may look at.
struct PageRequest: Sendable {
  /// The language to answer in.
  var language: Language
  /// Whether the language was chosen by what the browser asks for, and does not stand in the
  /// address.
  var isNegotiated: Bool
  /// The state that the whole page is made from.
  var state: RegisterState
  /// What kind of register this is.
  var instance: Instance
  /// The query of the address.
  var items: QueryItems
  /// The site's own address, where it is known.
  var publicBase: String?

  init(
    language: Language, isNegotiated: Bool = false, state: RegisterState, instance: Instance,
    items: QueryItems = QueryItems(), publicBase: String? = nil
  ) {
    self.language = language
    self.isNegotiated = isNegotiated
    self.state = state
    self.instance = instance
    self.items = items
    self.publicBase = publicBase
  }
}
