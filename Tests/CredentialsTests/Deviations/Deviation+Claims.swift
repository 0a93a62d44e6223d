import Certificates
import Credentials

extension Deviation {
  /// Deviations of the claim (C2PA, 15.6), with what is right beside them.
  static let claims: [Deviation] = [
    Deviation("nothing is wrong", .trusted, .claimSignatureValidated) { _ in },
    Deviation("no claim", .invalid, .claimMissing) { $0.claims = 0 },
    Deviation("two claims", .invalid, .claimMultiple) { $0.claims = 2 },
    Deviation("a claim of a version to come", .invalid, .claimMissing) {
      $0.claimLabel = "c2pa.claim.v9"
    },
    Deviation("a claim without instanceID", .invalid, .claimMalformed) {
      $0.fields = [("instanceID", nil)]
    },
    Deviation("a claim without signature", .invalid, .claimMalformed) {
      $0.fields = [("signature", nil)]
    },
    Deviation("a claim without created_assertions", .invalid, .claimMalformed) {
      $0.fields = [("created_assertions", nil)]
    },
    Deviation("a claim without claim_generator_info", .invalid, .claimMalformed) {
      $0.fields = [("claim_generator_info", nil)]
    },
    Deviation("claim_generator_info without name", .invalid, .claimMalformed) {
      $0.fields = [("claim_generator_info", .map([("version", .text("1"))]))]
    },
    Deviation("a claim that is a list", .invalid, .claimMalformed) {
      $0.claimBytes = CBOR.array([.integer(1)]).deterministic()
    },
    Deviation("a claim that is no CBOR", .invalid, .claimCBORInvalid) {
      $0.claimBytes = [0xBF, 0x61]
    },
    Deviation("a claim with bytes behind it", .invalid, .claimCBORInvalid) {
      $0.claimBytes = CBOR.map([("instanceID", .text("x"))]).deterministic() + [0]
    },
    Deviation("no hash algorithm anywhere", .invalid, .algorithmUnsupported) {
      $0.fields = [("alg", nil)]
    },
    Deviation("a hash algorithm that is forbidden", .invalid, .algorithmUnsupported) {
      $0.fields = [("alg", .text("sha1"))]
    },
    Deviation("the hash of an assertion by a forbidden algorithm", .invalid, .algorithmUnsupported)
    {
      $0["c2pa.actions.v2"].alg = "md5"
    },
    Deviation("the hash of an assertion by another algorithm", .trusted) {
      $0["c2pa.actions.v2"].alg = "sha512"
      $0["c2pa.actions.v2"].hash = ContentHash.sha512.digest(
        of: $0["c2pa.actions.v2"].box.dropFirst(8))
    },
    Deviation("the signature elsewhere", .invalid, .claimSignatureMissing) {
      $0.fields = [("signature", .text("self#jumbf=/c2pa/urn:c2pa:other/c2pa.signature"))]
    },
    Deviation("the signature at no address", .invalid, .claimSignatureMissing) {
      $0.fields = [("signature", .text("https://example.com/signature"))]
    },
    Deviation("no signature box", .invalid, .claimSignatureMissing) { $0.hasSignature = false },
    Deviation("an icon that is there", .trusted) { manifest in
      let icon = JUMBFWriter.file(mediaType: "image/png", [1, 2, 3])
      manifest["c2pa.icon"] = .init(
        label: "c2pa.icon",
        box: JUMBFWriter.superbox(.embeddedFile, label: "c2pa.icon", contents: icon))
      manifest.fields = [
        (
          "claim_generator_info",
          .map([("name", .text("test")), ("icon", manifest.reference(to: "c2pa.icon"))])
        )
      ]
    },
    Deviation("an icon that is not there", .invalid, .hashedURIMissing) {
      $0.fields = [icon(HashedURI(url: "self#jumbf=c2pa.assertions/c2pa.icon", hash: [1]).cbor)]
    },
    Deviation("an icon that is another", .invalid, .hashedURIMismatch) {
      $0.fields = [
        icon(HashedURI(url: "self#jumbf=c2pa.assertions/c2pa.actions.v2", hash: [1]).cbor)
      ]
    },
    Deviation("an icon without a hash", .invalid, .hashedURIMismatch) {
      $0.fields = [icon(.map([("url", .text("self#jumbf=c2pa.assertions/c2pa.actions.v2"))]))]
    },
    Deviation("an icon without an address", .invalid, .hashedURIMissing) {
      $0.fields = [icon(.map([("hash", .bytes([1]))]))]
    },
    Deviation("a claim of version 1", .trusted) {
      $0.claimLabel = "c2pa.claim"
      $0["c2pa.actions.v2"] = .cbor("c2pa.actions", .actions([.created]))
      $0.remove("c2pa.actions.v2")
    },
    Deviation(file: "two manifests of one label", .invalid, .generalError) { signed in
      var first = CraftedManifest(signed)
      first.fields = [("dc:title", .text("another"))]
      return Case(
        store: try CraftedManifest(signed).store(behind: [first.encoded()]), content: signed.content
      )
    },
  ]

  private static func icon(_ item: CBOR) -> (String, CBOR?) {
    ("claim_generator_info", .map([("name", .text("test")), ("icon", item)]))
  }
}
