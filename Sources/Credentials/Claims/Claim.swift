/// A claim, version 1 or 2 (C2PA, 10.2), as it was found.
public struct Claim: Sendable {
  /// 1 for `c2pa.claim`, 2 for `c2pa.claim.v2`.
  public let version: Int
  /// The label of the box.
  public let label: String
  /// The bytes that are signed.
  public let encoded: ArraySlice<UInt8>
  /// The claim as a map.
  public let map: CBOR
  /// The address of the signature.
  public let signature: String
  /// What is attributed to the signer; all assertions of a claim of version 1.
  public let created: [HashedURI]
  /// What is not attributed to the signer.
  public let gathered: [HashedURI]
  /// The addresses of assertions of ingredients that this claim redacts.
  public let redacted: [String]
  /// The hash algorithm for every hash that names none.
  public let alg: String?
  /// The instance id of the asset.
  public let instanceID: String
  /// What made the claim: maps with `name`, `version` and more.
  public let generators: [CBOR]

  /// All assertions, those that are attributed to the signer first.
  public var assertions: [HashedURI] { created + gathered }
  /// The title, where the claim has one.
  public var title: String? { map["dc:title"]?.text }
  /// The media type, which only version 1 has.
  public var format: String? { map["dc:format"]?.text }
  /// The text that named the generator in version 1.
  public var generatorText: String? { map["claim_generator"]?.text }
  /// The version of the specification that the generator says it followed (2.4).
  public var specVersion: String? { generators.first?["specVersion"]?.text }

  /// What keeps bytes from being a claim.
  public struct Fault: Error, Sendable {
    /// The status of it.
    public let code: StatusCode
    /// One sentence.
    public let sentence: String
  }

  /// The version that a label tells of; nil where it is not the label of a claim.
  public static func version(of label: String) -> Int? {
    if label == "c2pa.claim" { return 1 }
    guard label.begins(with: "c2pa.claim.v") else { return nil }
    return Int(label.behind(12)).flatMap { $0 > 0 ? $0 : nil }
  }

  /// Reads a claim (C2PA, 15.6).
  ///
  /// - Throws: ``Fault`` with `claim.cbor.invalid` or `claim.malformed`.
  public init(_ box: JUMBFSuperbox) throws(Fault) {
    label = box.label
    guard let version = Claim.version(of: label), version <= 2 else {
      throw Fault(
        code: .claimMalformed,
        sentence: "the label of the claim is neither c2pa.claim nor c2pa.claim.v2")
    }
    self.version = version
    guard let bytes = box.content(BoxType.cbor) else {
      throw Fault(code: .claimCBORInvalid, sentence: "the claim's box has no CBOR in it")
    }
    do { map = try CBOR(decoding: bytes) } catch {
      throw Fault(code: .claimCBORInvalid, sentence: "the claim cannot be read: \(error)")
    }
    encoded = bytes
    func missing(_ field: String) -> Fault {
      Fault(code: .claimMalformed, sentence: "the claim has no \(field)")
    }
    guard map.map != nil else {
      throw Fault(code: .claimMalformed, sentence: "the claim is no map")
    }
    guard let signature = map["signature"]?.text else { throw missing("signature") }
    self.signature = signature
    alg = map["alg"]?.text
    generators = try Claim.generators(map, version)
    guard let instanceID = map["instanceID"]?.text else { throw missing("instanceID") }
    self.instanceID = instanceID
    let first = version == 1 ? "assertions" : "created_assertions"
    guard let list = map[first] else { throw missing(first) }
    created = try Claim.list(list, first)
    gathered =
      version == 1
      ? []
      : try map["gathered_assertions"].map { item throws(Fault) in
        try Claim.list(item, "gathered_assertions")
      } ?? []
    guard !created.isEmpty || !gathered.isEmpty else {
      throw Fault(code: .claimMalformed, sentence: "the claim names no assertion")
    }
    redacted =
      map["redacted_assertions"]?.array?.compactMap { item in
        item.text ?? item["url"]?.text
      } ?? []
  }

  private static func generators(_ map: CBOR, _ version: Int) throws(Fault) -> [CBOR] {
    let field = map["claim_generator_info"]
    if version == 1 { return field?.array ?? (field?.map != nil ? [field ?? .null] : []) }
    guard let field, field.map != nil || field.array?.isEmpty == false else {
      throw Fault(code: .claimMalformed, sentence: "the claim has no claim_generator_info")
    }
    let list = field.array ?? [field]
    guard list.allSatisfy({ $0["name"]?.text?.isEmpty == false }) else {
      throw Fault(code: .claimMalformed, sentence: "claim_generator_info has no name")
    }
    return list
  }

  private static func list(_ item: CBOR, _ field: String) throws(Fault) -> [HashedURI] {
    guard let items = item.array else {
      throw Fault(code: .claimMalformed, sentence: "\(field) is no list")
    }
    var list: [HashedURI] = []
    for item in items {
      guard let uri = HashedURI(item) else {
        throw Fault(code: .claimMalformed, sentence: "\(field) has something without url or hash")
      }
      list.append(uri)
    }
    return list
  }
}
