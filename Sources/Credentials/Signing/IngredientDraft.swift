internal import Certificates
internal import Media

/// An ingredient that is yet to be written (C2PA, 18.16, version 3).
struct IngredientDraft {
  let item: ManifestDefinition.IngredientItem
  /// The report on it, where a file or a store was there.
  let report: ValidationReport?
  /// Its title.
  let title: String?
  /// Its media type.
  let format: String?
  /// The picture of it.
  var thumbnail: [UInt8]?
  /// The assertions that are taken out, by the label of their manifest.
  var redacted: [[UInt8]: Set<String>] = [:]

  /// The manifests that came with it, each with its header, in their order.
  func manifests() throws(SigningError) -> [(label: String, bytes: [UInt8])] {
    var manifests: [(label: String, bytes: [UInt8])] = []
    for bytes in report?.store?.stores ?? [] {
      let root: JUMBFSuperbox
      do throws(JUMBFError) { root = try JUMBFSuperbox(decoding: bytes[...]) } catch {
        throw .content("the manifest store of an ingredient is broken: \(error)")
      }
      for box in root.superboxes
      where box.isA(.manifest) || box.isA(.updateManifest) || box.isA(.compressedManifest) {
        let bytes = redacted[Array(box.label.utf8)].map { box.redacting($0) }
        manifests.append((box.label, bytes ?? Array(box.encoded)))
      }
    }
    return manifests
  }

  /// The assertion.
  func cbor(thumbnail: HashedURI?) -> CBOR {
    var entries: [(String, CBOR)] = [("relationship", .text(item.relationship.rawValue))]
    func add(_ name: String, _ text: String?) {
      if let text { entries.append((name, .text(text))) }
    }
    add("dc:title", title)
    add("dc:format", format)
    add("instanceID", item.instanceID)
    add("description", item.description)
    add("informationalURI", item.informationalURI)
    if let thumbnail { entries.append(("thumbnail", thumbnail.cbor)) }
    if let report, let manifest = report.store?.active {
      let hash = ContentHash.sha256
      entries.append(
        (
          "activeManifest",
          HashedURI(url: manifest.url(), hash: hash.digest(of: hashed(manifest))).cbor
        ))
      if let box = manifest.signatureBox {
        entries.append(
          (
            "claimSignature",
            HashedURI(url: manifest.url(box.label), hash: hash.digest(of: box.payload)).cbor
          ))
      }
      entries.append(("validationResults", Self.results(report)))
    }
    return .map(entries)
  }

  /// What the hash of the manifest covers, as it is written.
  private func hashed(_ manifest: Manifest) -> ArraySlice<UInt8> {
    guard let labels = redacted[Array(manifest.label.utf8)] else { return manifest.hashed }
    return ManifestDraft.payload(of: manifest.box.redacting(labels))
  }

  private static func results(_ report: ValidationReport) -> CBOR {
    var entries: [(String, CBOR)] = [("activeManifest", results(report.statuses))]
    if !report.ingredients.isEmpty {
      entries.append(
        (
          "ingredientDeltas",
          .array(
            report.ingredients.map { delta in
              .map([
                ("ingredientAssertionURI", .text(delta.url)),
                ("validationDeltas", results(delta.statuses)),
              ])
            })
        ))
    }
    return .map(entries)
  }

  private static func results(_ statuses: [ValidationStatus]) -> CBOR {
    func list(_ kind: StatusCode.Kind) -> CBOR {
      .array(
        statuses.filter { $0.kind == kind }.map { status in
          var entries: [(String, CBOR)] = [
            ("code", .text(status.code.rawValue)), ("explanation", .text(status.sentence)),
          ]
          if let url = status.url { entries.append(("url", .text(url))) }
          return .map(entries)
        })
    }
    return .map([
      ("success", list(.success)), ("informational", list(.informational)),
      ("failure", list(.failure)),
    ])
  }
}
