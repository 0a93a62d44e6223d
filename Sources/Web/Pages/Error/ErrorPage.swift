import Register
import Rules

extension ErrorModel {
  /// The page for the layout.
  func content(_ texts: Texts) -> PageContent {
    let (heading, text) = words(texts)
    return PageContent(
      template: "error",
      title: heading,
      description: text,
      address: address,
      time: time,
      isIndexed: false,
      bindings: [
        "heading": .text(heading),
        "text": .text(text),
        "reading": .optional(reading(texts)),
      ])
  }

  private func words(_ texts: Texts) -> (heading: String, text: String) {
    switch kind {
    case .status(400): return (texts["error-400-heading"], texts["error-400-text"])
    case .status(404): return (texts["error-404-heading"], texts["error-404-text"])
    case .status(405): return (texts["error-405-heading"], texts["error-405-text"])
    case .status(500): return (texts["error-500-heading"], texts["error-500-text"])
    case .status(503): return (texts["error-503-heading"], texts["error-503-text"])
    case .status(let status):
      return (
        texts.fill("error-other-heading", ["status": String(status)]), texts["error-other-text"]
      )
    case .filing(let key, _, let isLater):
      return (
        texts["error-filing-heading"],
        texts.fill(
          isLater ? "error-filing-time-text" : "error-filing-text", ["key": Self.shown(key)])
      )
    case .list(let id):
      return (
        texts["error-list-heading"], texts.fill("error-list-text", ["key": Self.shown(id)])
      )
    case .organization(let id):
      return (
        texts["error-organization-heading"],
        texts.fill("error-organization-text", ["key": Self.shown(id)])
      )
    }
  }

  /// What a stranger wrote into an address, no longer than a line.
  private static func shown(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.prefix(120)))
  }

  private func reading(_ texts: Texts) -> Bindings? {
    guard case .filing(let key, let verdict, let isLater) = kind, !isLater else { return nil }
    var bindings = verdict.bindings(texts)
    bindings["address"] = .page(.number(key), texts)
    return bindings
  }
}
