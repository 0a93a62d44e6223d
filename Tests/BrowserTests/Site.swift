import Foundation
import Record
import Rules
import TestSupport

/// A register that is served by the command as it was built, for as long as the tests run.
final class Site: Sendable {
  let name: String
  let server: RunningServer
  /// The pages to look at, below the language, with a name for each.
  let pages: [(name: String, path: String)]
  private let folder: TemporaryDirectory

  private init(
    _ name: String, _ folder: TemporaryDirectory, _ server: RunningServer,
    pages: [(name: String, path: String)]
  ) {
    self.name = name
    self.folder = folder
    self.server = server
    self.pages = pages
  }

  /// Whether everything is there to open pages in a browser.
  static var canBeOpened: Bool { Browser.isInstalled && Built.exists() }

  /// The lists that the mirror of the tests holds: few enough to be read at once, and with renames,
  /// cancellations, a misprint and numbers that stand in both sequences.
  static let lists = [
    "deep-synthesis-2023-06", "deep-synthesis-2023-08", "deep-synthesis-2024-02",
    "recommendation-2022-08", "recommendation-2022-10",
  ]

  /// Whether those lists are beside the package.
  static var hasLists: Bool {
    lists.allSatisfy { Shared.has("data/lists/\($0).docx") } && Shared.has("data/cancellations.csv")
  }

  /// Pages that look the same whatever a register holds.
  private static let common = [
    ("front", "/"), ("lists", "/lists"), ("statistics", "/statistics"), ("number", "/number"),
    ("check", "/check"),
    ("verify", "/verify"), ("data", "/data"), ("about", "/about"), ("missing", "/nothing-here"),
    ("malformed", "/filings/110108"),
    ("search-empty", "/?q=%E6%97%A0%E6%AD%A4%E5%85%AC%E5%8F%B8&role=provider"),
    ("number-unlisted", "/number?q=110108999999901230018"),
  ]

  /// A register with fictional filings.
  static func demonstration() async throws -> Site {
    let folder = try TemporaryDirectory()
    let server = try await RunningServer.countermark(
      ["demo", "--data", folder.path + "/demo"], answersAt: "/health")
    let filings = try await server.get("/api/v1/filings?status=changed").json()["filings"].array
    let revoked = try await server.get("/api/v1/filings?status=revoked").json()["filings"].array
    let list = try await server.get("/api/v1/lists").json()["lists"].array
    guard let changed = filings.first?["digits"].string,
      let ended = revoked.first?["digits"].string,
      let id = list.first?["id"].string
    else { throw HarnessError("the demonstration has no changed and no revoked filing") }
    return Site(
      "demonstration", folder, server,
      pages: common + [
        ("search", "/?q=%E6%BC%94%E7%A4%BA&status=in-force"), ("list", "/lists/\(id)"),
        ("filing-changed", "/filings/\(changed)"), ("filing-revoked", "/filings/\(ended)"),
        ("filing-earlier", "/filings/\(changed)?as-of=2026-04-01"),
        ("organization", "/organizations/\(changed.dropFirst(6).prefix(7))"),
        ("number-listed", "/number?q=\(ended)"),
      ])
  }

  /// A register that holds official lists.
  static func mirror() async throws -> Site {
    let folder = try TemporaryDirectory()
    let data = folder.path + "/mirror"
    let files = lists.map { Shared.url("data/lists/\($0).docx").path }
    let run = try await Built.run(
      ["register", "import"] + files + [Shared.url("data/cancellations.csv").path, "--data", data],
      timeout: 300)
    guard run.code == 0 else { throw HarnessError("the import failed: \(run.errorText)") }
    let server = try await RunningServer.countermark(
      ["serve", "--data", data], answersAt: "/health")
    return Site(
      "mirror", folder, server,
      pages: common + [
        ("search-huawei", "/?q=%E5%8D%8E%E4%B8%BA"), ("search-baidu", "/?q=baidu"),
        ("search-cancelled", "/?status=cancelled&track=deep-synthesis"),
        ("list", "/lists/deep-synthesis/2023-08"),
        ("list-recommendation", "/lists/recommendation/2022-08"),
        ("filing-renamed", "/filings/110108823483901230031"),
        ("filing-cancelled", "/filings/330110872770701230027"),
        ("filing-misprint", "/number?q=1101082242366066220017"),
        ("organization", "/organizations/2959887"),
        ("number-listed", "/number?q=110108645502801230035"),
      ])
  }

  /// Ends the server.
  func stop() async throws { try await server.kill() }

  /// Where pictures are put: not part of the package.
  static let pictures = Shared.packageRoot.appending(path: "artifacts/screenshots")

  func address(_ path: String, _ language: Language) -> String {
    server.base + "/" + language.rawValue + path
  }
}
