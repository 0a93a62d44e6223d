internal import Certificates

/// Whom to trust about signatures: lists of certificates, each with its name.
public struct SignerTrust: Sendable {
  /// The lists.
  let lists: [TrustList]
  /// What about the lists was odd, in a sentence each.
  public let remarks: [String]

  /// Nobody is trusted.
  public init() {
    lists = []
    remarks = []
  }

  /// Trusts who is vouched for by certificates in files of PEM: each file is a list by its own name.
  ///
  /// The certificates are taken for claims and time-stamps alike. Text between them is passed over.
  ///
  /// - Throws: ``SignerTrustError`` with the file where one holds no certificate.
  public init(files: [(name: String, pem: [UInt8])]) throws(SignerTrustError) {
    var lists: [TrustList] = []
    var remarks: [String] = []
    for file in files {
      let bundle: CertificateBundle
      do throws(CertificateError) {
        bundle = try CertificateBundle(pem: file.pem)
      } catch {
        throw SignerTrustError(file: file.name, reason: "\(error)")
      }
      guard !bundle.certificates.isEmpty else {
        throw SignerTrustError(file: file.name, reason: "there is no certificate in it")
      }
      remarks += bundle.failures.map { "\(file.name): \($0)" }
      lists.append(.own(name: file.name, anchors: bundle.certificates))
    }
    self.lists = lists
    self.remarks = remarks
  }
}

/// Why a list of signers was not taken.
public struct SignerTrustError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file.
  public let file: String
  /// What is wrong with it.
  public let reason: String

  /// The file and what is wrong with it.
  public var description: String { "\(file): \(reason)" }
}
