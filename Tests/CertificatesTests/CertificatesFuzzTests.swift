import Foundation
import TestSupport
import Testing

@testable import Certificates

@Suite("Fuzz: certificates, messages, tokens, answers and PEM")
struct CertificatesFuzzTests {
  /// What is read, by name.
  static let readers: [String] = [
    "certificate", "message", "token", "response", "info", "request", "ocsp", "ocspRequest", "pem",
    "key",
  ]

  /// Valid inputs of every kind, made once.
  struct Seeds {
    let pki: TestPKI
    let leaf: Certificate
    let time: Moment
    private(set) var inputs: [String: [[UInt8]]] = [:]
    let trust: Trust
    let message: [UInt8] = [1, 2, 3]

    init() throws {
      pki = try TestPKI()
      let leaf = try pki.issue(.claimSigner, "leaf", .ed25519) {
        $0.extensions += [
          .authorityInfoAccess(ocsp: ["http://a"], issuers: ["http://b"]),
          .policies([.c2paPolicy]), .crlDistributionPoints(["http://c"]),
          .subjectAlternativeNames([.dns("a"), .ipAddress([1, 2, 3, 4])]),
        ]
      }
      self.leaf = leaf.certificate
      time = pki.start.advanced(bySeconds: 1_000_000)
      trust = Trust([.own(name: "own", anchors: [pki.root])])
      let (stamper, stamperKey) = try pki.issue(.timeStamping, "TSA")
      let authority = try TimeStampAuthority(
        certificate: stamper, signer: stamperKey, chain: [pki.authority], policy: OID(1, 2, 3),
        accuracyInMilliseconds: 1500)
      let request = TimeStampRequest(MessageImprint(of: message), nonce: [1, 2])
      let token = try authority.token(for: request, at: time, serial: [1])
      let responder = try OCSPResponder(
        certificate: pki.authority, signer: pki.authorityKey, for: pki.authority)
      let identifier = CertificateID(self.leaf, issuer: pki.authority)
      let answer = try responder.response(
        [OCSPResponder.Answer(identifier, .revoked(time, .superseded))], nonce: [4, 1, 1], at: time,
        nextUpdate: time)
      let pss = try SigningKey(generating: .rsaPSS(bits: 2048))
      inputs = [
        "certificate": [self.leaf.bytes, pki.root.bytes], "message": [token], "token": [token],
        "response": [try authority.response(to: request, at: time, serial: [1])],
        "info": [try TimeStampToken(bytes: token).info.bytes], "request": [request.bytes],
        "ocsp": [answer], "ocspRequest": [OCSPRequest([identifier], nonce: [1]).bytes],
        "pem": [Array((pki.root.pem + "prose\n" + self.leaf.pem).utf8)],
        "key": [
          Array(leaf.key.pem.utf8), Array(pki.rootKey.pem.utf8), Array(pss.pem.utf8),
        ],
      ]
    }

    /// Reads and checks; whether it was taken.
    func read(_ bytes: [UInt8], as reader: String) -> Bool {
      do {
        switch reader {
        case "certificate":
          let certificate = try Certificate(bytes: bytes)
          _ = "\(certificate) \(certificate.serialInDecimal) \(certificate.remarks)"
          for purpose in CertificatePurpose.allCases {
            _ = CertificateProfile.check(certificate, for: purpose).map(\.description)
          }
          _ = trust.judge(
            certificate, with: [pki.authority], for: .claimSigning, at: time)
        case "message":
          let message = try SignedData(bytes: bytes)
          for signer in message.signers { _ = message.check(signer) }
        case "token":
          let outcome = TimeStampToken.check(token: bytes, over: message, trust: trust)
          return !outcome.has(.malformed)
        case "response":
          let outcome = TimeStampToken.check(response: bytes, over: message, trust: trust)
          return !outcome.has(.malformed)
        case "info": _ = "\(try TimeStampInfo(bytes: bytes).time)"
        case "request": _ = try TimeStampRequest(bytes: bytes).bytes
        case "ocsp":
          let answer = try OCSPResponse(bytes: bytes)
          _ = answer.check(for: leaf, issuer: pki.authority, at: time)
        case "ocspRequest": _ = try OCSPRequest(bytes: bytes).bytes
        case "pem":
          _ = try CertificateBundle(pem: bytes)
          _ = try AllowedList.read(bytes)
          _ = UsageList.read(bytes)
        case "key":
          let key = try SigningKey(pem: bytes)
          _ = "\(key)"
        default: break
        }
        return true
      } catch {
        _ = "\(error)"
        return false
      }
    }
  }

  @Test("Damaged and random bytes are answered and nothing traps")
  func damaged() throws {
    let seeds = try Seeds()
    for reader in Self.readers {
      for input in seeds.inputs[reader] ?? [] {
        #expect(seeds.read(input, as: reader), "\(reader)")
      }
    }
    var random = SeededRandom()
    var taken = 0
    var tried = 0
    Effort.spend(seconds: 3) {
      for reader in Self.readers {
        guard let input = seeds.inputs[reader]?.randomElement(using: &random) else { continue }
        tried += 1
        if seeds.read(random.damage(input), as: reader) { taken += 1 }
        if tried.isMultiple(of: 16) {
          tried += 1
          let noise = random.bytes(Int.random(in: 0...64, using: &random))
          if seeds.read(noise, as: reader) { taken += 1 }
        }
      }
    }
    print("certificates: \(tried) inputs, \(taken) of them taken; \(random)")
    #expect(tried > taken)
  }

  @Test("Every length that is cut off is refused")
  func cut() throws {
    let seeds = try Seeds()
    var random = SeededRandom()
    for reader in Self.readers where reader != "pem" && reader != "key" {
      guard let input = seeds.inputs[reader]?.first else { continue }
      for _ in 0..<Effort.times(60) {
        let count = Int.random(in: 0..<input.count, using: &random)
        #expect(!seeds.read(Array(input.prefix(count)), as: reader), "\(reader) cut at \(count)")
      }
    }
  }

  @Test("A hundred thousand levels, and lengths that are merely claimed, are refused")
  func nested() throws {
    let seeds = try Seeds()
    var deep: [UInt8] = []
    for _ in 0..<100_000 { deep += [0x30, 0x80] }
    // Definite lengths, from the inside: only a long prefix of what would be needed.
    let definite = [[UInt8]](repeating: [0x30, 0x84, 0x00, 0xFF, 0xFF, 0xFF], count: 100_000)
      .flatMap { $0 }
    var proper: [UInt8] = [0x05, 0x00]
    while proper.count < 60_000 { proper = Certificates.DER.value(0x30, proper) }
    let claims: [[UInt8]] = [
      [0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF], [0x30, 0x88] + [UInt8](repeating: 0xFF, count: 8),
      [0x30, 0x88, 0x7F] + [UInt8](repeating: 0xFF, count: 7), [0x30, 0xFF],
      [0x30, 0x84, 0x7F, 0xFF, 0xFF, 0xFF, 0x30, 0x80],
      [0x3F] + [UInt8](repeating: 0xFF, count: 100),
    ]
    for reader in Self.readers {
      for input in [deep, definite, proper] + claims {
        #expect(!seeds.read(input, as: reader), "\(reader)")
      }
    }
    let name = [UInt8](repeating: 0x2D, count: 1_000_000)
    #expect(!seeds.read(name, as: "pem"))
    let labels = Array(String(repeating: "-----BEGIN A-----\n", count: 20_000).utf8)
    #expect(!seeds.read(labels, as: "pem"))
  }

  @Test("No damaged certificate keeps the trust of the whole one")
  func forged() throws {
    let seeds = try Seeds()
    var random = SeededRandom()
    let original = seeds.leaf
    var judged = 0
    Effort.spend(seconds: 1.5) {
      let bytes = random.damage(original.bytes)
      guard let changed = try? Certificate(bytes: bytes), changed != original else { return }
      judged += 1
      let outcome = seeds.trust.judge(
        changed, with: [seeds.pki.authority], for: .claimSigning, at: seeds.time)
      // The signature covers what is signed. Outside of it only the encoding of the same signature
      // could differ, and then the signed bytes are the same.
      if outcome.isTrusted {
        #expect(changed.signedBytes.elementsEqual(original.signedBytes), "\(random)")
      }
    }
    print("certificates: \(judged) damaged ones judged; \(random)")
  }

  @Test("Our public RSA operation and PSS agree with the library on good and bad signatures")
  func ownRSA() throws {
    let key = try SigningKey(generating: .rsa(bits: 2048))
    let rsa = try #require(key.publicKey.rsa)
    var random = SeededRandom()
    for round in 0..<Effort.times(20) {
      let message = random.bytes(round)
      let algorithm = [SigningAlgorithm.ps256, .ps384, .ps512][round % 3]
      var signature = try key.signature(over: message, by: algorithm)
      if round % 4 == 3 { signature = random.damage(signature) }
      guard case .rsaPSS(let parameters) = algorithm.signatureAlgorithm else { continue }
      let library = key.publicKey.check(signature, of: message, by: algorithm).isValid
      let opened = RSAPublicOperation.apply(signature, rsa.modulus, rsa.exponent)
      let own =
        opened.map {
          parameters.matches($0, message, modulusBits: bitCount(rsa.modulus))
        } ?? false
      #expect(own == library, "\(random)")
      #expect(library == (round % 4 != 3), "\(random)")
    }
  }
}
