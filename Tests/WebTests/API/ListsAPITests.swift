import Register
import Rules
import TestSupport
import Testing

@testable import Web

@Suite("Lists, organizations, statistics and numbers as JSON")
struct ListsAPITests {
  @Test("All lists, oldest first, with every copy")
  func lists() async throws {
    let lists = try await Served.shared().json("/api/v1/lists")["lists"]
    #expect(
      lists.array.map { $0["id"].string } == [
        "recommendation/2022-08", "deep-synthesis/2023-06", "deep-synthesis/2024-01",
        "generative-ai/2024-04",
      ])
    #expect(lists[1]["copies"].array.count == 2)
    #expect(lists[1]["copies"][0]["source"]["name"] == "deep-synthesis-2023-06.docx")
    #expect(lists[1]["columns"].array.count == 8)
  }

  @Test("A list at a time has the copies and rows of that time")
  func listsAtTimes() async throws {
    let served = try await Served.shared()
    #expect(try await served.json("/api/v1/lists?as-of=2023-07-01")["lists"].array.count == 2)
    #expect(try await served.json("/api/v1/lists?at=1")["lists"].array.count == 1)
    #expect(try await served.json("/api/v1/lists?at=0")["lists"].array.isEmpty)
    let first = try await served.json("/api/v1/lists/deep-synthesis/2023-06?at=4")["list"]
    #expect(first["copies"].array.count == 1)
    #expect(first["rows"].array.count == 3)
    #expect(try await served.get("/api/v1/lists/deep-synthesis/2024-01?at=3").status == 404)
    #expect(try await served.get("/api/v1/lists/deep-synthesis/1999-01").status == 404)
  }

  @Test("A list has its rows in order, cells as its newest copy prints them")
  func list() async throws {
    let list = try await Served.shared().json("/api/v1/lists/deep-synthesis/2023-06")["list"]
    #expect(list["rows"].array.map { $0["row"].int } == [1, 2, 3, 4, 5, 6])
    #expect(list["rows"][0]["cells"][5] == "改后的用途")
    #expect(
      list["rows"].array.map { $0["withdrawn"].bool } == [false, false, false, false, false, true])
    #expect(list["rows"][4]["filing"]["status"] == "cancelled")
  }

  @Test("A number in two lists reads in each as that list prints it")
  func bothSequences() async throws {
    let served = try await Served.shared()
    let other = try await served.json("/api/v1/lists/recommendation/2022-08")["list"]
    #expect(other["rows"][0]["cells"][1] == "虚构推送算法")
    let own = try await served.json("/api/v1/lists/deep-synthesis/2023-06")["list"]
    #expect(own["rows"][3]["cells"][1] == "虚构配音算法")
  }

  @Test("An organization has all its filings, and its times")
  func organizations() async throws {
    let served = try await Served.shared()
    let organization = try await served.json("/api/v1/organizations/7000002")["organization"]
    #expect(organization["name"] == "虚构乙科技有限公司")
    #expect(organization["filings"].array.count == 300)
    #expect(try await served.get("/api/v1/organizations/7000002?at=3").status == 404)
    #expect(try await served.get("/api/v1/organizations/0000000").status == 404)
    #expect(try await served.get("/api/v1/organizations/name-0123456789abcdef").status == 404)
    #expect(try await served.get("/api/v1/organizations/..%2F..").status == 404)
  }

  @Test("The id of an organization leads to it from every filing")
  func organizationLinks() async throws {
    let served = try await Served.shared()
    let page = try await served.json("/api/v1/filings?limit=500")["filings"].array
    for id in Set(page.compactMap { $0["organization"]["id"].string }) {
      #expect(try await served.get("/api/v1/organizations/\(id)").status == 200)
    }
  }

  @Test("Statistics keep the tracks apart and count nothing twice")
  func statistics() async throws {
    let served = try await Served.shared()
    let statistics = try await served.json("/api/v1/statistics")
    let tracks = statistics["tracks"].array
    #expect(
      tracks.map { $0["track"].string } == ["deep-synthesis", "recommendation", "generative-ai"])
    #expect(tracks[0]["filings"] == 306)
    #expect(tracks[0]["rows"] == 306)
    #expect(tracks[0]["byStatus"]["cancelled"] == 1)
    #expect(statistics["inSeveralTracks"] == 1)
    #expect(statistics["pendingNotices"] == 1)
    #expect(try await served.json("/api/v1/statistics?as-of=2022-12")["tracks"].array.count == 1)
  }

  @Test(
    "A number is graded, whatever the text",
    arguments: [
      (MadeUpRegister.number(1), "changed"), (MadeUpRegister.number(5), "cancelled"),
      (MadeUpRegister.number(10, region: 440_305, subject: 7_000_002), "in-force"),
      (MadeUpRegister.unlisted, "not-listed"), ("hello", "malformed"), ("网信算备1号", "malformed"),
      (MadeUpRegister.latin, "in-force"), (MadeUpRegister.hostile, "malformed"),
    ])
  func numbers(text: String, grade: String) async throws {
    let answer = try await Served.shared().json("/api/v1/numbers/" + PercentEncoding.encode(text))
    #expect(answer["grade"].string == grade)
    #expect(answer["wording"]["zh"].string?.isEmpty == false)
    #expect(answer["fault"].isNull == (grade != "malformed"))
  }

  @Test("A number whose check digit fails is told which would fit")
  func checkDigit() async throws {
    let right = MadeUpRegister.number(1)
    let last = right.dropLast().last.flatMap { Int(String($0)) } ?? 0
    let wrong = right.dropLast(2) + "\((last + 1) % 10)号"
    let answer = try await Served.shared().json(
      "/api/v1/numbers/" + PercentEncoding.encode(String(wrong)))
    #expect(answer["grade"] == "check-digit-fails")
    #expect(answer["fitting"].string == right)
    #expect(answer["parts"]["subject"] == "7000001")
    #expect(answer["filing"].isNull)
  }

  @Test("Every kind of problem has an address that says what it means")
  func problems() async throws {
    let served = try await Served.shared()
    for kind in ProblemKind.allCases {
      let meaning = try await served.json(kind.address)
      #expect(meaning["type"].string == kind.address)
      #expect(meaning["meaning"]["zh"].string?.isEmpty == false)
    }
    #expect(
      try await served.json("/api/v1/problems")["problems"].array.count
        == ProblemKind.allCases.count)
    #expect(try await served.get("/api/v1/problems/nope").status == 404)
  }
}
