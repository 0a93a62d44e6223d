import Certificates
import Credentials
import Foundation
import Media
import TestSupport
import Testing

@Suite("Every file of the corpus gets the state and codes of the specification")
struct CorpusTests {
  /// What two readers say of a file, as the table of differences has it.
  struct Verdict: Hashable {
    let ours: String
    let theirs: String
  }

  /// The file that lists every difference with the clause that decides it.
  static let table = Shared.packageRoot.appending(path: "docs/credentials-differences.md")

  /// A state and the failures in a few words.
  static func text(_ states: [String], _ failures: Set<String>) -> String {
    let plain = Set(["signingCredential.untrusted"])
    let codes = failures.subtracting(plain).sorted().joined(separator: " ")
    return states.joined(separator: ", ") + (codes.isEmpty ? "" : "; " + codes)
  }

  static func failures(_ report: ValidationReport) -> Set<String> {
    Set(
      (report.statuses + report.ingredients.flatMap(\.statuses)).filter { $0.kind == .failure }
        .map(\.code.rawValue))
  }

  /// What we and the reference engine say of each file where that differs.
  static func differences() throws -> (same: Int, others: [String: Verdict]) {
    let none = Corpus.trustingNobody
    let own = try Corpus.trustingOwn()
    let open = try Corpus.trustingPublic()
    var others: [String: Verdict] = [:]
    var same = 0
    for row in try Corpus.rows() {
      let source = try Corpus.source(row.file)
      let sidecar = try Corpus.sidecar(of: row.file)
      let reports = [none, own, open].map {
        $0.report(on: source, sidecar: sidecar, at: Corpus.now)
      }
      var ours = reports.map { $0.engineState ?? "none" }
      var theirs = [row.stateWithoutAnchors, row.stateWithOwnAnchors, row.stateWithPublicLists]
      let isException = !["Valid", "Invalid", "Trusted"].contains(theirs[0])
      if isException {
        let isNothing = theirs[0].hasPrefix("C2paManifestNotFound")
        theirs = [isNothing ? "none" : "exception"]
        ours = Array(ours.prefix(1))
      } else if theirs[2] == "-" {
        theirs.removeLast()
        ours.removeLast()
      }
      let verdict = Verdict(
        ours: text(ours, failures(reports[0])),
        theirs: text(theirs, row.failures.union(row.ingredientFailures)))
      if verdict.ours == verdict.theirs { same += 1 } else { others[row.file] = verdict }
    }
    return (same, others)
  }

  /// The rows of the table in the documentation.
  static func listed() throws -> [String: Verdict] {
    let text = try String(contentsOf: table, encoding: .utf8)
    var rows: [String: Verdict] = [:]
    for line in text.split(separator: "\n") where line.hasPrefix("| `") {
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard cells.count == 3 else { continue }
      rows[cells[0].trimmingCharacters(in: ["`"])] = Verdict(ours: cells[1], theirs: cells[2])
    }
    return rows
  }

  @Test(
    "Every difference from the reference engine is listed with its clause, and no other",
    .enabled(if: Corpus.exists))
  func differencesAreListed() throws {
    let (same, others) = try Self.differences()
    if let path = ProcessInfo.processInfo.environment["COUNTERMARK_WRITE_DIFFERENCES"] {
      let lines = others.sorted { $0.key < $1.key }
        .map { "\($0.key)\t\($0.value.ours)\t\($0.value.theirs)" }
      try lines.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
    }
    print("corpus: \(same) files agree with the reference engine, \(others.count) differ")
    let listed = (try? Self.listed()) ?? [:]
    for (file, verdict) in others {
      #expect(listed[file] == verdict, "\(file)")
    }
    for file in listed.keys where others[file] == nil {
      Issue.record("\(file) is listed and does not differ")
    }
  }

  @Test(
    "What the specification expects of a deviation is what is found", .enabled(if: Corpus.exists))
  func deviations() throws {
    let own = try Corpus.trustingOwn()
    var count = 0
    for row in try Corpus.rows() where !row.expected.isEmpty {
      let report = own.report(on: try Corpus.source(row.file), at: Corpus.now)
      count += 1
      let codes = Set(report.codes.map(\.rawValue))
      let named = row.expected.split { " ,():;+".contains($0) }.map(String.init)
        .filter { StatusCode(rawValue: $0) != nil }
      if row.expected.hasPrefix("Valid") {
        #expect(report.state == .trusted, "\(row.file): \(codes.sorted())")
        let isOptional = row.expected.contains("optional") || row.expected.contains("no unknown")
        if !isOptional { #expect(codes.isSuperset(of: named), "\(row.file)") }
      } else {
        #expect(report.engineState == "Invalid", "\(row.file)")
        let isFound = named.contains { codes.contains($0) }
        #expect(
          isFound || row.expected.contains("ambiguous"), "\(row.file): \(codes.sorted())")
      }
    }
    print("corpus: \(count) deviations")
    #expect(count > 70)
  }

  @Test(
    "The reader's shape has the parts that the reference engine prints", .enabled(if: Corpus.exists)
  )
  func readerShape() throws {
    let own = try Corpus.trustingOwn()
    for name in ["gen/ing-parent.jpg", "gen/thumb-tst.jpg", "gen/meta.jpg", "gen/softbinding.jpg"] {
      let report = own.report(on: try Corpus.source(name), at: Corpus.now)
      let ours = try #require(report.readerJSON())
      let file = name.replacing("/", with: "__")
      let data = try Shared.data(Corpus.path + "/expected/\(file).gen.json")
      let theirs = try JSONValue(decoding: Array(data)[...])
      #expect(ours["active_manifest"]?.text == theirs["active_manifest"]?.text)
      #expect(ours["validation_state"]?.text == theirs["validation_state"]?.text)
      let label = try #require(report.store?.active?.label)
      let mine = try #require(ours["manifests"]?[label])
      let other = try #require(theirs["manifests"]?[label])
      for key in ["title", "instance_id", "label"] { #expect(mine[key]?.text == other[key]?.text) }
      for key in ["signature_info", "claim_generator_info", "thumbnail"] {
        #expect(mine[key]?.encoded() == other[key]?.encoded(), "\(name): \(key)")
      }
      #expect(
        mine["assertions"]?.array?.map { $0["label"]?.text }
          == other["assertions"]?.array?.map { $0["label"]?.text }, "\(name)")
      #expect(
        mine["ingredients"]?.array?.count == other["ingredients"]?.array?.count, "\(name)")
    }
  }
}
