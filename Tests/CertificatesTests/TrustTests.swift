import Certificates
import Foundation
import TestSupport
import Testing

@Suite("Trust lists and chains")
struct TrustTests {
  let pki: TestPKI
  let now: Moment

  init() throws {
    pki = try TestPKI()
    now = try #require(Moment(2026, 6, 1))
  }

  func trust(_ anchors: [Certificate]? = nil) -> Trust {
    Trust([.c2pa(name: "list", anchors: anchors ?? [pki.root])])
  }

  @Test("A leaf below an intermediate is trusted, and the outcome names list and chain")
  func good() throws {
    let leaf = try pki.issue(.claimSigner, "leaf").certificate
    let outcome = trust().judge(leaf, with: [pki.authority], for: .claimSigning, at: now)
    #expect(outcome.list == "list")
    #expect(outcome.ground == .anchor)
    #expect(outcome.chain == [leaf, pki.authority, pki.root])
    #expect(outcome.findings == [])
    // The anchor may be the intermediate itself, and strangers on the way do no harm.
    let other = try TestPKI()
    let direct = trust([pki.authority]).judge(
      leaf, with: [other.root, other.authority, leaf], for: .claimSigning, at: now)
    #expect(direct.chain == [leaf, pki.authority])
  }

  @Test("Another root of the same name does not vouch")
  func sameName() throws {
    let leaf = try pki.issue(.claimSigner, "leaf").certificate
    let stranger = try TestPKI()
    let outcome = trust([stranger.root]).judge(
      leaf, with: [pki.authority], for: .claimSigning, at: now)
    #expect(!outcome.isTrusted)
    #expect(outcome.findings.map(\.kind) == [.wrongKeyIdentifier])
    #expect(outcome.chain == [leaf, pki.authority])
  }

  @Test("Without the intermediate there is no anchor, and the missing issuer is named")
  func missing() throws {
    let leaf = try pki.issue(.claimSigner, "leaf").certificate
    let outcome = trust().judge(leaf, for: .claimSigning, at: now)
    #expect(outcome.findings.map(\.kind) == [.noAnchor])
    #expect(outcome.findings.first?.text.contains("CN=Authority") == true)
  }

  @Test("Every link is judged at the time in question")
  func validity() throws {
    let start = try #require(Moment(2025, 1, 1))
    let end = try #require(Moment(2025, 12, 31, 23, 59, 59))
    let leaf = try pki.issue(.claimSigner, "leaf", from: start, to: end).certificate
    func kinds(_ moment: Moment) -> [TrustFinding.Kind] {
      trust().judge(leaf, with: [pki.authority], for: .claimSigning, at: moment).findings
        .map(\.kind)
    }
    #expect(kinds(start) == [])
    #expect(kinds(end) == [])
    #expect(kinds(start.advanced(bySeconds: -1)) == [.outsideValidity])
    #expect(kinds(end.advanced(bySeconds: 1)) == [.outsideValidity])
    // The root ends as well.
    let long = try pki.issue(.claimSigner, "leaf", to: Moment(2050, 1, 1)).certificate
    let late = trust().judge(
      long, with: [pki.authority], for: .claimSigning, at: pki.end.advanced(bySeconds: 10))
    #expect(late.isOutsideValidity)
  }

  @Test("An end that issues, a CA that may not, and a path too long are refused")
  func authority() throws {
    // A leaf that issues a leaf.
    let (middle, key) = try pki.issue(.claimSigner, "middle")
    let below = try CertificateDraft(
      .claimSigner, subject: DistinguishedName(commonName: "below"),
      publicKey: SigningKey(generating: .ec(.p256)).publicKey, notBefore: pki.start,
      notAfter: pki.end
    ).issued(by: middle, key)
    let first = trust().judge(
      below, with: [middle, pki.authority], for: .claimSigning, at: now)
    #expect(first.findings.map(\.kind) == [.notAuthority])
    // A CA below a CA that allows none.
    let (second, secondKey) = try pki.issue(.authority(pathLength: nil), "second")
    let deep = try CertificateDraft(
      .claimSigner, subject: DistinguishedName(commonName: "deep"),
      publicKey: SigningKey(generating: .ec(.p256)).publicKey, notBefore: pki.start,
      notAfter: pki.end
    ).issued(by: second, secondKey)
    let outcome = trust().judge(
      deep, with: [second, pki.authority], for: .claimSigning, at: now)
    #expect(outcome.findings.map(\.kind) == [.pathLength])
    // A CA whose key may not sign certificates.
    let weak = try pki.issue(.authority(pathLength: nil), "weak") {
      $0.extensions = [
        .basicConstraints(BasicConstraints(isCA: true)), .keyUsage(.digitalSignature),
      ]
    }
    let third = try CertificateDraft(
      .claimSigner, subject: DistinguishedName(commonName: "third"),
      publicKey: SigningKey(generating: .ec(.p256)).publicKey, notBefore: pki.start,
      notAfter: pki.end
    ).issued(by: weak.certificate, weak.key)
    #expect(
      trust([weak.certificate]).judge(third, for: .claimSigning, at: now).findings.map(\.kind)
        == [.notAuthority])
  }

  @Test("A certificate with a changed byte is not trusted")
  func damaged() throws {
    let leaf = try pki.issue(.claimSigner, "leaf").certificate
    var bytes = leaf.bytes
    let at = try #require(
      bytes.indices.dropFirst(10).first { bytes[$0...].starts(with: Array("leaf".utf8)) })
    bytes[at] = UInt8(ascii: "L")
    let changed = try Certificate(bytes: bytes)
    let outcome = trust().judge(changed, with: [pki.authority], for: .claimSigning, at: now)
    #expect(outcome.findings.map(\.kind) == [.badSignature])
  }

  @Test("Each list vouches for its own usages only")
  func usages() throws {
    let stamp = try pki.issue(.timeStamping, "tsa").certificate
    let claim = try pki.issue(.claimSigner, "leaf").certificate
    let lists = Trust([
      .c2pa(name: "claims", anchors: [pki.root]),
      .timeStampAuthorities(name: "stamps", anchors: [pki.root]),
    ])
    #expect(lists.judge(stamp, with: [pki.authority], for: .timeStamping, at: now).list == "stamps")
    #expect(lists.judge(claim, with: [pki.authority], for: .claimSigning, at: now).list == "claims")
    #expect(
      lists.judge(stamp, with: [pki.authority], for: .claimSigning, at: now).findings.map(\.kind)
        == [.usage])
    #expect(Trust().judge(claim, for: .claimSigning, at: now).findings.map(\.kind) == [.noList])
  }

  @Test("The interim list counts only before it was frozen")
  func interim() throws {
    let leaf = try pki.issue(.claimSigner, "leaf").certificate
    let list = Trust([.interim(name: "interim", anchors: [pki.root])])
    let before = TrustList.interimEnd.advanced(bySeconds: -1)
    #expect(TrustList.interimEnd.description == "2026-01-01T00:00:00Z")
    #expect(list.judge(leaf, with: [pki.authority], for: .claimSigning, at: before).isTrusted)
    let after = list.judge(
      leaf, with: [pki.authority], for: .claimSigning, at: TrustList.interimEnd)
    #expect(after.findings.map(\.kind) == [.listEnded])
  }

  @Test("A signer on the allowed list needs no chain, in any of its forms")
  func allowed() throws {
    let leaf = try pki.issue(.claimSigner, "leaf").certificate
    let hexadecimal = leaf.fingerprint.map { String(format: "%02x", $0) }.joined()
    let base64 = Data(leaf.fingerprint).base64EncodedString()
    for text in [leaf.pem, "// mine\n\(hexadecimal)\n", "# mine\n\(base64)"] {
      let allowed = try AllowedList.read(Array(text.utf8))
      let list = Trust([.own(name: "own", anchors: [], allowed: allowed)])
      #expect(list.judge(leaf, for: .claimSigning, at: now).ground == .listed)
      let other = try pki.issue(.claimSigner, "other").certificate
      #expect(!list.judge(other, for: .claimSigning, at: now).isTrusted)
    }
  }

  @Test("A signature is calculated once, and a bad one each time")
  func memory() throws {
    let leaf = try pki.issue(.claimSigner, "leaf").certificate
    let lists = trust()
    for _ in 0..<5 {
      #expect(lists.judge(leaf, with: [pki.authority], for: .claimSigning, at: now).isTrusted)
    }
    #expect(lists.verified.calculated == 2)
    #expect(!lists.verified.check(leaf, issuedBy: pki.root).isValid)
    #expect(!lists.verified.check(leaf, issuedBy: pki.root).isValid)
    #expect(lists.verified.calculated == 4)
  }

  @Test("Certificates that issue each other in a circle, many of one name, end the search")
  func circles() throws {
    // Fifty CAs with the same name and the same key, which all could have issued each other.
    let key = try SigningKey(generating: .ec(.p256))
    let name = try DistinguishedName(commonName: "circle")
    let all = try (0..<50).map { _ in
      try CertificateDraft(
        .authority(pathLength: nil), subject: name, publicKey: key.publicKey,
        notBefore: pki.start, notAfter: pki.end
      ).selfSigned(by: key)
    }
    let leaf = try CertificateDraft(
      .claimSigner, subject: DistinguishedName(commonName: "leaf"), publicKey: key.publicKey,
      notBefore: pki.start, notAfter: pki.end
    ).issued(by: all[0], key)
    let outcome = trust().judge(leaf, with: all, for: .claimSigning, at: now)
    #expect(outcome.findings.map(\.kind).contains(.tooManyPaths))
  }
}
