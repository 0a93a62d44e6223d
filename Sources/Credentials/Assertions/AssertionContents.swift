/// The rules of single assertions, apart from actions, ingredients and bindings.
enum AssertionContents {
  /// What is wrong with an assertion that could be read; nil where nothing is.
  static func fault(
    of assertion: Assertion, isCreated: Bool, in kind: Manifest.Kind
  ) -> AssertionFault? {
    switch assertion.name {
    case "c2pa.ingredient", "c2pa.ingredient.v2", "c2pa.ingredient.v3":
      return needCBOR(assertion, .assertionIngredientMalformed) { item throws(AssertionFault) in
        _ = try IngredientAssertion(item, name: assertion.name)
      }
    case "c2pa.cloud-data":
      return needCBOR(assertion, .assertionCloudDataMalformed) { item throws(AssertionFault) in
        try cloudData(item, in: kind)
      }
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
  private static func cloudData(
    _ item: CBOR, in kind: Manifest.Kind
  ) throws(AssertionFault) {
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
    // Only what would get round the rules for actions of an update manifest (C2PA, 15.10.3.2.1).
    if kind == .update, name == "c2pa.actions" || name == "c2pa.actions.v2" {
      throw AssertionFault(
        .assertionCloudDataActions, "the actions of an update manifest may not lie elsewhere")
    }
  }

  /// A reference to something elsewhere (C2PA 2.3, 18.24).
  private static func externalReference(_ item: CBOR) throws(AssertionFault) {
    guard let location = item["location"], location["url"]?.text != nil else {
      throw AssertionFault(
        .assertionExternalReferenceMalformed, "an external reference has no location with a url")
    }
  }

  /// Metadata have to be an object of JSON.
  ///
  /// Which fields they may have is the writer's duty: a reader does not refuse others (C2PA 2.4,
  /// 15.10.3.2.3), so that the list can grow.
  private static func metadata(_ assertion: Assertion) -> AssertionFault? {
    guard case .json(let json) = assertion.content, json.object != nil else {
      return AssertionFault(
        .assertionJSONInvalid, "the assertion \(assertion.label) is no object of JSON")
    }
    return nil
  }
}
