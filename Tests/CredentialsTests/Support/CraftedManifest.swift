import Certificates
import Credentials

/// A manifest that is put together piece by piece in the test, so that any piece can be wrong, and
/// signed for all that.
struct CraftedManifest {
  /// One assertion: its box, and how the claim names it.
  struct Item {
    enum Place { case created, gathered, nowhere }
    var label: String
    var box: [UInt8]
    var place = Place.created
    /// What the claim says in its place.
    var url: String?
    var hash: [UInt8]?
    var alg: String?
    /// Whether the box is in the assertion store.
    var isThere = true
  }

  var label: String
  var kind = JUMBFType.manifest
  var items: [Item]
  /// Fields of the claim beyond the usual ones; nil takes one away.
  var fields: [(String, CBOR?)] = []
  var claimLabel = "c2pa.claim.v2"
  /// The claim's bytes, whatever they are.
  var claimBytes: [UInt8]?
  var claims = 1
  var hasSignature = true
  /// The content of the signature box.
  var signatureBytes: [UInt8]?
  var damagesSignature = false
  var protected: [CBOR.Entry]
  var unprotected: CBOR = .map([])
  var key: SigningKey
  /// Boxes behind the others.
  var more: [UInt8] = []
  /// Makes the unprotected header from the header and the signature, for time-stamps.
  var stamp: ((COSESign1) throws -> CBOR)?

  /// A manifest with `c2pa.created` and a data hash of the whole content.
  init(_ signed: SignedStore, label: String = SignedStore.label) {
    self.label = label
    key = signed.key
    protected = [
      CBOR.Entry(.integer(1), .integer(-7)),
      CBOR.Entry(.integer(33), .array([.bytes(signed.leaf.bytes)])),
    ]
    items = [
      .cbor("c2pa.actions.v2", .actions([.created])),
      .cbor(
        "c2pa.hash.data",
        DataHash(exclusions: [], alg: nil, hash: ContentHash.sha256.digest(of: signed.content))
          .cbor(padding: 8)),
    ]
  }

  /// The place of an item.
  subscript(label: String) -> Item {
    get { items.first { $0.label == label } ?? .cbor(label, .null) }
    set {
      if let place = items.firstIndex(where: { $0.label == label }) {
        items[place] = newValue
      } else {
        items.append(newValue)
      }
    }
  }

  /// Puts an assertion of CBOR in, or another in its place.
  mutating func put(_ label: String, _ item: CBOR, _ place: Item.Place = .created) {
    self[label] = .cbor(label, item)
    self[label].place = place
  }

  /// Takes an assertion out.
  mutating func remove(_ label: String) { items.removeAll { $0.label == label } }

  /// The manifest's superbox.
  func encoded() throws -> [UInt8] {
    let boxes = items.filter(\.isThere).flatMap(\.box)
    var claimBox: [UInt8] = []
    let claim = claimBytes ?? self.claim()
    for _ in 0..<claims {
      claimBox += JUMBFWriter.superbox(
        .claim, label: claimLabel, contents: JUMBFWriter.cbor(claim))
    }
    let signature =
      hasSignature
      ? JUMBFWriter.superbox(
        .signature, label: "c2pa.signature",
        contents: JUMBFWriter.cbor(try signatureBytes ?? sign(claim))) : []
    return JUMBFWriter.superbox(
      kind, label: label,
      contents: JUMBFWriter.superbox(.assertionStore, label: "c2pa.assertions", contents: boxes)
        + claimBox + signature + more)
  }

  /// A store with this manifest behind others.
  func store(behind others: [[UInt8]] = []) throws -> [UInt8] {
    JUMBFWriter.superbox(
      .store, label: "c2pa", contents: others.flatMap { $0 } + (try encoded()))
  }

  private func claim() -> [UInt8] {
    func list(_ place: Item.Place) -> CBOR {
      .array(
        items.filter { $0.place == place }.map { item in
          HashedURI(
            url: item.url ?? "self#jumbf=c2pa.assertions/\(item.label)",
            hash: item.hash ?? ContentHash.sha256.digest(of: item.box.dropFirst(8)), alg: item.alg
          ).cbor
        })
    }
    let isFirst = claimLabel == "c2pa.claim"
    var map: [(String, CBOR)] = [
      ("alg", .text("sha256")), ("instanceID", .text("xmp:iid:1")),
      ("signature", .text("self#jumbf=c2pa.signature")),
      (isFirst ? "assertions" : "created_assertions", list(.created)),
    ]
    if isFirst {
      map += [("claim_generator", .text("test/1")), ("dc:format", .text("image/jpeg"))]
    } else {
      map.append(("claim_generator_info", .map([("name", .text("test"))])))
    }
    if items.contains(where: { $0.place == .gathered }) {
      map.append(("gathered_assertions", list(.gathered)))
    }
    for (name, value) in fields {
      map.removeAll { $0.0 == name }
      if let value { map.append((name, value)) }
    }
    return CBOR.map(map).deterministic()
  }

  private func sign(_ claim: [UInt8]) throws -> [UInt8] {
    let header = CBOR(.map(protected)).deterministic()
    let unsigned = COSESign1.encode(protected: header, unprotected: unprotected, signature: [])
    let message = try COSESign1(decoding: unsigned[...]).toBeSigned(claim[...])
    var signature = try key.signature(over: message, by: .es256)
    if damagesSignature { signature[5] ^= 1 }
    let signed = COSESign1.encode(
      protected: header, unprotected: unprotected, signature: signature)
    guard let stamp else { return signed }
    return COSESign1.encode(
      protected: header, unprotected: try stamp(COSESign1(decoding: signed[...])),
      signature: signature)
  }

  /// An ingredient assertion of version 3 for another manifest.
  static func ingredient(
    _ relation: String, of manifest: [UInt8]? = nil, label: String = "", recorded: [String] = [],
    signature: [UInt8]? = nil, more: [(String, CBOR)] = []
  ) throws -> CBOR {
    var map: [(String, CBOR)] = [("relationship", .text(relation))]
    if let manifest {
      let box = try JUMBFSuperbox(decoding: manifest[...])
      let inner = box.superboxes.first { $0.label == "c2pa.signature" }
      let url = "self#jumbf=/c2pa/\(label.isEmpty ? box.label : label)"
      let failures = recorded.map { CBOR.map([("code", .text($0)), ("url", .text(url))]) }
      map += [
        (
          "activeManifest",
          HashedURI(url: url, hash: ContentHash.sha256.digest(of: box.payload)).cbor
        ),
        (
          "claimSignature",
          HashedURI(
            url: url + "/c2pa.signature",
            hash: signature ?? ContentHash.sha256.digest(of: inner?.payload ?? [])
          ).cbor
        ),
        (
          "validationResults",
          .map([
            (
              "activeManifest",
              .map([
                ("success", .array([])), ("informational", .array([])),
                ("failure", .array(failures)),
              ])
            )
          ])
        ),
      ]
    }
    for (name, value) in more {
      map.removeAll { $0.0 == name }
      if value.isNull { continue }
      map.append((name, value))
    }
    return .map(map)
  }

  /// A hashed URI to an assertion that is in the manifest.
  func reference(to label: String) -> CBOR {
    HashedURI(
      url: "self#jumbf=c2pa.assertions/\(label)",
      hash: ContentHash.sha256.digest(of: self[label].box.dropFirst(8))
    ).cbor
  }
}

extension CraftedManifest.Item {
  /// An assertion of CBOR.
  static func cbor(_ label: String, _ item: CBOR) -> Self {
    raw(label, item.deterministic())
  }

  /// A box of CBOR with any bytes.
  static func raw(_ label: String, _ bytes: [UInt8]) -> Self {
    Self(
      label: label,
      box: JUMBFWriter.superbox(.cbor, label: label, contents: JUMBFWriter.cbor(bytes)))
  }

  /// An assertion of JSON with any bytes.
  static func json(_ label: String, _ text: String) -> Self {
    Self(
      label: label,
      box: JUMBFWriter.superbox(
        .json, label: label, contents: JUMBFWriter.json(Array(text.utf8))))
  }

  /// An assertion in whose place stands the mark of redaction.
  static func redacted(_ label: String) -> Self {
    let id: [UInt8] = [
      0xCA, 0xA9, 0x8E, 0xEE, 0x9D, 0x4D, 0xF8, 0x0E, 0x86, 0xAD, 0x4D, 0xFF, 0xCA, 0x26, 0x39,
      0x73, 0, 0, 0, 0,
    ]
    let box = [0, 0, 0, UInt8(id.count + 8)] + Array("uuid".utf8) + id
    return Self(label: label, box: JUMBFWriter.superbox(.uuid, label: label, contents: box))
  }
}

extension CBOR {
  /// The action with which a generated picture begins.
  static let created = CBOR.action(
    "c2pa.created",
    [
      (
        "digitalSourceType",
        .text("http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia")
      )
    ])

  /// An action.
  static func action(_ name: String, _ fields: [(String, CBOR)] = []) -> CBOR {
    .map([("action", .text(name))] + fields)
  }

  /// An action with ingredients.
  static func action(_ name: String, of ingredients: [CBOR]) -> CBOR {
    action(name, [("parameters", .map([("ingredients", .array(ingredients))]))])
  }

  /// What an assertion of actions has in it.
  static func actions(_ list: [CBOR]) -> CBOR { .map([("actions", .array(list))]) }
}
