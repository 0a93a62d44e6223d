import Synchronization
import Testing

/// The registers that the tests of one run look at: each is started when it is first asked for, and
/// all are stopped when the last test is done.
final class Sites: Sendable {
  /// Which register.
  enum Kind: Hashable, Sendable { case demonstration, mirror }

  @TaskLocal static var current: Sites?

  private let started = Mutex<[Kind: Task<Site, any Error>]>([:])

  /// A register of the run.
  static func site(_ kind: Kind) async throws -> Site {
    let sites = try #require(current, "no suite with the trait .sites is around this test")
    let task = sites.started.withLock { started in
      if let known = started[kind] { return known }
      let task = Task {
        switch kind {
        case .demonstration: try await Site.demonstration()
        case .mirror: try await Site.mirror()
        }
      }
      started[kind] = task
      return task
    }
    return try await task.value
  }

  fileprivate func stop() async throws {
    for task in started.withLock({ Array($0.values) }) {
      if let site = try? await task.value { try await site.stop() }
    }
  }
}

/// Keeps the registers of a suite running while its tests do.
struct SitesTrait: SuiteTrait, TestScoping {
  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    let sites = Sites()
    do {
      try await Sites.$current.withValue(sites) { try await function() }
    } catch {
      try? await sites.stop()
      throw error
    }
    try await sites.stop()
  }
}

extension Trait where Self == SitesTrait {
  /// The suite looks at registers that are served.
  static var sites: SitesTrait { SitesTrait() }
}

/// Everything that opens pages in a browser, one after the other: two browsers at a time would only
/// wait for each other.
@Suite("In a browser", .enabled(if: Site.canBeOpened), .sites, .serialized)
enum InABrowser {}
