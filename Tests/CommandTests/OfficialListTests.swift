import Foundation
import TestSupport
import Testing

/// A mirror with the official lists and notices, imported once by the command.
private enum Imported {
  struct Mirror {
    let folder: TemporaryDirectory
    /// What the import answered, `--json`.
    let answer: JSON

    var data: String { folder.path + "/mirror" }
  }

  static let notices = Shared.url("data/cancellations.csv").path
  static let lists = Shared.officialLists.map(\.path)

  private static let task = Task { try await make(lists + [notices]) }

  static func mirror() async throws -> Mirror { try await task.value }

  static func make(_ files: [String]) async throws -> Mirror {
    let folder = try TemporaryDirectory()
    let run = try await Built.run(
      ["register", "import"] + files + ["--data", folder.path + "/mirror", "--json"], timeout: 600)
    guard run.code == 0 else {
      throw HarnessError("the import failed: \(run.errorText)\(run.text)")
    }
    return Mirror(folder: folder, answer: try run.json())
  }
}

@Suite(
  "The official lists, by the command",
  .enabled(if: Shared.has("data/lists"), "the official lists are not beside the package"),
  .enabled(if: Built.exists(), "the command is not built"))
struct OfficialListTests {
  @Test("Every row of all 29 lists is in, and what is remarkable is told")
  func everyRow() async throws {
    let answer = try await Imported.mirror().answer
    let lists = answer["files"].array.flatMap { $0["lists"].array }
    #expect(lists.count == 29)
    #expect(lists.compactMap { $0["rows"].int }.reduce(0, +) == 5735)
    #expect(lists.allSatisfy { $0["isNew"].bool == true && $0["differences"].array.isEmpty })
    let totals = answer["totals"]
    #expect(totals["algorithmNumbers"].int == 5724)
    let tracks = totals["tracks"].array
    #expect(tracks.map { $0["track"].string } == ["recommendation", "deep-synthesis"])
    #expect(tracks.map { $0["lists"].int } == [16, 13])
    #expect(tracks.map { $0["rows"].int } == [830, 4905])
    #expect(tracks.map { $0["filings"].int } == [830, 4904])

    // The number that is printed twice, the ten that stand in both sequences, the two misprints.
    #expect(
      totals["printedTwice"].array.map(\.string) == [
        "网信算备330110807992101250019号 (deep-synthesis/2025-05 row 3, deep-synthesis/2025-07 row 174)"
      ])
    #expect(totals["inSeveralTracks"].array.count == 10)
    let misprints = lists.flatMap { list in
      list["findings"].array.filter {
        ["number-malformed", "number-check-digit"].contains($0["rule"].string)
      }.map { "\($0["list"].string ?? "") \($0["row"].int ?? 0)" }
    }
    #expect(misprints.sorted() == ["recommendation/2022-08 9", "recommendation/2022-10 67"])

    let notices = answer["files"].array.map { $0["notices"] }.filter { !$0.isNull }
    #expect(notices.map { $0["applied"].array.count } == [39])
    #expect(notices.map { $0["pending"].array.count } == [18])
    #expect(totals["pendingNotices"].int == 18)
  }

  @Test("Importing the same lists and notices again changes nothing")
  func again() async throws {
    let mirror = try await Imported.mirror()
    let before = try await log(mirror.data)
    let run = try await Built.run(
      ["register", "import"] + Imported.lists.reversed()
        + [Imported.notices, "--data", mirror.data, "--json"], timeout: 600)
    #expect(run.code == 0, "\(run.errorText)")
    let files = try run.json()["files"].array
    #expect(files.count == 30)
    #expect(files.flatMap { $0["lists"].array }.allSatisfy { $0["isNew"].bool == false })
    #expect(files.flatMap { $0["lists"].array }.allSatisfy { $0["differences"].array.isEmpty })
    #expect(files.compactMap { $0["notices"]["known"].int } == [57])
    let after = try await log(mirror.data)
    #expect(after["ok"].bool == true)
    // 5,735 rows, 29 headers, 57 notices.
    #expect(after["size"].int == 5821)
    #expect(after["size"] == before["size"] && after["root"] == before["root"])
  }

  @Test("Notices that come before their lists give the same as those that come after")
  func noticesFirst() async throws {
    let later = try await statuses(try await Imported.mirror().data)
    let early = try await Imported.make([Imported.notices])
    let waiting = early.answer["files"][0]["notices"]
    #expect(waiting["pending"].array.count == 57 && waiting["applied"].array.isEmpty)
    let run = try await Built.run(
      ["register", "import"] + Imported.lists + ["--data", early.data, "--json"], timeout: 600)
    #expect(run.code == 0, "\(run.errorText)")
    let applied = try run.json()["files"].array
      .flatMap { $0["lists"].array }.flatMap { $0["noticesApplied"].array }
    #expect(applied.count == 39)
    let sooner = try await statuses(early.data)
    #expect(sooner.count == 5724)
    #expect(sooner == later)
    #expect(sooner.values.count { $0.hasPrefix("cancelled ") } >= 39)
  }

  @Test("What is imported while a register is served shows there")
  func whileServing() async throws {
    let first = try #require(Imported.lists.first { $0.contains("deep-synthesis-2023-06") })
    let second = try #require(Imported.lists.first { $0.contains("deep-synthesis-2023-08") })
    let mirror = try await Imported.make([first])
    let server = try await RunningServer.countermark(["serve", "--data", mirror.data])
    // 文心大模型算法, in the second list only.
    let path = "/api/v1/filings/110108645502801230035"
    #expect(try await server.get(path).status == 404)
    let clock = ContinuousClock()
    let run = try await Built.run(["register", "import", second, "--data", mirror.data])
    #expect(run.code == 0, "\(run.errorText)")
    let imported = clock.now
    while try await server.get(path).status != 200 {
      try #require(clock.now - imported < .seconds(60), "it never showed")
      try await Task.sleep(for: .milliseconds(5))
    }
    print(
      "what was imported showed after \(clock.now - imported), of which an answer took its part")
    #expect(try await server.get(path).json()["filing"]["status"].string == "in-force")
    let verified = try await Built.run(["log", "verify", "--url", server.base, "--json"])
    #expect(try verified.json()["size"].int == 41 + 110 + 2)
    #expect(try await server.stop().code == 0)
  }

  @Test(
    "A number is graded by what the lists say of it",
    arguments: [
      ("网信算备110108645502801230035号", "in-force", 0),
      ("网信算备330110807992101250019号", "in-force", 0),
      ("网信算备1101082242366066220017号", "misprinted", 1),
      ("网信算备440305295988702220055号", "misprinted", 1),
      ("网信算备440305295988702220057号", "not-listed", 1),
      ("网信算备360113475703901240021号", "cancelled", 1),
      ("网信算备320114586731201240019号", "not-listed", 1),
      ("网信算备110108645502801230036号", "check-digit-fails", 1),
      ("Beijing-WenXinYiYan-20230821", "not-listed", 1),
      ("华为", "malformed", 1),
    ])
  func numbers(_ number: String, _ grade: String, _ code: Int) async throws {
    let mirror = try await Imported.mirror()
    let run = try await Built.run(["number", "check", number, "--data", mirror.data, "--json"])
    #expect(try run.json()[0]["grade"].string == grade)
    #expect(Int(run.code) == code)
  }

  @Test("Generative-AI services are imported apart, and never added up")
  func generativeAI() async throws {
    let sample = Shared.url("data/generative-ai-sample.csv").path
    let mirror = try await Imported.make([sample])
    let totals = mirror.answer["totals"]
    #expect(totals["algorithmNumbers"].int == 0)
    #expect(totals["tracks"].array.map { $0["track"].string } == ["generative-ai"])
    let run = try await Built.run(
      ["number", "check", "Beijing-WenXinYiYan-20230821", "--data", mirror.data, "--json"])
    #expect(try run.json()[0]["grade"].string == "in-force")
    #expect(try run.json()[0]["family"].string == "generative-ai-filing")
  }

  private func log(_ data: String) async throws -> JSON {
    try await Built.run(["log", "verify", "--data", data, "--json"]).json()
  }

  /// Each filing's status and since when, by its key.
  private func statuses(_ data: String) async throws -> [String: String] {
    let run = try await Built.run(["register", "export", "--data", data, "--format", "json"])
    #expect(run.code == 0, "\(run.errorText)")
    var statuses: [String: String] = [:]
    for filing in try run.json()["filings"].array {
      statuses[filing["id"].string ?? ""] =
        "\(filing["status"].string ?? "") \(filing["statusSince"].string ?? "")"
    }
    return statuses
  }
}
