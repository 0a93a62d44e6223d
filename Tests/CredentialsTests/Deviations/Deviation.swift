import Certificates
import Credentials
import Media
import TestSupport
import Testing

/// A file that differs from a correct one in one thing, and what the specification has it be.
struct Deviation: Sendable {
  /// The file, its store beside it, and what may come in further files.
  struct Case {
    var store: [UInt8]
    var content: [UInt8]
    var fragments: [[UInt8]] = []
  }

  let name: String
  let state: ValidationReport.State
  /// Every failure, and such other statuses as the case is about.
  let codes: Set<StatusCode>
  let make: @Sendable (SignedStore) throws -> Case

  /// A deviation of one manifest.
  init(
    _ name: String, _ state: ValidationReport.State = .invalid, _ codes: StatusCode...,
    change: @escaping @Sendable (inout CraftedManifest) throws -> Void
  ) {
    self.name = name
    self.state = state
    self.codes = Set(codes)
    make = { signed in
      var manifest = CraftedManifest(signed)
      try change(&manifest)
      return Case(store: try manifest.store(), content: signed.content)
    }
  }

  /// A deviation of a whole file.
  init(
    file name: String, _ state: ValidationReport.State = .invalid, _ codes: StatusCode...,
    make: @escaping @Sendable (SignedStore) throws -> Case
  ) {
    self.init(file: name, state, codes: Set(codes), make: make)
  }

  /// A deviation of a whole file.
  init(
    file name: String, _ state: ValidationReport.State, codes: Set<StatusCode>,
    make: @escaping @Sendable (SignedStore) throws -> Case
  ) {
    self.name = name
    self.state = state
    self.codes = codes
    self.make = make
  }

  /// The picture that the manifests are for: the least that is a JPEG.
  static let picture: [UInt8] =
    [0xFF, 0xD8, 0xFF, 0xE0, 0, 16] + Array("JFIF\0".utf8) + [1, 1, 0, 0, 1, 0, 1, 0, 0]
    + [0xFF, 0xDB, 0, 67, 0] + [UInt8](repeating: 1, count: 64) + [0xFF, 0xD9]

  /// The signer of them all.
  static let signed = Result { try SignedStore(content: picture) }

  /// Every deviation.
  static let all =
    claims + signatures + assertions + actions + bindings + ingredients + updates + redactions

  /// What we say of it.
  func report() throws -> ValidationReport {
    let signed = try Self.signed.get()
    let file = try make(signed)
    return signed.validator.report(
      on: BytesSource(file.content), sidecar: file.store,
      fragments: file.fragments.map { BytesSource($0) }, at: SignedStore.now)
  }
}

@Suite("Each deviation from the specification has the state and the codes that it gives")
struct DeviationTests {
  @Test("Every deviation", arguments: Deviation.all.map(\.name))
  func deviation(_ name: String) throws {
    let deviation = try #require(Deviation.all.first { $0.name == name })
    let report = try deviation.report()
    let found = Set(
      (report.statuses + report.ingredients.flatMap(\.statuses)).map(\.code))
    let failures = found.filter { $0.kind == .failure }
    let wanted = deviation.codes.filter { $0.kind == .failure }
    #expect(failures == wanted, "\(report.statuses.map { "\($0.code.rawValue): \($0.sentence)" })")
    #expect(found.isSuperset(of: deviation.codes), "\(found.map(\.rawValue).sorted())")
    #expect(report.state == deviation.state)
  }

  @Test("No two deviations have one name")
  func names() {
    #expect(Set(Deviation.all.map(\.name)).count == Deviation.all.count)
  }
}
