import Foundation
import Register
import Rules
import TestSupport
import Testing

@testable import Web

@Suite("Exports")
struct ExportTests {
  /// The records of a CSV text, read strictly by RFC 4180.
  private func records(_ text: String) throws -> [[String]] {
    var records: [[String]] = []
    var record: [String] = []
    var field = String.UnicodeScalarView()
    var scalars = Array(text.unicodeScalars)[...]
    var isQuoted = false
    func end() {
      record.append(String(field))
      field = String.UnicodeScalarView()
    }
    while let scalar = scalars.popFirst() {
      switch scalar {
      case "\"" where isQuoted:
        if scalars.first == "\"" {
          field.append("\"")
          scalars.removeFirst()
        } else {
          isQuoted = false
        }
      case "\"": isQuoted = true
      case "," where !isQuoted: end()
      case "\r" where !isQuoted:
        #expect(scalars.popFirst() == "\n")
        end()
        records.append(record)
        record = []
      default: field.append(scalar)
      }
    }
    #expect(field.isEmpty && record.isEmpty, "the text ends with a whole record")
    return records
  }

  private func table(_ path: String) async throws -> [[String: String]] {
    let answer = try await Served.shared().get(path)
    #expect(answer.status == 200)
    let records = try records(answer.text)
    let headings = try #require(records.first)
    return records.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(headings, $0)) }
  }

  @Test("CSV has one row for each row of a list, list by list, cells as printed")
  func text() async throws {
    let rows = try await table("/exports/filings.csv?dialect=exact")
    #expect(rows.count == 308)
    #expect(rows.first?["list"] == "recommendation/2022-08")
    #expect(rows.first?["算法名称"] == "虚构推送算法")
    let own = rows.filter { $0["list"] == "deep-synthesis/2023-06" }
    #expect(own.map { $0["row"] } == ["1", "2", "3", "4", "5", "6"])
    #expect(own[0]["主要用途"] == "改后的用途")
    #expect(own[0]["status"] == "changed")
    #expect(own[1]["算法名称"].map { Array($0.utf8) } == Array(MadeUpRegister.hostile.utf8))
    #expect(own[2]["备案编号"] == MadeUpRegister.misprint)
    #expect(own[2]["number_digits"] == "")
    #expect(own[4]["status"] == "cancelled")
    #expect(own[5]["withdrawn"] == "yes")
    #expect(rows.allSatisfy { $0["track"]?.isEmpty == false && $0["register"] == "mirror" })
  }

  @Test("For spreadsheets CSV has a byte order mark, for programs it has none")
  func dialects() async throws {
    let served = try await Served.shared()
    let plain = try await served.get("/exports/filings.csv")
    #expect(plain.body.starts(with: [0xEF, 0xBB, 0xBF]))
    #expect(plain.headers["content-disposition"] == "attachment; filename=\"filings.csv\"")
    #expect(
      try await served.get("/exports/filings.csv?dialect=exact").body.starts(
        with: Data("track,".utf8)))
    #expect(try await served.get("/exports/filings.csv?dialect=other").status == 400)
    #expect(try await served.get("/exports/filings.json?dialect=exact").status == 400)
  }

  @Test("A filter holds for rows as well: a number in two sequences shows in the one asked for")
  func tracks() async throws {
    let both = try await table(
      "/exports/filings.csv?dialect=exact&q=" + PercentEncoding.encode(MadeUpRegister.number(4)))
    #expect(Set(both.compactMap { $0["track"] }) == ["deep-synthesis", "recommendation"])
    let one = try await table("/exports/filings.csv?dialect=exact&track=recommendation")
    #expect(one.map { $0["list"] } == ["recommendation/2022-08"])
    #expect(try await table("/exports/filings.csv?dialect=exact&status=cancelled").count == 1)
    #expect(try await table("/exports/filings.csv?dialect=exact&at=0").isEmpty)
    #expect(try await table("/exports/filings.csv?dialect=exact&as-of=2023-06-19").count == 1)
  }

  @Test("JSON has one object for each filing, as the API has it, and its rows")
  func json() async throws {
    let served = try await Served.shared()
    let export = try await served.json("/exports/filings.json")
    #expect(export["filings"].array.count == 307)
    #expect(Set(export["filings"].array.compactMap { $0["id"].string }).count == 307)
    let some = try await served.json("/exports/filings.json?track=recommendation")
    #expect(some["filings"][0]["rows"].array.count == 2)
    #expect(try await served.json("/exports/filings.json?at=0")["filings"].array.isEmpty)
  }

  @Test("A workbook holds the same table")
  func workbook() async throws {
    let served = try await Served.shared()
    let answer = try await served.get("/exports/filings.xlsx?list=deep-synthesis/2023-06")
    #expect(answer.body.starts(with: Data("PK".utf8)))
    let place = try TemporaryDirectory()
    let file = try place.write(answer.body, to: "filings.xlsx")
    let child = try Child("/usr/bin/env", ["python3", "-c", Self.reader, file.path])
    _ = try await child.wait(timeout: 60)
    let rows = try JSON(parsing: child.output)
    #expect(rows.array.count == 7)
    #expect(rows[0][0] == "track")
    #expect(rows[1].array.contains("改后的用途"))
    #expect(rows[3].array.contains { $0.string == MadeUpRegister.misprint })
  }

  /// Reads the cells of a sheet with nothing but what comes with Python.
  private static let reader = """
    import json, re, sys, zipfile
    import xml.etree.ElementTree as tree
    name = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
    sheet = tree.fromstring(zipfile.ZipFile(sys.argv[1]).read('xl/worksheets/sheet1.xml'))
    print(json.dumps([[''.join(t.text or '' for t in cell.iter(name + 't')) for cell in row]
        for row in sheet.iter(name + 'row')]))
    """

  @Test("The same file for the command, piece by piece")
  func command() async throws {
    let served = try await Served.shared()
    for format in ExportFormat.allCases {
      let export = FilingExport(
        served.registrar.published.state, served.registrar.instance, query: FilingQuery(),
        format: format)
      let pieces = Pieces()
      try await export.write { pieces.append($0) }
      #expect(pieces.bytes == (try await served.get("/exports/filings.\(format.rawValue)").body))
      #expect(pieces.longest < 3 * FilingExport.piece)
    }
  }

  private final class Pieces {
    private(set) var bytes = Data()
    private(set) var longest = 0

    func append(_ piece: ArraySlice<UInt8>) {
      bytes.append(contentsOf: piece)
      longest = max(longest, piece.count)
    }
  }
}
