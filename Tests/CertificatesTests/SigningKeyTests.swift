import Certificates
import Foundation
import TestSupport
import Testing

@Suite("Private keys")
struct SigningKeyTests {
  @Test(
    "Keys that openssl made sign, and their certificates' keys verify",
    .enabled(if: OpenSSL.exists), arguments: KeySample.allCases)
  func fromOpenSSL(_ kind: KeySample) async throws {
    let openssl = try OpenSSL()
    try await openssl.key(kind, "key.pem")
    try await openssl("pkey -in key.pem -pubout -outform DER -out public.der")
    let key = try SigningKey(pem: openssl.bytes("key.pem"))
    #expect(try key.publicKey.bytes == openssl.bytes("public.der"))
    let message = Array("what is signed".utf8)
    #expect(!key.algorithms.isEmpty)
    for algorithm in key.algorithms {
      let signature = try key.signature(over: message, by: algorithm)
      #expect(key.publicKey.check(signature, of: message, by: algorithm) == .valid)
      #expect(key.publicKey.check(signature, of: message + [0], by: algorithm) == .invalid)
      if case .ec(let curve) = key.publicKey.kind {
        #expect(signature.count == curve.byteCount * 2)
      }
    }
    for algorithm in SigningAlgorithm.allCases where !key.algorithms.contains(algorithm) {
      #expect(throws: CertificateError.self) {
        try key.signature(over: message, by: algorithm)
      }
    }
    // And what is written out again is the same key, here and there.
    let again = try SigningKey(pem: key.pem)
    #expect(again.publicKey == key.publicKey)
    try openssl.write(key.pem, "again.pem")
    try await openssl("pkey -in again.pem -pubout -outform DER -out again.der")
    #expect(try openssl.bytes("again.der") == openssl.bytes("public.der"))
  }

  @Test(
    "Signatures in the form of certificates hold in openssl",
    .enabled(if: OpenSSL.exists), arguments: ["p256", "p384", "p521", "rsa2048", "ed25519"])
  func toOpenSSL(_ name: String) async throws {
    let openssl = try OpenSSL()
    let kind = try #require(KeySample(rawValue: name))
    try await openssl.key(kind, "key.pem")
    try await openssl("pkey -in key.pem -pubout -out public.pem")
    let key = try SigningKey(pem: openssl.bytes("key.pem"))
    let message = Array("what is signed".utf8)
    try openssl.write(message, "message")
    try openssl.write(key.signature(over: message), "signature")
    let digest =
      switch kind {
      case .p384: "-rawin -digest sha384"
      case .p521: "-rawin -digest sha512"
      case .ed25519: "-rawin"
      default: "-rawin -digest sha256"
      }
    try await openssl(
      "pkeyutl -verify -pubin -inkey public.pem -in message -sigfile signature \(digest)")
  }

  @Test("The old forms SEC 1 and PKCS#1 are read", .enabled(if: OpenSSL.exists))
  func oldForms() async throws {
    let openssl = try OpenSSL()
    try await openssl("ecparam -name secp384r1 -genkey -out ec.pem")
    #expect(String(decoding: try openssl.bytes("ec.pem"), as: UTF8.self).contains("EC PRIVATE"))
    #expect(try SigningKey(pem: openssl.bytes("ec.pem")).publicKey.description == "EC P-384")
    try await openssl("genrsa -traditional -out rsa.pem 2048")
    #expect(String(decoding: try openssl.bytes("rsa.pem"), as: UTF8.self).contains("RSA PRIVATE"))
    #expect(try SigningKey(pem: openssl.bytes("rsa.pem")).publicKey.description == "RSA 2048")
  }

  @Test(
    "Encrypted keys, other curves and certificates are refused with words",
    .enabled(if: OpenSSL.exists))
  func refusals() async throws {
    let openssl = try OpenSSL()
    try await openssl.key(.p256, "key.pem")
    try await openssl("pkcs8 -topk8 -in key.pem -out locked.pem -passout pass:secret")
    #expect {
      try SigningKey(pem: openssl.bytes("locked.pem"))
    } throws: {
      "\($0)".contains("decrypt")
    }
    try await openssl("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:secp256k1 -out k1.pem")
    #expect {
      try SigningKey(pem: openssl.bytes("k1.pem"))
    } throws: {
      "\($0)".contains("P-256")
    }
    let root = try TestPKI().root
    #expect {
      try SigningKey(pem: root.pem)
    } throws: {
      "\($0)".contains("CERTIFICATE")
    }
  }

  @Test("A DER signature where COSE wants r and s is named as such")
  func derInCOSE() throws {
    let key = try SigningKey(generating: .ec(.p256))
    let signature = try key.signature(over: [1, 2, 3])
    guard
      case .unsupported(let why) = key.publicKey.check(
        signature, of: [1, 2, 3], by: SigningAlgorithm.es256)
    else {
      Issue.record("it was taken")
      return
    }
    #expect(why.contains("DER"))
  }

  @Test("The two forms of an ECDSA signature turn into each other", arguments: Curve.allCases)
  func forms(_ curve: Curve) throws {
    let key = try SigningKey(generating: .ec(curve))
    for round: UInt8 in 0..<20 {
      let der = try key.signature(over: [round])
      let raw = try ECDSASignatureForm.raw(der, on: curve)
      #expect(raw.count == 2 * curve.byteCount)
      #expect(try ECDSASignatureForm.raw(raw, on: curve) == raw)
      #expect(ECDSASignatureForm.der(raw) == der)
      let algorithm = try #require(key.algorithms.first)
      #expect(key.publicKey.check(raw, of: [round], by: algorithm).isValid)
    }
    #expect(throws: CertificateError.self) {
      try ECDSASignatureForm.raw([1, 2, 3], on: curve)
    }
  }

  @Test("Nothing of the key is in what is printed of it")
  func description() throws {
    let key = try SigningKey(generating: .ed25519)
    var dumped = ""
    dump(key, to: &dumped)
    #expect("\(key) \(String(reflecting: key))" == "a private key, Ed25519 a private key, Ed25519")
    #expect(!dumped.contains("secret"))
  }
}
