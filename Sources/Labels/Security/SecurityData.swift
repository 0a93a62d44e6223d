/// What producers put into a reserved code: signatures, keys and bindings (TC260-PG-202511A).
public struct SecurityData: Hashable, Sendable {
  /// One item of `PubSD`.
  public struct Item: Hashable, Sendable {
    /// `DS` for a signature, `PubKey` for a key; others are kept as they are.
    public let type: String
    /// The algorithm, an OID as a rule.
    public let algorithm: String
    /// Which key; 0 where it is not said.
    public let keyID: String
    /// What a signature covers, `TBSData.Type`, as it is spelt.
    public let covers: String?
    /// `Signature` or `KeyValue`, as it is written.
    public let value: String
  }

  /// `TC260PG`.
  public let type: String
  /// The version.
  public let version: String
  /// The items of `PubSD`, in order.
  public let items: [Item]
  /// Whether there are `Bindings`: hashes or fingerprints of the content.
  public let hasBindings: Bool
  /// What had to be overlooked to read it.
  public let tolerated: [String]

  /// SM3 with SM2.
  public static let sm2 = "1.2.156.10197.1.501"
  /// SHA-256 with RSA.
  public static let rsa = "1.2.840.113549.1.1.11"
  /// ECDSA with SHA-256.
  public static let ecdsa = "1.2.840.10045.4.3.2"

  /// The most items that are read.
  public static let most = 64

  /// Reads a reserved code; nil where it is something else.
  public init?(reading text: String) {
    guard let (root, _) = try? JSONReader.read(Array(text.utf8)), root.members != nil else {
      return nil
    }
    var tolerated: [String] = []
    func string(_ node: JSONNode?, _ bytes: [UInt8]) -> String? {
      guard let node else { return nil }
      return node.string ?? String(decoding: bytes[node.range], as: UTF8.self)
    }
    let bytes = Array(text.utf8)
    let body = root.member(like: "SecurityData") ?? root
    if body == root { tolerated.append("it is not wrapped in SecurityData") }
    guard let list = body.member(like: "PubSD") else { return nil }
    if body["PubSD"] == nil { tolerated.append("PubSD is spelt in other letters") }
    let type = string(body["Type"], bytes) ?? ""
    let plainType = String(type.unicodeScalars.filter { $0 != " " })
    if plainType != type { tolerated.append("Type has blanks") }
    var items: [Item] = []
    for node in (list.items ?? []).prefix(SecurityData.most) {
      let covers = node["TBSData"].flatMap { string($0["Type"], bytes) }
      if let covers, covers != "Md", covers != "Bnd" {
        tolerated.append("TBSData.Type is \(covers.shown)")
      }
      items.append(
        Item(
          type: string(node["Type"], bytes) ?? "", algorithm: string(node["AlgID"], bytes) ?? "",
          keyID: string(node["KeyID"], bytes) ?? "0", covers: covers,
          value: string(node["Signature"] ?? node["KeyValue"], bytes) ?? ""))
    }
    self.type = plainType
    self.version = string(body["Version"], bytes) ?? ""
    self.items = items
    self.hasBindings = body["Bindings"].map { $0.content != .null } ?? false
    self.tolerated = tolerated
  }
}

extension AIGCLabel {
  /// What a producer signs: the guide's appendix A.1, without braces and blanks, the order fixed.
  static func producerMessage(status: String, producer: String, id: String) -> [UInt8] {
    Array(
      "\"Label\":\"\(status)\",\"ContentProducer\":\"\(producer)\",\"ProduceID\":\"\(id)\"".utf8)
  }

  /// The label with its producer's signature in `ReservedCode1` (TC260-PG-202511A, appendix A.1).
  ///
  /// - Parameters:
  ///   - key: The producer's key; its public part goes into the label.
  ///   - random: An unpredictable source, `SystemRandomNumberGenerator` as a rule.
  /// - Returns: The label, signed.
  /// - Throws: ``LabelError/field(_:_:)`` where the label would be over a limit.
  public func signed(
    by key: SM2PrivateKey, using random: inout some RandomNumberGenerator
  ) throws(LabelError) -> AIGCLabel {
    let message = AIGCLabel.producerMessage(
      status: self[.status], producer: contentProducer, id: produceID)
    func hex(_ bytes: [UInt8]) -> String {
      String(decoding: Hexadecimal.digits(bytes), as: UTF8.self)
    }
    let signature = hex(key.sign(message, using: &random).der)
    let value = hex(key.publicKey.subjectPublicKeyInfo)
    let algorithm = "\"AlgID\":\"\(SecurityData.sm2)\""
    let items =
      "{\"Type\":\"DS\",\(algorithm),\"TBSData\":{\"Type\":\"Md\"},\"Signature\":\"\(signature)\"},"
      + "{\"Type\":\"PubKey\",\(algorithm),\"KeyValue\":\"\(value)\"}"
    let code = "{\"SecurityData\":{\"Type\":\"TC260PG\",\"Version\":1,\"PubSD\":[\(items)]}}"
    return try AIGCLabel(
      status: status, contentProducer: contentProducer, produceID: produceID, reservedCode1: code,
      contentPropagator: contentPropagator, propagateID: propagateID, reservedCode2: reservedCode2)
  }
}
