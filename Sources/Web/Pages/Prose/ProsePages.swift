import Register
import Rules
import Transparency

/// The pages that are mostly prose, which is written for each language by itself.
enum ProsePages {
  /// How to verify.
  static func verify(_ request: PageRequest, _ texts: Texts) -> PageContent {
    PageContent(
      template: "verify", title: texts["page-verify-title"],
      description: texts["page-verify-description"], address: .verify, section: .verify,
      bindings: [
        "number": .page(.number(nil), texts),
        "log": .text(request.publicBase.map { $0 + "/log" } ?? request.instance.logAddress),
        "origin": .text(request.instance.origin),
        "logKey": .text(request.instance.logKey),
        "root": .text(request.state.root.base64),
      ])
  }

  /// How to take the data away.
  static func data(_ texts: Texts) -> PageContent {
    PageContent(
      template: "data", title: texts["page-data-title"],
      description: texts["page-data-description"], address: .data, section: .data,
      bindings: [
        "exports": .list(
          ExportFormat.allCases.map { format in
            [
              "name": .text(texts["export-" + format.rawValue]),
              "address": .text(SiteAddress.export(format, FilingQuery()).path),
            ]
          })
      ])
  }

  /// What this register is.
  static func about(_ texts: Texts) -> PageContent {
    PageContent(
      template: "about", title: texts["page-about-title"],
      description: texts["page-about-description"], address: .about, section: .about,
      bindings: [:])
  }
}

extension Instance {
  /// The log's address by its origin, which leaves out the scheme: a register on this very machine
  /// has no certificate.
  fileprivate var logAddress: String {
    let isLocal = ["localhost", "127.", "[::1]"].contains { origin.hasPrefix($0) }
    return (isLocal ? "http://" : "https://") + origin
  }
}
