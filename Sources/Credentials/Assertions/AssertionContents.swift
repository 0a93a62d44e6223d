/// The rules of single assertions, apart from actions, ingredients and bindings.
enum AssertionContents {
  /// What is wrong with an assertion that could be read; nil where nothing is.
  static func fault(of assertion: Assertion, isCreated: Bool) -> AssertionFault? {
    switch assertion.name {
    case "c2pa.ingredient", "c2pa.ingredient.v2", "c2pa.ingredient.v3":
      return needCBOR(assertion, .assertionIngredientMalformed) { item throws(AssertionFault) in
        _ = try IngredientAssertion(item, name: assertion.name)
      }
    case "c2pa.cloud-data":
      return needCBOR(assertion, .assertionCloudDataMalformed, cloudData)
    case "c2pa.external-reference":
      if isCreated {
        return AssertionFault(
          .assertionExternalReferenceCreated,
          "an external reference is among the created assertions, where it may not be")
      }
      return needCBOR(assertion, .assertionExternalReferenceMalformed, externalReference)
    case "c2pa.time-stamp":
      return needCBOR(assertion, .assertionTimestampMalformed) { item throws(AssertionFault) in
        guard let entries = item.map, !entries.isEmpty,
          entries.allSatisfy({ $0.key.text != nil && $0.value.bytes != nil })
        else {
          throw AssertionFault(
            .assertionTimestampMalformed, "a time-stamp assertion maps manifests to tokens")
        }
      }
    case "c2pa.metadata": return metadata(assertion)
    default: return nil
    }
  }

  private static func needCBOR(
    _ assertion: Assertion, _ code: StatusCode, _ check: (CBOR) throws(AssertionFault) -> Void
  ) -> AssertionFault? {
    guard let item = assertion.cbor else {
      return AssertionFault(code, "the assertion \(assertion.label) has no CBOR in it")
    }
    do throws(AssertionFault) {
      try check(item)
      return nil
    } catch {
      return error
    }
  }

  /// An assertion that lies elsewhere (C2PA, 18.10; 15.10.3.2).
  private static func cloudData(_ item: CBOR) throws(AssertionFault) {
    guard let label = item["label"]?.text, item["size"]?.count != nil,
      let location = item["location"], location["url"]?.text != nil,
      location["hash"]?.bytes != nil, item["content_type"]?.text != nil
    else {
      throw AssertionFault(
        .assertionCloudDataMalformed,
        "cloud data has no label, size, location with url and hash, or content_type")
    }
    let (name, _) = Assertion.parts(of: label)
    if name.begins(with: "c2pa.hash.") {
      throw AssertionFault(
        .assertionCloudDataHardBinding, "a binding to the content may not lie elsewhere")
    }
    if name == "c2pa.actions" || name == "c2pa.actions.v2" {
      throw AssertionFault(.assertionCloudDataActions, "actions may not lie elsewhere")
    }
  }

  /// A reference to something elsewhere (C2PA 2.3, 18.24).
  private static func externalReference(_ item: CBOR) throws(AssertionFault) {
    guard let location = item["location"], location["url"]?.text != nil else {
      throw AssertionFault(
        .assertionExternalReferenceMalformed, "an external reference has no location with a url")
    }
  }

  /// The schemas of which `c2pa.metadata` may have fields (C2PA, annex B).
  private static let schemas: Set<String> = [
    "xmp", "xmpMM", "xmpDM", "xmpRights", "dc", "pdf", "tiff", "exif", "exifEX", "aux", "crs",
    "photoshop", "Iptc4xmpCore", "Iptc4xmpExt", "plus", "GPano", "stArea", "stDim", "stEvt",
    "stRef",
    "rdf", "xml",
  ]

  private static func metadata(_ assertion: Assertion) -> AssertionFault? {
    guard case .json(let json) = assertion.content, let members = json.object else {
      return AssertionFault(
        .assertionJSONInvalid, "the assertion \(assertion.label) is no object of JSON")
    }
    for (name, _) in members where !name.begins(with: "@") {
      let bytes = Array(name.utf8)
      guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else { continue }
      let prefix = String(decoding: bytes[..<colon], as: UTF8.self)
      if !schemas.contains(prefix) {
        return AssertionFault(
          .assertionMetadataDisallowed,
          "the metadata has fields of a schema that this assertion may not have")
      }
    }
    return nil
  }
}
