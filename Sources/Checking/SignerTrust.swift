internal import Certificates
internal import Credentials

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

  /// Trusts who is vouched for by certificates in files: PEM, each a list by the file's name, or the
  /// official lists in JSON, each by its own.
  ///
  /// Certificates in PEM are taken for claims and time-stamps alike. Text between them is passed over.
  ///
  /// - Throws: ``SignerTrustError`` with the file where one holds no certificate.
  public init(files: [(name: String, bytes: [UInt8])]) throws(SignerTrustError) {
    var lists: [TrustList] = []
    var remarks: [String] = []
    for file in files {
      do throws(CertificateError) {
        let read = try TrustFile(file.bytes, name: file.name)
        lists.append(read.list)
        remarks += read.remarks.map { "\(file.name): \($0)" }
      } catch {
        throw SignerTrustError(file: file.name, reason: "\(error)")
      }
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

  /// An error about a file.
  public init(file: String, reason: String) {
    self.file = file
    self.reason = reason
  }

  /// The file and what is wrong with it.
  public var description: String { "\(file): \(reason)" }
}
