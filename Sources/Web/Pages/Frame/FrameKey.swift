import Record
import Register
import Rules

/// What a layout is made from, but for its places.
struct FrameKey: Hashable, Sendable {
  private let language: Language
  private let kind: InstanceKind
  private let template: String
  private let section: SiteSection?
  private let isIndexed: Bool
  private let hasScript: Bool
  private let office: OfficeFrame.Navigation?

  /// Of a page at the present time.
  init(_ content: PageContent, _ request: PageRequest) {
    language = request.language
    kind = request.instance.kind
    template = content.template
    section = content.section
    isIndexed = content.isIndexed
    hasScript = content.hasScript
    office = content.office?.navigation
  }
}

/// The places of a layout.
enum FramePlace: Int, CaseIterable {
  case title, description, path, base, treeSize, root, token, content

  /// What the template is given for it.
  var text: String { Mould.place(rawValue) }
}
