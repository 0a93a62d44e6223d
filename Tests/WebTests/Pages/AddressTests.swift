import Record
import Register
import Rules
import Testing

@testable import Web

@Suite("The addresses of the site")
struct AddressTests {
  @Test("Whatever stands in an address comes back out of it")
  func roundTrip() {
    for text in [
      "华为", "a b+c&d=e#f?g/h%41", "\"\u{301}<\u{200D}>", "网信算备110108645502801230035号", "..", "",
    ] {
      let encoded = PercentEncoding.encode(text)
      #expect(encoded.utf8.allSatisfy { $0 < 0x80 && $0 > 0x20 })
      #expect(PercentEncoding.decode(encoded.utf8, plusIsBlank: true) == text)
      let items = QueryItems(
        parsing: FilingQuery(text: text).queryItems.text.dropFirst().description)
      #expect(items["q"] ?? "" == text)
    }
  }

  @Test("Broken escapes and bytes that are no text are read as far as they can be")
  func brokenEscapes() {
    #expect(PercentEncoding.decode("%zz%4".utf8, plusIsBlank: false) == "%zz%4")
    #expect(PercentEncoding.decode("%FF".utf8, plusIsBlank: false) == "\u{FFFD}")
    #expect(PercentEncoding.decode("a+b".utf8, plusIsBlank: false) == "a+b")
  }

  @Test("Addresses have one spelling")
  func spelling() throws {
    let query = FilingQuery(
      text: "华 为", track: .deepSynthesis, list: "deep-synthesis/2023-08", role: .provider,
      status: .inForce, region: "33", year: 2023,
      time: TimeView(asOf: PublicDate("2024-01-31"), at: 9), limit: 50)
    #expect(
      SiteAddress.page(.search(query), .english).path
        == "/en/?q=%E5%8D%8E%20%E4%B8%BA&track=deep-synthesis&list=deep-synthesis%2F2023-08"
        + "&role=provider&status=in-force&region=33&year=2023&as-of=2024-01-31&at=9&limit=50")
    #expect(SiteAddress.page(.search(FilingQuery()), .chinese).path == "/zh/")
    #expect(SiteAddress.page(.search(FilingQuery()), nil).path == "/")
    #expect(
      SiteAddress.page(.filing(key: "a/b", .now), nil).absolute("https://x")
        == "https://x/filings/a%2Fb")
    #expect(
      PageAddress.listRow(RowPlace(list: "t/p", row: 250), .chinese, .now)
        == "/zh/lists/t/p?from=201#row-250")
    #expect(
      SiteAddress.page(.list(id: "t/p", .whole, TimeView(at: 4)), nil).path
        == "/lists/t/p?rows=all&at=4")
    #expect(ListPortion.with(row: 100) == .from(row: 1))
    #expect(ListPortion.with(row: 101) == .from(row: 101))
    #expect(
      SiteAddress.export(.xlsx, FilingQuery(year: 2024)).path == "/exports/filings.xlsx?year=2024")
    #expect(SiteAddress.apiReceipt(key: "1", .now).path == "/api/v1/filings/1/receipt")
  }

  @Test("A search that is written into an address is read as the same search")
  func searchRoundTrip() throws {
    let query = FilingQuery(
      text: "a+b 云", track: .recommendation, list: "recommendation/2022-08",
      role: .technicalSupporter, status: .cancelled, region: "330110", year: 2022,
      time: TimeView(asOf: PublicDate("2024-02"), at: 17), after: SearchCursor("3.99"), limit: 7)
    var faults: [ParameterFault] = []
    let text = String(query.queryItems.text.dropFirst())
    #expect(FilingQuery(reading: QueryItems(parsing: text), faults: &faults) == query)
    #expect(faults.isEmpty)
  }

  @Test("What cannot be read is left out and named")
  func faults() {
    var faults: [ParameterFault] = []
    let query = FilingQuery(
      reading: QueryItems(
        parsing: "q=x&year=two&status=x&role=y&region=3&as-of=2024-02-30&at=-1&limit=0&after=a"
          + "&track=A%20B"),
      faults: &faults)
    #expect(query == FilingQuery(text: "x"))
    #expect(
      Set(faults.map(\.name))
        == ["year", "status", "role", "region", "as-of", "at", "limit", "after", "track"])
  }

  @Test("The form's open fields are no conditions")
  func blanks() {
    let items = QueryItems(parsing: "q=a&track=&list=&year=++")
    #expect(items.hasBlanks)
    #expect(items.text == "?q=a")
    #expect(items["track"] == nil)
    #expect(
      QueryItems(parsing: String(repeating: "a=b&", count: 500)).items.count == QueryItems.limit)
  }

  @Test(
    "A reader gets the better of the two languages",
    arguments: [
      (nil, Language.chinese), ("*", .chinese), ("en", .english),
      ("zh-CN,zh;q=0.9,en;q=0.8", .chinese),
      ("en-GB,en;q=0.9,zh;q=0.8", .english), ("fr-FR, zh-Hant;q=0.5, en;q=0.4", .chinese),
      ("de", .english), ("zh;q=0, en;q=0.1", .english), ("", .english), (";;q=,,", .english),
    ] as [(String?, Language)])
  func language(_ header: String?, _ expected: Language) {
    #expect(LanguageChoice.best(for: header) == expected)
  }
}
