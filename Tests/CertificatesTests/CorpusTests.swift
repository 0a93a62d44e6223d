import Certificates
import Foundation
import TestSupport
import Testing

@Suite("What stands in files of others", .enabled(if: Shared.has("corpus/c2pa/public-testfiles")))
struct CorpusTests {
  /// The values in the files that begin with one of `starts` after their header of four bytes and
  /// are whole, without repetitions.
  ///
  /// Those that a container has cut into segments are not among them.
  static func values(_ starts: [[UInt8]], folders: [String]) throws -> Set<[UInt8]> {
    var result: Set<[UInt8]> = []
    for folder in folders {
      let files = try FileManager.default.contentsOfDirectory(
        at: Shared.url("corpus/c2pa/\(folder)"), includingPropertiesForKeys: [.fileSizeKey])
      for file in files {
        let size = try file.resourceValues(forKeys: [.fileSizeKey]).fileSize ?? 0
        guard size < 2_000_000 else { continue }
        let data = try Data(contentsOf: file)
        for start in starts {
          var from = data.startIndex
          while let found = data.range(of: Data(start), in: from..<data.endIndex) {
            from = found.lowerBound + 1
            let head = found.lowerBound - 4
            guard head >= 0, data[head] == 0x30, data[head + 1] == 0x82 else { continue }
            let end = found.lowerBound + Int(data[head + 2]) << 8 + Int(data[head + 3])
            if end <= data.endIndex { result.insert(Array(data[head..<end])) }
          }
        }
      }
    }
    return result
  }

  static let folders = ["public-testfiles", "c2pa-rs", "c2pa-js", "opensource-site", "gen"]

  @Test("Time-stamp tokens of public authorities are read, and their signatures hold")
  func tokens() throws {
    let start: [UInt8] = [
      0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02,
    ]
    let list = try CertificateBundle(pem: Shared.data("corpus/c2pa/trust/C2PA-TSA-TRUST-LIST.pem"))
    let old = try CertificateBundle(pem: Shared.data("corpus/c2pa/trust/interim-anchors.pem"))
    let trust = Trust([
      .timeStampAuthorities(name: "TSA", anchors: list.certificates),
      .interim(name: "interim", anchors: old.certificates),
    ])
    var held = 0
    var trusted = 0
    var failures: [String] = []
    for bytes in try Self.values([start], folders: Self.folders) {
      do {
        let token = try TimeStampToken(bytes: bytes)
        switch token.message.check(token.signer) {
        case .valid(let signer):
          held += 1
          // Public authorities keep the profile.
          let broken = CertificateProfile.check(signer, for: .timeStamping)
            .filter { !$0.isAcceptable }
          #expect(broken == [], "\(signer)")
          if trust.judge(
            signer, with: token.message.certificates, for: .timeStamping, at: token.info.time
          ).isTrusted {
            trusted += 1
          }
        case let other: failures.append("\(other)")
        }
      } catch {
        failures.append("\(error)")
      }
    }
    print(
      "corpus: \(held) time-stamps hold, \(trusted) on a list, \(failures.count) do not: \(Set(failures))"
    )
    #expect(held > 10)
  }

  @Test("Certificates of signers and authorities are read")
  func certificates() throws {
    // A SEQUENCE, the version 3, and a serial number.
    var read: [Certificate] = []
    var failures: [String] = []
    for bytes in try Self.values(
      [[0x30, 0x82]], folders: Self.folders)
    where bytes.count > 12 && bytes[8..<13].elementsEqual([0xA0, 0x03, 0x02, 0x01, 0x02]) {
      do {
        read.append(try Certificate(bytes: bytes))
      } catch {
        failures.append("\(error)")
      }
    }
    let kinds = Dictionary(grouping: read, by: { $0.publicKey.description }).mapValues(\.count)
    print("corpus: \(read.count) certificates, \(kinds), \(failures.count) not: \(Set(failures))")
    #expect(read.count > 20)
    // Each whose issuer is here is signed by it.
    var verified = 0
    for certificate in read {
      let issuers = read.filter {
        $0.subject == certificate.issuer
          && $0.known.subjectKeyIdentifier
            == certificate.known.authorityKeyIdentifier?.keyIdentifier
      }
      if issuers.contains(where: { certificate.check(issuedBy: $0).isValid }) { verified += 1 }
    }
    print("corpus: \(verified) of them signed by one of the others")
    #expect(verified > 5)
  }
}
