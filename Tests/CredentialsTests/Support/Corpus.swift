import Certificates
import Credentials
import Foundation
import Media
import TestSupport

/// The corpus of signed files with what another engine and the specification say of each.
struct Corpus {
  /// A row of its table.
  struct Row {
    let file: String
    let stateWithoutAnchors: String
    let stateWithOwnAnchors: String
    let stateWithPublicLists: String
    let failures: Set<String>
    let ingredientFailures: Set<String>
    let informational: Set<String>
    let expected: String
    let note: String
  }

  /// The folder of the corpus.
  static let path = "corpus/c2pa"
  /// Whether it is there.
  static var exists: Bool { Shared.has(path + "/MANIFEST.tsv") }
  /// When the other engine was asked, so that clocks agree: 22 November 2026, 12:38 UTC.
  static let now = Moment(2026, 11, 22, 12, 38, 0) ?? Moment(seconds: 0)

  /// The rows of the table.
  static func rows() throws -> [Row] {
    let text = String(decoding: try Shared.data(path + "/MANIFEST.tsv"), as: UTF8.self)
    return text.split(separator: "\n").dropFirst().map { line in
      var fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      while fields.count < 15 { fields.append("") }
      func set(_ text: String) -> Set<String> { Set(text.split(separator: ";").map(String.init)) }
      return Row(
        file: fields[0], stateWithoutAnchors: fields[6], stateWithOwnAnchors: fields[7],
        stateWithPublicLists: fields[8], failures: set(fields[9]),
        ingredientFailures: set(fields[10]), informational: set(fields[11]), expected: fields[14],
        note: fields[13])
    }
  }

  /// One file of the corpus.
  static func source(_ file: String) throws -> any ByteSource {
    try FileSource(path: Shared.url(path + "/" + file).path)
  }

  /// A list of certificates of the corpus.
  static func anchors(_ name: String) throws -> [Certificate] {
    try CertificateBundle(pem: Array(Shared.data(path + "/trust/" + name))).certificates
  }

  /// A validator that trusts nobody.
  static let trustingNobody = CredentialValidator()

  /// A validator that trusts the test anchors of those who made the files.
  static func trustingOwn() throws -> CredentialValidator {
    CredentialValidator(
      trust: Trust([
        .own(name: "own", anchors: try anchors("gen-root.pem")),
        .own(name: "test", anchors: try anchors("c2pa-rs-test-anchors.pem")),
      ]))
  }

  /// A validator that trusts the official lists and the frozen one.
  static func trustingPublic() throws -> CredentialValidator {
    CredentialValidator(
      trust: Trust([
        .c2pa(name: "C2PA", anchors: try anchors("C2PA-TRUST-LIST.pem")),
        .timeStampAuthorities(name: "TSA", anchors: try anchors("C2PA-TSA-TRUST-LIST.pem")),
        .interim(name: "interim", anchors: try anchors("interim-anchors.pem")),
      ]))
  }

  /// The store that lies beside a file, where the corpus has one.
  static func sidecar(of file: String) throws -> [UInt8]? {
    let pairs = [
      "gen/sidecar.jpg": "gen/sidecar.c2pa", "c2pa-rs/cloud.jpg": "c2pa-rs/cloud_manifest.c2pa",
    ]
    guard let name = pairs[file] else { return nil }
    return Array(try Shared.data(path + "/" + name))
  }
}
