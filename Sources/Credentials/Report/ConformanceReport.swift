internal import Certificates

extension ValidationReport {
  /// The report in crJSON, the form that the conformance programme of C2PA reads.
  ///
  /// Keys are always in the same order; the active manifest comes first.
  ///
  /// - Parameters:
  ///   - generator: The name of the program that prints it.
  ///   - version: Its version.
  /// - Returns: The report as JSON.
  public func conformanceJSON(generator: String, version: String) -> JSONValue {
    var manifests: [JSONValue] = []
    if let store {
      for place in store.manifests.indices.reversed() {
        manifests.append(ConformanceManifest(report: self, store: store, place: place).json())
      }
    }
    var members: [(String, JSONValue)] = [
      (
        "@context",
        .object([
          ("@vocab", .string("https://c2pa.org/crjson")),
          ("extras", .string("https://c2pa.org/crjson/extras")),
        ])
      ),
      ("manifests", .array(manifests)),
    ]
    if manifests.isEmpty, !statuses.isEmpty {
      members.append(("validationResults", ValidationReport.json(statuses)))
    }
    members.append(
      (
        "jsonGenerator",
        .object([
          ("name", .string(generator)), ("version", .string(version)),
          ("date", .string(ValidationReport.text(time))),
        ])
      ))
    return .object(members)
  }
}

/// One manifest in crJSON.
private struct ConformanceManifest {
  let report: ValidationReport
  let store: ManifestStore
  let place: Int

  var manifest: Manifest { store.manifests[place] }
  var isActive: Bool { place == store.manifests.count - 1 }

  func json() -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("label", .string(manifest.label)),
      ("isUpdateManifest", .bool(manifest.kind == .update)),
      ("isCompressedManifest", .bool(manifest.isCompressed)),
      ("assertions", .object(manifest.assertions.map { ($0.label, ConformanceManifest.json($0)) })),
    ]
    if let box = manifest.claimBoxes.first, let claim = try? Claim(box) {
      members.append(
        (claim.version == 1 ? "claim" : "claim.v2", JSONValue(claim.map, bytes: .marked)))
    }
    if place < report.signers.count, let signer = report.signers[place] {
      members.append(("signature", ConformanceManifest.json(signer)))
    }
    let statuses = isActive ? report.statuses : report.manifestStatuses[place]
    if case .object(var results) = ValidationReport.json(statuses) {
      results.append(("specVersion", .string(ValidationReport.specVersion)))
      results.append(("validationTime", .string(ValidationReport.text(report.time))))
      members.append(("validationResults", .object(results)))
    }
    let prefix = manifest.url() + "/"
    let deltas = report.ingredients.filter { $0.url.utf8.starts(with: prefix.utf8) }
    if !deltas.isEmpty {
      members.append(("ingredientDeltas", .array(deltas.map(ValidationReport.json))))
    }
    return .object(members)
  }

  private static func json(_ assertion: Assertion) -> JSONValue {
    switch assertion.content {
    case .cbor(let item): JSONValue(item, bytes: .marked)
    case .json(let value): value
    case .file(let type, let bytes):
      .object([
        ("format", .string(type)),
        ("hash", .string("b64'\(Base64.encode(ContentHash.sha256.digest(of: bytes)))'")),
        ("size", .integer(bytes.count)),
      ])
    case .redacted: .object([("redacted", .bool(true))])
    case .other, .unreadable: .null
    }
  }

  private static func json(_ signer: Signer) -> JSONValue {
    var members: [(String, JSONValue)] = []
    if let algorithm = signer.algorithm {
      members.append(("algorithm", .string(algorithm.name.lowercased())))
    }
    if let certificate = signer.certificate {
      members.append(("certificateInfo", json(certificate)))
    }
    if let time = signer.stampedTime {
      var stamp: [(String, JSONValue)] = [("timestamp", .string(ValidationReport.text(time)))]
      if let authority = signer.stampAuthority {
        stamp.append(("certificateInfo", json(authority)))
      }
      members.append(("timeStampInfo", .object(stamp)))
    }
    return .object(members)
  }

  private static func json(_ certificate: Certificate) -> JSONValue {
    .object([
      ("serialNumber", .string(hexadecimal(certificate.serial))),
      ("issuer", json(certificate.issuer)), ("subject", json(certificate.subject)),
      (
        "validity",
        .object([
          ("notBefore", .string(ValidationReport.text(certificate.notBefore))),
          ("notAfter", .string(ValidationReport.text(certificate.notAfter))),
        ])
      ),
    ])
  }

  private static func json(_ name: DistinguishedName) -> JSONValue {
    let known: [(OID, String)] = [
      (.country, "C"), (.stateOrProvince, "ST"), (.locality, "L"), (.organization, "O"),
      (.organizationalUnit, "OU"), (.commonName, "CN"),
    ]
    return .object(
      known.compactMap { oid, letters in name[oid].map { (letters, .string($0)) } })
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    var digits: [UInt8] = []
    let letters = Array("0123456789abcdef".utf8)
    for byte in bytes.drop(while: { $0 == 0 }) {
      digits += [letters[Int(byte >> 4)], letters[Int(byte & 15)]]
    }
    return String(decoding: digits, as: UTF8.self)
  }
}
