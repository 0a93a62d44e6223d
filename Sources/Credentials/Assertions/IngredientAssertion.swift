/// Something that went into the asset (C2PA, 18.16), version 1, 2 or 3.
public struct IngredientAssertion: Sendable {
  /// How the ingredient went in.
  public enum Relationship: String, Hashable, Sendable, CaseIterable {
    /// The asset was made of it.
    case parentOf
    /// It is a part of the asset.
    case componentOf
    /// It was an input to the making, such as a prompt.
    case inputTo
  }

  /// 1, 2 or 3.
  public let version: Int
  /// How it went in.
  public let relationship: Relationship
  /// The manifest of the ingredient: `activeManifest`, in versions 1 and 2 `c2pa_manifest`.
  public let manifest: HashedURI?
  /// The signature box of that manifest (version 3).
  public let claimSignature: HashedURI?
  /// The results of validation when the ingredient went in, which are no longer news.
  public let recorded: RecordedResults?
  /// The whole map.
  public let map: CBOR

  /// The title.
  public var title: String? { map["dc:title"]?.text }
  /// The media type.
  public var format: String? { map["dc:format"]?.text }
  /// The instance id.
  public var instanceID: String? { map["instanceID"]?.text }

  /// Reads the assertion `name`.
  ///
  /// - Throws: ``AssertionFault`` with `assertion.ingredient.malformed`.
  public init(_ item: CBOR, name: String) throws(AssertionFault) {
    func malformed(_ sentence: String) -> AssertionFault {
      AssertionFault(.assertionIngredientMalformed, sentence)
    }
    let version = name.ends(with: ".v3") ? 3 : name.ends(with: ".v2") ? 2 : 1
    guard item.map != nil else { throw malformed("the ingredient is no map") }
    guard let word = item["relationship"]?.text else {
      throw malformed("the ingredient has no relationship")
    }
    guard let relationship = Relationship(rawValue: word) else {
      throw malformed("the ingredient has a relationship that is not defined")
    }
    if version < 3, item["dc:title"]?.text == nil || item["dc:format"]?.text == nil {
      throw malformed("the ingredient has no dc:title or no dc:format")
    }
    let field = version == 3 ? "activeManifest" : "c2pa_manifest"
    manifest = HashedURI(item[field])
    if item[field] != nil, manifest == nil { throw malformed("\(field) is no hashed URI") }
    claimSignature = HashedURI(item["claimSignature"])
    recorded = RecordedResults(item, version: version)
    if version == 3, manifest != nil, item["validationResults"]?.map == nil {
      throw malformed("the ingredient has a manifest and no validationResults")
    }
    // What has a manifest says there where it comes from (C2PA 2.4, 15.11.3.2).
    if version == 3, manifest != nil, item["digitalSourceType"] != nil {
      throw malformed("the ingredient has a manifest and a digitalSourceType beside it")
    }
    self.version = version
    self.relationship = relationship
    self.map = item
  }
}

/// The results of validation that an ingredient assertion has recorded.
public struct RecordedResults: Sendable {
  /// Codes with the addresses that they are about, in the absolute form.
  public let statuses: [(code: String, url: String?)]

  init?(_ item: CBOR, version: Int) {
    var found: [(String, String?)] = []
    func add(_ list: CBOR?) {
      for entry in list?.array ?? [] {
        guard let code = entry["code"]?.text else { continue }
        found.append((code, entry["url"]?.text))
      }
    }
    func addAll(_ results: CBOR?) {
      for kind in ["success", "informational", "failure"] { add(results?[kind]) }
    }
    if let results = item["validationResults"] {
      addAll(results["activeManifest"])
      for delta in results["ingredientDeltas"]?.array ?? [] { addAll(delta["validationDeltas"]) }
    } else if let old = item["validationStatus"] {
      add(old)
    } else {
      return nil
    }
    statuses = found
  }
}

/// Recorded results as seen from the manifest of this label, addresses in their absolute form.
struct RecordedIndex {
  private let label: String
  private var keys: Set<String> = []

  init(_ results: RecordedResults, in label: String) {
    self.label = label
    for status in results.statuses { keys.insert(key(status.code, status.url)) }
  }

  private func key(_ code: String, _ url: String?) -> String {
    guard let url else { return code }
    return code + " " + (JUMBFURI(url)?.absolute(in: label).text ?? url)
  }

  /// Whether a status was recorded; one that was recorded without an address counts for every one.
  func has(_ status: ValidationStatus) -> Bool {
    let code = status.code.rawValue
    return keys.contains(code) || keys.contains(key(code, status.url))
  }
}
