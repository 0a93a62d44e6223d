import Certificates
import Credentials

/// A file that is signed in the test itself: a chain of certificates, a manifest, a store.
struct SignedStore {
  let root: Certificate
  let rootKey: SigningKey
  let leaf: Certificate
  let key: SigningKey
  let content: [UInt8]

  static let start = Moment(seconds: 1_704_067_200)
  static let now = Moment(seconds: 1_767_225_600)
  static let label = "urn:c2pa:00000000-0000-4000-8000-000000000001"

  init(content: [UInt8] = Array("not much of a picture".utf8)) throws {
    let end = Moment(seconds: 2_019_686_400)
    rootKey = try SigningKey(generating: .ec(.p256))
    root = try CertificateDraft(
      .authority(pathLength: nil),
      subject: DistinguishedName(organization: "Test", commonName: "Root"),
      publicKey: rootKey.publicKey, notBefore: Self.start, notAfter: end
    ).selfSigned(by: rootKey)
    key = try SigningKey(generating: .ec(.p256))
    leaf = try CertificateDraft(
      .claimSigner, subject: DistinguishedName(organization: "Test", commonName: "Signer"),
      publicKey: key.publicKey, notBefore: Self.start, notAfter: end
    ).issued(by: root, rootKey)
    self.content = content
  }

  var validator: CredentialValidator {
    CredentialValidator(trust: Trust([.own(name: "own", anchors: [root])]))
  }

  /// The parts of a manifest that a test may change.
  struct Parts {
    var assertions: [(label: String, item: CBOR)]
    var claim: [(String, CBOR)] = []
    var protected: [CBOR.Entry]
    var unprotected: CBOR = .map([])
    var kind = JUMBFType.manifest
  }

  /// A manifest with `c2pa.created` and a data hash of the content without exclusions.
  var parts: Parts {
    let hash = DataHash(exclusions: [], alg: nil, hash: ContentHash.sha256.digest(of: content))
    let action = CBOR.map([
      ("action", .text("c2pa.created")),
      (
        "digitalSourceType",
        .text("http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia")
      ),
    ])
    return Parts(
      assertions: [
        ("c2pa.actions.v2", .map([("actions", .array([action]))])),
        ("c2pa.hash.data", hash.cbor(padding: 8)),
      ],
      protected: [
        CBOR.Entry(.integer(1), .integer(-7)),
        CBOR.Entry(.integer(33), .array([.bytes(leaf.bytes)])),
      ])
  }

  /// The store with those parts, signed.
  func store(_ parts: Parts? = nil, label: String = SignedStore.label) throws -> [UInt8] {
    JUMBFWriter.superbox(.store, label: "c2pa", contents: try manifest(parts, label: label))
  }

  /// The manifest with those parts, signed.
  func manifest(_ parts: Parts? = nil, label: String = SignedStore.label) throws -> [UInt8] {
    let parts = parts ?? self.parts
    var boxes: [UInt8] = []
    var references: [CBOR] = []
    for (name, item) in parts.assertions {
      let box = JUMBFWriter.superbox(
        .cbor, label: name, contents: JUMBFWriter.cbor(item.deterministic()))
      boxes += box
      references.append(
        HashedURI(
          url: "self#jumbf=c2pa.assertions/\(name)",
          hash: ContentHash.sha256.digest(of: box.dropFirst(8))
        ).cbor)
    }
    var fields: [(String, CBOR)] = [
      ("alg", .text("sha256")), ("instanceID", .text("xmp:iid:1")),
      ("claim_generator_info", .map([("name", .text("test"))])),
      ("signature", .text("self#jumbf=c2pa.signature")),
      ("created_assertions", .array(references)),
    ]
    for (name, value) in parts.claim {
      fields.removeAll { $0.0 == name }
      fields.append((name, value))
    }
    let claim = CBOR.map(fields).deterministic()
    let protected = CBOR(.map(parts.protected)).deterministic()
    let unsigned = COSESign1.encode(
      protected: protected, unprotected: parts.unprotected, signature: [])
    let message = try COSESign1(decoding: unsigned[...]).toBeSigned(claim[...])
    let signature = COSESign1.encode(
      protected: protected, unprotected: parts.unprotected,
      signature: try key.signature(over: message, by: .es256))
    return JUMBFWriter.superbox(
      parts.kind, label: label,
      contents: JUMBFWriter.superbox(.assertionStore, label: "c2pa.assertions", contents: boxes)
        + JUMBFWriter.superbox(.claim, label: "c2pa.claim.v2", contents: JUMBFWriter.cbor(claim))
        + JUMBFWriter.superbox(
          .signature, label: "c2pa.signature", contents: JUMBFWriter.cbor(signature)))
  }
}
