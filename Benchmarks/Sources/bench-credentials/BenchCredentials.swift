import Certificates
import Credentials
import Foundation
import Measuring
import Media

/// Reads and signs files as a warm process: each line is a round, and answered with what each
/// repetition cost.
///
/// ```
/// bench-credentials ANCHORS.pem CHAIN.pem KEY.pem MANIFEST.json
/// read FILE COUNT            read and validated; each has to be trusted
/// report FILE COUNT          the same, with the report as JSON
/// sign FILE OUTPUT COUNT     signed into OUTPUT, which is removed each time
/// synced FILE OUTPUT COUNT   the same, and on the disk
/// keep FILE OUTPUT           signed into OUTPUT, which stays
/// hash FILE COUNT            read in pieces of 64 KB and hashed
/// memory read FILE           by how much the memory grew at its highest, in bytes
/// memory sign FILE OUTPUT
/// ```
@main
struct BenchCredentials {
  private let validator: CredentialValidator
  private let signer: CredentialSigner
  private let definition: ManifestDefinition

  static func main() throws {
    let words = CommandLine.arguments.dropFirst()
    guard words.count == 4 else {
      print("usage: bench-credentials ANCHORS.pem CHAIN.pem KEY.pem MANIFEST.json")
      return
    }
    let files = try words.map { [UInt8](try Data(contentsOf: URL(filePath: $0))) }
    let bench = try BenchCredentials(files)
    say("ready")
    while let line = readLine() {
      let words = line.split(separator: " ").map(String.init)
      say(try bench.answer(words))
    }
  }

  private init(_ files: [[UInt8]]) throws {
    let anchors = try CertificateBundle(pem: files[0]).certificates
    validator = CredentialValidator(trust: Trust([.own(name: "anchors", anchors: anchors)]))
    signer = CredentialSigner(
      try KeyClaimSigner(keyPEM: files[2], chainPEM: files[1]), validator: validator)
    definition = try ManifestDefinition(json: files[3])
  }

  private func answer(_ words: [String]) throws -> String {
    switch words.first {
    case "read" where words.count == 3:
      return try repeated(words[2]) { try read(words[1]) }
    case "report" where words.count == 3:
      return try repeated(words[2]) {
        _ = try read(words[1]).readerJSON()?.encoded(isPretty: false)
      }
    case "sign" where words.count == 4, "synced" where words.count == 4:
      return try repeated(words[3]) {
        try sign(words[1], words[2], words[0] == "sign" ? .leftToSystem : .synced)
      } after: {
        try FileManager.default.removeItem(atPath: words[2])
      }
    case "keep" where words.count == 3:
      return try repeated("1") { try sign(words[1], words[2]) }
    case "hash" where words.count == 3:
      return try repeated(words[2]) { try Hashing.hash(words[1]) }
    case "memory" where words.count == 3 && words[1] == "read":
      return try Memory.growth { try read(words[2]) }
    case "memory" where words.count == 4 && words[1] == "sign":
      return try Memory.growth { try sign(words[2], words[3]) }
    default:
      throw Wrong(what: words.joined(separator: " "))
    }
  }

  @discardableResult
  private func read(_ path: String) throws -> ValidationReport {
    let report = validator.report(on: try FileSource(path: path), at: Moment(Date()))
    guard report.state == .trusted else { throw Wrong(what: "\(path) is \(report.state)") }
    return report
  }

  private func sign(
    _ path: String, _ output: String, _ durability: Durability = .leftToSystem
  ) throws {
    let request = CredentialSigner.Request(
      try FileSource(path: path), as: definition, at: Moment(Date()))
    _ = try signer.sign(request, to: output, durability: durability)
  }

  /// Does it as often as `count` says, and tells what each time cost.
  private func repeated(
    _ count: String, _ work: () throws -> Void, after: () throws -> Void = {}
  ) throws -> String {
    guard let count = Int(count), count > 0 else { throw Wrong(what: count) }
    var costs: [Cost] = []
    for _ in 0..<count {
      costs.append(try Cost.of(work).cost)
      try after()
    }
    let wall = costs.map { "\($0.wall)" }.joined(separator: ",")
    let processor = costs.map { "\($0.processor)" }.joined(separator: ",")
    return #"{"wall":[\#(wall)],"cpu":[\#(processor)]}"#
  }
}

/// What could not be measured.
struct Wrong: Error {
  let what: String
}
