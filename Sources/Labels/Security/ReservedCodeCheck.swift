/// A key that somebody vouches for.
public struct KnownKey: Hashable, Sendable {
  /// Whose it is.
  public let owner: String
  /// The key in any of the forms that occur in labels.
  public let bytes: [UInt8]

  /// A key and whose it is.
  public init(owner: String, bytes: [UInt8]) {
    self.owner = owner
    self.bytes = bytes
  }
}

/// What a check of one signature in a reserved code says.
public struct SignatureCheck: Hashable, Sendable {
  /// The outcome.
  public enum Outcome: Hashable, Sendable {
    /// It is a signature over the label's own fields.
    case holds(Form, Identity)
    /// It is none over the label's fields as they stand: they were changed, or the signature is of
    /// something else.
    case fails
    /// It could not be checked; the text says why.
    case notChecked(String)
  }

  /// How the message was hashed.
  public enum Form: String, Hashable, Sendable, Codable {
    /// The message itself was signed, as the guide says.
    case message
    /// Its hash was signed as if it were the message.
    case digest
  }

  /// What it proves.
  public enum Identity: Hashable, Sendable {
    /// That the fields are as they were signed. The key stands in the label itself, so anybody could
    /// have made it: not who signed.
    case integrityOnly
    /// That the owner of a known key signed them.
    case known(owner: String)
  }

  /// The algorithm, as the label names it.
  public let algorithm: String
  /// What the signature covers, as the label names it.
  public let covers: String
  /// The outcome.
  public let outcome: Outcome
}

/// What a check of a reserved code says.
public enum ReservedCodeCheck: Hashable, Sendable {
  /// There is nothing in it.
  case empty
  /// There is something in it that no published text explains; what it looks like.
  case opaque(String)
  /// There are signatures in it, and this is what became of each.
  case signatures([SignatureCheck])

  /// Whether a signature in it holds.
  public var holds: Bool {
    guard case .signatures(let checks) = self else { return false }
    return checks.contains { if case .holds = $0.outcome { true } else { false } }
  }

  /// Whether a signature in it that should hold does not.
  public var fails: Bool {
    guard case .signatures(let checks) = self else { return false }
    return checks.contains { $0.outcome == .fails }
  }
}

extension ReadLabel {
  /// Checks the signatures in one of the two reserved codes.
  ///
  /// - Parameters:
  ///   - element: `reservedCode1` or `reservedCode2`; any other field is empty.
  ///   - known: Keys that somebody vouches for.
  /// - Returns: What became of each signature, or what else is there.
  public func check(
    _ element: AIGCLabel.Element, known: [KnownKey] = []
  ) -> ReservedCodeCheck {
    guard element == .reservedCode1 || element == .reservedCode2 else { return .empty }
    let text = self[element] ?? ""
    guard !text.isEmpty else { return .empty }
    let messages = messages(for: element)
    if let data = SecurityData(reading: text) {
      // More than a few are no protection but a way to take time.
      let signatures = data.items.filter { $0.type == "DS" }.prefix(8)
      guard !signatures.isEmpty else { return .opaque("SecurityData without a signature") }
      return .signatures(
        signatures.map { item in
          let keys = data.items.filter { $0.type == "PubKey" && $0.keyID == item.keyID }
          return SignatureCheck(
            algorithm: item.algorithm, covers: item.covers ?? "",
            outcome: self.outcome(of: item, keys.first, messages, known))
        })
    }
    guard let bytes = Hexadecimal.bytes(text.utf8), DERReader.twoIntegers(bytes) != nil else {
      return .opaque(ReservedCodeShape.describe(text))
    }
    // A bare signature: whose key and which algorithm, only a known key can tell.
    var outcome = SignatureCheck.Outcome.notChecked("it is a bare signature without a key")
    for key in known {
      if let form = SM2Check.form(bytes, SM2PublicKey(key.bytes), messages) {
        outcome = .holds(form, .known(owner: key.owner))
      }
    }
    return .signatures([SignatureCheck(algorithm: "", covers: "", outcome: outcome)])
  }

  /// The messages that a signature may be over; for the propagator the guide's text is not known, and
  /// the like of the producer's is tried.
  private func messages(for element: AIGCLabel.Element) -> [[UInt8]] {
    let status = self[.status] ?? ""
    if element == .reservedCode1 {
      return [
        AIGCLabel.producerMessage(
          status: status, producer: self[.contentProducer] ?? "", id: self[.produceID] ?? "")
      ]
    }
    let (who, id) = (self[.contentPropagator] ?? "", self[.propagateID] ?? "")
    return [
      Array(
        "\"Label\":\"\(status)\",\"ContentPropagator\":\"\(who)\",\"PropagateID\":\"\(id)\"".utf8),
      Array("\"ContentPropagator\":\"\(who)\",\"PropagateID\":\"\(id)\"".utf8),
      AIGCLabel.producerMessage(status: status, producer: who, id: id),
    ]
  }

  private func outcome(
    of item: SecurityData.Item, _ key: SecurityData.Item?, _ messages: [[UInt8]],
    _ known: [KnownKey]
  ) -> SignatureCheck.Outcome {
    guard ["Md", "LabelMataData", "LabelMetaData"].contains(item.covers ?? "") else {
      let covers = (item.covers ?? "nothing that it names").shown
      return .notChecked("it covers \(covers), and which bytes that are is not published")
    }
    guard let signature = Hexadecimal.bytes(item.value.utf8) else {
      return .notChecked("the signature is not written in hexadecimal digits")
    }
    let inside = key.flatMap { Hexadecimal.bytes($0.value.utf8) }
    // A key that is vouched for comes first; it need not stand in the label.
    for candidate in known {
      if let form = SignatureAlgorithm.form(
        item.algorithm, signature, key: candidate.bytes, messages)
      {
        return .holds(form, .known(owner: candidate.owner))
      }
    }
    guard SignatureAlgorithm.all.contains(item.algorithm) else {
      return .notChecked("the algorithm \(item.algorithm.shown) is not known here")
    }
    guard let inside else { return .notChecked("there is no key with it") }
    guard SignatureAlgorithm.isKey(inside, of: item.algorithm) else {
      return .notChecked("the key with it is none of \(item.algorithm)")
    }
    if let form = SignatureAlgorithm.form(item.algorithm, signature, key: inside, messages) {
      return .holds(form, .integrityOnly)
    }
    if messages.count > 1 {
      return .notChecked("the message that a propagator signs is not published, and no guess fits")
    }
    return .fails
  }
}

/// What an unexplained reserved code looks like.
enum ReservedCodeShape {
  static func describe(_ text: String) -> String {
    let bytes = Array(text.utf8)
    let count = bytes.count
    if bytes.first == UInt8(ascii: "{") { return "a JSON object of \(count) bytes" }
    if bytes.allSatisfy({ Hexadecimal.value($0) != nil }) { return "\(count) hexadecimal digits" }
    let base64 = bytes.allSatisfy {
      (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
        || [0x2B, 0x2F, 0x3D, 0x2D, 0x5F].contains($0)
    }
    return base64 && count % 4 == 0 ? "\(count) characters of base 64" : "\(count) bytes of text"
  }
}
