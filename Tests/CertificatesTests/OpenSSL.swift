import Foundation
import TestSupport
import Testing

@testable import Certificates

/// The command openssl, as a second opinion in both directions.
struct OpenSSL {
  static let path = ["/usr/bin/openssl", "/usr/local/bin/openssl", "/opt/homebrew/bin/openssl"]
    .first { FileManager.default.isExecutableFile(atPath: $0) }

  static var exists: Bool { path != nil }

  let folder: TemporaryDirectory

  init() throws { folder = try TemporaryDirectory() }

  struct Failure: Error { let arguments: [String], output: String }

  /// Runs it in the folder; the text that it printed, errors included.
  @discardableResult
  func callAsFunction(_ line: String, input: [UInt8] = []) async throws -> String {
    let arguments = line.split(separator: " ").map {
      $0.replacingOccurrences(of: "~", with: " ")
    }
    let child = try Child(
      OpenSSL.path ?? "", arguments, input: Data(input), in: folder.url)
    let end = try await child.wait()
    let text =
      String(decoding: child.output, as: UTF8.self) + String(decoding: child.errors, as: UTF8.self)
    guard end.code == 0, !end.bySignal else { throw Failure(arguments: arguments, output: text) }
    return text
  }

  func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: folder.file(name))) }

  func certificate(_ name: String) throws -> Certificate {
    let bundle = try CertificateBundle(pem: bytes(name))
    return try #require(bundle.certificates.first)
  }

  func write(_ text: String, _ name: String) throws { _ = try folder.write(text, to: name) }

  func write(_ bytes: [UInt8], _ name: String) throws {
    _ = try folder.write(Data(bytes), to: name)
  }

  /// Makes a key of a kind of ours in `name`.
  func key(_ kind: KeySample, _ name: String) async throws {
    try await self("genpkey \(kind.options) -out \(name)")
  }
}

/// The kinds of keys, and how openssl is told to make and use them.
enum KeySample: String, CaseIterable, Sendable {
  case p256, p384, p521, rsa2048, rsaPSS, rsaPSSRestricted, ed25519

  var options: String {
    switch self {
    case .p256: "-algorithm EC -pkeyopt ec_paramgen_curve:P-256"
    case .p384: "-algorithm EC -pkeyopt ec_paramgen_curve:P-384"
    case .p521: "-algorithm EC -pkeyopt ec_paramgen_curve:P-521"
    case .rsa2048: "-algorithm RSA -pkeyopt rsa_keygen_bits:2048"
    case .rsaPSS: "-algorithm RSA-PSS -pkeyopt rsa_keygen_bits:2048"
    case .rsaPSSRestricted:
      "-algorithm RSA-PSS -pkeyopt rsa_keygen_bits:2048 -pkeyopt rsa_pss_keygen_md:sha384 "
        + "-pkeyopt rsa_pss_keygen_mgf1_md:sha384 -pkeyopt rsa_pss_keygen_saltlen:48"
    case .ed25519: "-algorithm ED25519"
    }
  }

  var name: String {
    switch self {
    case .p256: "EC P-256"
    case .p384: "EC P-384"
    case .p521: "EC P-521"
    case .rsa2048: "RSA 2048"
    case .rsaPSS, .rsaPSSRestricted: "RSASSA-PSS 2048"
    case .ed25519: "Ed25519"
    }
  }
}
