public import Foundation

/// The accessibility rules of axe-core, run inside a page.
public enum Axe {
  /// One barrier that a rule found, and where.
  public struct Violation: Sendable, CustomStringConvertible {
    /// The rule's name, `color-contrast` for instance.
    public let rule: String
    /// What is wrong.
    public let help: String
    /// How bad it is: minor, moderate, serious or critical.
    public let impact: String
    /// The elements, as CSS selector and what to do about it.
    public let places: [String]

    /// All of it, to be read in a failure.
    public var description: String {
      "\(rule) (\(impact)): \(help)" + places.map { "\n    \($0)" }.joined()
    }
  }

  /// What one run found.
  public struct Report: Sendable {
    /// The version of axe-core.
    public let version: String
    /// How many rules applied to the page and were kept.
    public let kept: Int
    /// The rules that were broken.
    public let violations: [Violation]

    /// The barriers as text; empty where there are none.
    public var text: String { violations.map(\.description).joined(separator: "\n") }
  }

  /// Where `scripts/setup --for test` has put axe-core; none where it has not.
  public static let script: URL? = {
    let libraries = Shared.packageRoot.appending(path: ".venv/lib")
    let pythons = (try? FileManager.default.contentsOfDirectory(atPath: libraries.path)) ?? []
    return pythons.sorted().map {
      libraries.appending(path: "\($0)/site-packages/axe_playwright_python/axe.min.js")
    }.first { FileManager.default.fileExists(atPath: $0.path) }
  }()

  /// Whether it is there.
  public static var isInstalled: Bool { script != nil }

  /// The tags of WCAG 2.2, levels A and AA.
  public static let wcag22AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
}

extension Browser {
  /// Runs axe-core on the page that is open.
  ///
  /// - Parameter tags: Which rules; WCAG 2.2 A and AA unless others are named.
  /// - Returns: What it found.
  /// - Throws: ``HarnessError`` where axe-core is not installed or no rule applied: a run that
  ///   checked nothing must not look like a clean one.
  public func axe(_ tags: [String] = Axe.wcag22AA) async throws -> Axe.Report {
    guard let script = Axe.script else {
      throw HarnessError("axe-core is not installed; install it: scripts/setup --for test")
    }
    if try await execute("return typeof window.axe === 'undefined'").bool ?? true {
      try await execute(try String(contentsOf: script, encoding: .utf8))
    }
    let result = try await execute(
      """
      return axe.run(document, {
        runOnly: {type: 'tag', values: arguments[0]}, resultTypes: ['violations', 'passes']
      }).then(result => ({
        version: result.testEngine.version,
        kept: result.passes.length,
        violations: result.violations.map(rule => ({
          id: rule.id, help: rule.help, impact: rule.impact,
          places: rule.nodes.map(node => node.target.flat(9).join(' ') + ': '
            + (node.failureSummary || '').split('\\n').slice(1).map(s => s.trim()).join('; '))
        }))
      }))
      """, [.array(tags.map { .string($0) })])
    let report = Axe.Report(
      version: result["version"].string ?? "",
      kept: result["kept"].int ?? 0,
      violations: result["violations"].array.map {
        Axe.Violation(
          rule: $0["id"].string ?? "", help: $0["help"].string ?? "",
          impact: $0["impact"].string ?? "", places: $0["places"].array.compactMap(\.string))
      })
    guard report.kept + report.violations.count > 0 else {
      throw HarnessError("axe-core applied no rule to \(try await address())")
    }
    return report
  }
}
