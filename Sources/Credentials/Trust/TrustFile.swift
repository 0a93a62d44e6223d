public import Certificates

/// A list of whom to trust, as it is published: certificates in PEM, or the official lists in JSON.
public struct TrustFile: Sendable {
  /// The list.
  public let list: TrustList
  /// What about the file was odd, in a sentence each.
  public let remarks: [String]

  /// Reads a file.
  ///
  /// - A file of PEM is a list by its own name, for claims and time-stamps alike; text between the
  ///   certificates is passed over. The list of the old Verify site, which says in its heading whose
  ///   it is, counts only for what was signed before 2026 (`TrustList.interim`).
  /// - A file of JSON is a list of trusted entities (ETSI TS 119 602) as C2PA publishes its own two:
  ///   it is named by its scheme and date, and serves time-stamps where the scheme says so, else
  ///   claims.
  ///
  /// - Throws: `CertificateError` where there is no certificate in it.
  public init(_ bytes: [UInt8], name: String) throws(CertificateError) {
    let start = bytes.first { $0 > 0x20 && $0 < 0x80 }
    if start == UInt8(ascii: "{") {
      try self.init(json: bytes)
      return
    }
    let bundle = try CertificateBundle(pem: bytes)
    guard !bundle.certificates.isEmpty else {
      throw bundle.failures.first
        ?? CertificateError(.missing("there is no certificate in it"), "the list")
    }
    let remarks = bundle.remarks.map { "\($0)" } + bundle.failures.map { "\($0)" }
    // The heading of the list that contentcredentials.org froze.
    let isInterim = bytes.firstRange(of: Array("contentcredentials.org/verify".utf8)) != nil
    self.init(
      list: isInterim
        ? .interim(name: name, anchors: bundle.certificates)
        : .own(name: name, anchors: bundle.certificates),
      remarks: remarks)
  }

  private init(list: TrustList, remarks: [String]) {
    self.list = list
    self.remarks = remarks
  }

  private init(json bytes: [UInt8]) throws(CertificateError) {
    func malformed(_ sentence: String) -> CertificateError {
      CertificateError(.malformed(sentence), "the list of trusted entities")
    }
    let json: JSONValue
    do { json = try JSONValue(decoding: bytes[...]) } catch { throw malformed("\(error)") }
    guard let list = json["LoTE"], let entities = list["TrustedEntitiesList"]?.array else {
      throw malformed("it has no LoTE with a TrustedEntitiesList")
    }
    var anchors: [Certificate] = []
    var remarks: [String] = []
    for service in entities.flatMap({ $0["TrustedEntityServices"]?.array ?? [] }) {
      let about = service["ServiceInformation"]
      let title = about?["ServiceName"]?.array?.first?["value"]?.text ?? "a service without a name"
      if let status = about?["ServiceStatus"]?.text,
        !status.utf8.reversed().starts(with: TrustFile.trusted)
      {
        remarks.append("\(title) is passed over: its status is \(status)")
        continue
      }
      for entry in about?["ServiceDigitalIdentity"]?["X509Certificates"]?.array ?? [] {
        guard let text = entry["val"]?.text, let der = Base64.decode(Array(text.utf8)) else {
          remarks.append("\(title) is passed over: its certificate is not base64")
          continue
        }
        do throws(CertificateError) { anchors.append(try Certificate(bytes: der)) } catch {
          remarks.append("\(title) is passed over: \(error)")
        }
      }
    }
    guard !anchors.isEmpty else {
      throw CertificateError(.missing("there is no certificate in it"), "the list")
    }
    let head = list["ListAndSchemeInformation"]
    let scheme = head?["SchemeName"]?.array?.first?["value"]?.text ?? "a list of trusted entities"
    let date = head?["ListIssueDateTime"]?.text.map {
      ", \(String(decoding: $0.utf8.prefix(10), as: UTF8.self))"
    }
    let name = scheme + (date ?? "")
    let words = scheme.utf8.split { $0 == 0x20 || $0 == 0x2D }
    let isForStamps = words.contains { $0.elementsEqual("TSA".utf8) }
    self.init(
      list: isForStamps
        ? .timeStampAuthorities(name: name, anchors: anchors) : .c2pa(name: name, anchors: anchors),
      remarks: remarks)
  }

  /// How the status of a service in force ends, from its end.
  private static let trusted = Array("/trusted".utf8).reversed()
}
