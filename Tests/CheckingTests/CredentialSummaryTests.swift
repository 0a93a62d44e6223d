import Foundation
import Media
import Rules
import TestSupport
import Testing

@testable import Checking

@Suite(
  "What a Content Credential comes to", .enabled(if: Shared.has("corpus/c2pa/c2pa-rs/E-sig-CA.jpg"))
)
struct CredentialSummaryTests {
  private static func summary(_ file: String, trusting: Bool = true) throws -> CredentialSummary {
    let anchors = "c2pa-rs-test-anchors.pem"
    let trust = try SignerTrust(
      files: trusting
        ? [(anchors, Array(try Shared.data("corpus/c2pa/trust/\(anchors)")))] : [])
    let path = Shared.url("corpus/c2pa/\(file)").path
    return try #require(try Examiner(trust: trust).examine(try FileSource(path: path)).credential)
  }

  @Test("Somebody has signed, and is on a list, where the signature holds")
  func holds() throws {
    let summary = try Self.summary("c2pa-python/C.jpg")
    #expect(summary.signer == "C2PA Test Signing Cert" && summary.list != nil)
    #expect(summary.unchanged == "yes" && summary.state == "trusted")
    let alone = try Self.summary("c2pa-python/C.jpg", trusting: false)
    #expect(alone.signer == summary.signer && alone.list == nil)
  }

  @Test("Nobody has signed, and nobody is on a list, where the signature does not hold")
  func forged() throws {
    let summary = try Self.summary("c2pa-rs/E-sig-CA.jpg")
    #expect(summary.statuses.contains { $0.code == "claimSignature.mismatch" })
    #expect(summary.signer == nil && summary.list == nil && summary.signed == nil)
    #expect(!["valid", "trusted"].contains(summary.state))
    #expect(summary.sentence.en.contains("not proven") && summary.sentence.zh.contains("未经证实"))
  }
}
