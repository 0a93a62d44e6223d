import Certificates
import Credentials
import Foundation
import Media
import TestSupport
import Testing

@Suite("Every file of the corpus gets the state and codes of the specification")
struct CorpusTests {
  @Test("dump", .enabled(if: Corpus.exists))
  func dump() throws {
    let none = Corpus.trustingNobody
    let own = try Corpus.trustingOwn()
    let open = try Corpus.trustingPublic()
    var agree = 0
    var lines: [String] = []
    for row in try Corpus.rows() {
      let source = try Corpus.source(row.file)
      let sidecar = try Corpus.sidecar(of: row.file)
      let a = none.report(on: source, sidecar: sidecar, at: Corpus.now)
      let b = own.report(on: source, sidecar: sidecar, at: Corpus.now)
      let c = open.report(on: source, sidecar: sidecar, at: Corpus.now)
      let failures = Set(a.statuses.filter { $0.kind == .failure }.map(\.code.rawValue))
      let inner = Set(
        a.ingredients.flatMap(\.statuses).filter { $0.kind == .failure }.map(\.code.rawValue))
      let info = Set(a.statuses.filter { $0.kind == .informational }.map(\.code.rawValue))
      let ours = [a, b, c].map { $0.engineState ?? "none" }.joined(separator: "|")
      let theirs = [row.stateWithoutAnchors, row.stateWithOwnAnchors, row.stateWithPublicLists]
        .map { $0.hasPrefix("C2paManifestNotFound") || $0 == "-" ? "none" : String($0.prefix(30)) }
      var same = ours == theirs.joined(separator: "|") && failures == row.failures
        && inner == row.ingredientFailures
      if theirs[2] == "none", ours.split(separator: "|").prefix(2).map(String.init) == Array(theirs.prefix(2)),
        failures == row.failures, inner == row.ingredientFailures { same = true }
      if same { agree += 1; continue }
      lines.append("\(row.file)\n   ours  \(ours) F:\(failures.sorted()) IF:\(inner.sorted()) I:\(info.sorted())\n   eng   \(theirs.joined(separator: "|")) F:\(row.failures.sorted()) IF:\(row.ingredientFailures.sorted()) I:\(row.informational.sorted())\n   spec  \(row.expected)\n   say \(a.unchanged) \((a.statuses + a.ingredients.flatMap(\.statuses)).filter { $0.kind == .failure && $0.code != .signingCredentialUntrusted }.map(\.sentence))")
    }
    print(lines.joined(separator: "\n"))
    print("agree", agree)
  }
}
