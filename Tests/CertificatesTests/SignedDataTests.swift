import Foundation
import TestSupport
import Testing

@testable import Certificates

@Suite("CMS messages", .enabled(if: OpenSSL.exists))
struct SignedDataTests {
  let message = Array(String(repeating: "what is signed\n", count: 400).utf8)

  func signed(
    _ options: String, _ kind: KeySample = .p256
  ) async throws -> (message: SignedData, certificate: Certificate) {
    let openssl = try OpenSSL()
    try openssl.write(message, "message")
    try await openssl.key(kind, "key.pem")
    try await openssl("req -x509 -key key.pem -out cert.pem -subj /CN=signer")
    try await openssl(
      "cms -sign -binary -in message -signer cert.pem -inkey key.pem -outform DER -out signed "
        + options)
    return (
      try SignedData(bytes: openssl.bytes("signed")), try openssl.certificate("cert.pem")
    )
  }

  @Test(
    "Messages of openssl hold, with every kind of key",
    arguments: [
      KeySample.p256, .p384, .p521, .rsa2048, .rsaPSS,
    ])
  func kinds(_ kind: KeySample) async throws {
    let padding = kind == .rsaPSS ? " -keyopt rsa_padding_mode:pss" : ""
    let (cms, certificate) = try await signed("-nodetach -md sha256" + padding, kind)
    let signer = try #require(cms.signers.first)
    #expect(cms.content == message)
    #expect(cms.check(signer) == .valid(certificate))
  }

  @Test(
    "Streamed messages are BER with content in pieces, and hold",
    arguments: [
      "-stream -nodetach -md sha256", "-nodetach -md sha384 -keyid", "-nodetach -noattr -md sha256",
      "-nodetach -md sha512 -keyopt rsa_padding_mode:pss",
    ])
  func forms(_ options: String) async throws {
    let (cms, certificate) = try await signed(
      options, options.contains("rsa") ? .rsa2048 : .p256)
    let signer = try #require(cms.signers.first)
    #expect(cms.content == message)
    #expect(cms.check(signer) == .valid(certificate))
    #expect(cms.remarks.contains { $0.text.contains("BER") } == options.contains("-stream"))
  }

  @Test("Content and certificates that are kept apart have to be given")
  func apart() async throws {
    let (cms, certificate) = try await signed("-nocerts -md sha256")
    let signer = try #require(cms.signers.first)
    #expect(cms.content == nil && cms.certificates == [])
    #expect(cms.check(signer, content: message) == .noCertificate)
    #expect(
      cms.check(signer, content: message, with: [certificate]) == .valid(certificate))
    #expect(
      cms.check(signer, content: message + [0], with: [certificate]) == .digestMismatch)
    guard case .badAttributes = cms.check(signer, with: [certificate]) else {
      Issue.record("content that is nowhere was verified")
      return
    }
  }

  @Test("Only plain data may be signed without signed attributes")
  func withoutAttributes() async throws {
    let (cms, _) = try await signed("-nodetach -noattr -md sha256")
    // The same message, saying that its content is a time-stamp's. The type is as long as the old
    // one's and two bytes, so write it by hand.
    let body = Certificates.DER.sequence(
      Certificates.DER.oid(.timeStampInfo),
      Certificates.DER.explicit(0, Certificates.DER.octets(message)))
    let old = Certificates.DER.sequence(
      Certificates.DER.oid(.data),
      Certificates.DER.explicit(0, Certificates.DER.octets(message)))
    let place = try #require(cms.bytes.indices.first { cms.bytes[$0...].starts(with: old) })
    // Lengths of the outer values change with it: wrap all anew.
    let inner = Array(cms.bytes[..<place].suffix(3 + 15 + 2))
    let tail = Array(cms.bytes[(place + old.count)...])
    let start = try #require(inner.indices.first { inner[$0...].starts(with: [2, 1, 1]) })
    let changed = Certificates.DER.sequence(
      Certificates.DER.oid(.signedData),
      Certificates.DER.explicit(
        0, Certificates.DER.value(0x30, Array(inner[start...]) + body + tail)))
    let read = try SignedData(bytes: changed)
    #expect(read.contentType == .timeStampInfo && read.content == message)
    guard case .badAttributes = read.check(try #require(read.signers.first)) else {
      Issue.record("it was verified")
      return
    }
  }
}
