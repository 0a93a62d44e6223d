import Certificates
import Credentials
import Foundation
import Media
import TestSupport
import Testing

@Suite("Lists of whom to trust are taken as they are published")
struct TrustFileTests {
  /// A list in the form of ETSI TS 119 602, as C2PA publishes its own.
  private func json(_ scheme: String, _ certificates: [(Certificate, status: String)]) -> [UInt8] {
    let services = certificates.map { certificate, status in
      """
      {"ServiceInformation": {"ServiceName": [{"lang": "en", "value": "A"}],
        "ServiceDigitalIdentity": {"X509Certificates":
          [{"val": "\(Data(certificate.bytes).base64EncodedString())"}]},
        "ServiceStatus": "http://c2pa.org/conformance/trust-list/\(status)"}}
      """
    }
    return Array(
      """
      {"LoTE": {"ListAndSchemeInformation": {"SchemeName": [{"lang": "en", "value": "\(scheme)"}],
        "ListIssueDateTime": "2026-08-05T00:11:47Z"}, "TrustedEntitiesList": [
          {"TrustedEntityServices": [\(services.joined(separator: ","))]}]}}
      """.utf8)
  }

  @Test("An official list of claim signers trusts them, and not for time-stamps")
  func official() throws {
    let signed = try SignedStore()
    let file = try TrustFile(json("C2PA Trust List", [(signed.root, "trusted")]), name: "x.json")
    #expect(file.list.name == "C2PA Trust List, 2026-08-05")
    #expect(file.list.usages[.claimSigning] != nil && file.list.usages[.timeStamping] == nil)
    let report = CredentialValidator(trust: Trust([file.list])).report(
      on: BytesSource(signed.content), sidecar: try signed.store(), at: SignedStore.now)
    #expect(report.state == .trusted)
    #expect(report.list == "C2PA Trust List, 2026-08-05")
    let other = try TrustFile(
      json("C2PA TSA Trust List", [(signed.root, "trusted")]), name: "x.json")
    #expect(other.list.usages[.claimSigning] == nil && other.list.usages[.timeStamping] != nil)
  }

  @Test("A service that is no longer in force is passed over, with a remark")
  func withdrawn() throws {
    let one = try SignedStore()
    let two = try SignedStore()
    let file = try TrustFile(
      json("C2PA Trust List", [(one.root, "withdrawn"), (two.root, "trusted")]), name: "x")
    #expect(file.list.anchors == [two.root])
    #expect(file.remarks.count == 1)
    #expect(throws: CertificateError.self) {
      try TrustFile(json("C2PA Trust List", [(one.root, "withdrawn")]), name: "x")
    }
  }

  @Test("PEM is a list by the name of its file, and the frozen list ends with 2025")
  func pem() throws {
    let signed = try SignedStore()
    let plain = try TrustFile(Array(("prose\n" + signed.root.pem).utf8), name: "root.pem")
    #expect(plain.list.name == "root.pem")
    #expect(plain.list.until == nil)
    let heading = "## for the verifier at https://contentcredentials.org/verify.\n"
    let interim = try TrustFile(Array((heading + signed.root.pem).utf8), name: "i.pem")
    #expect(interim.list.until == TrustList.interimEnd)
    for wrong in ["", "{", "{}", "[]", "text", "-----BEGIN CERTIFICATE-----\n"] {
      #expect(throws: CertificateError.self, "\(wrong)") {
        try TrustFile(Array(wrong.utf8), name: "x")
      }
    }
  }

  @Test("The published lists are read whole", .enabled(if: Corpus.exists))
  func published() throws {
    for (name, count) in [
      ("C2PA-TRUST-LIST.pem", 30), ("C2PA-TSA-TRUST-LIST.pem", 22), ("interim-anchors.pem", 18),
    ] {
      let file = try TrustFile(
        Array(Shared.data(Corpus.path + "/trust/" + name)), name: name)
      #expect(file.list.anchors.count >= count, "\(name)")
      #expect((file.list.until != nil) == name.hasPrefix("interim"), "\(name)")
    }
  }
}
