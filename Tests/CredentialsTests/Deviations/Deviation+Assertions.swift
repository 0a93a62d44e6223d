import Certificates
import Credentials

extension Deviation {
  /// Deviations of assertions (C2PA, 15.10.3).
  static let assertions: [Deviation] = [
    Deviation("an assertion that is not in the claim", .invalid, .assertionUndeclared) {
      $0.put("org.example.note", .map([("a", .integer(1))]), .nowhere)
    },
    Deviation("an assertion that is only in the claim", .invalid, .assertionMissing) {
      $0.put("org.example.note", .map([("a", .integer(1))]))
      $0["org.example.note"].isThere = false
    },
    Deviation("an assertion of another manifest", .invalid, .assertionOutsideManifest) {
      $0.put("org.example.note", .map([("a", .integer(1))]), .nowhere)
      $0["org.example.note"].isThere = false
      $0["org.example.other"] = .cbor("org.example.other", .map([]))
      $0["org.example.other"].isThere = false
      $0["org.example.other"].url =
        "self#jumbf=/c2pa/urn:c2pa:00000000-0000-4000-8000-000000000009/c2pa.assertions/x"
    },
    Deviation("an assertion at no address", .invalid, .assertionMissing) {
      $0["org.example.other"] = .cbor("org.example.other", .map([]))
      $0["org.example.other"].isThere = false
      $0["org.example.other"].url = "https://example.com/assertion"
    },
    Deviation("an assertion that was changed", .invalid, .assertionHashedURIMismatch) {
      $0.put("org.example.note", .map([("a", .integer(1))]))
      $0["org.example.note"].hash = [UInt8](repeating: 7, count: 32)
    },
    Deviation("an assertion that is gathered", .trusted, .assertionHashedURIMatch) {
      $0.put("org.example.note", .map([("a", .integer(1))]), .gathered)
    },
    Deviation("an assertion by its whole address", .trusted) {
      $0["c2pa.actions.v2"].url =
        "self#jumbf=/c2pa/\(SignedStore.label)/c2pa.assertions/c2pa.actions.v2"
    },
    Deviation("a standard assertion that is no CBOR", .invalid, .assertionCBORInvalid) {
      $0["c2pa.soft-binding"] = .raw("c2pa.soft-binding", [0xBF, 0x61])
    },
    Deviation("a standard assertion that is no JSON", .invalid, .assertionJSONInvalid) {
      $0["c2pa.metadata"] = .json("c2pa.metadata", "{\"a\": ")
    },
    Deviation("metadata with fields that are allowed", .trusted) {
      $0["c2pa.metadata"] = .json(
        "c2pa.metadata",
        "{\"@context\": {\"exif\": \"http://ns.adobe.com/exif/1.0/\"}, \"exif:GPSVersionID\": \"2\"}"
      )
    },
    Deviation("metadata with other fields", .trusted) {
      $0["c2pa.metadata"] = .json(
        "c2pa.metadata", "{\"@context\": {\"x\": \"http://example.com/x\"}, \"x:y\": 1}")
    },
    Deviation("metadata that are no object", .invalid, .assertionJSONInvalid) {
      $0["c2pa.metadata"] = .json("c2pa.metadata", "[1]")
    },
    Deviation("cloud data", .trusted) { $0.put("c2pa.cloud-data", cloud("stds.exif")) },
    Deviation("cloud data without its size", .invalid, .assertionCloudDataMalformed) {
      $0.put("c2pa.cloud-data", cloud("stds.exif", without: "size"))
    },
    Deviation("cloud data without its label", .invalid, .assertionCloudDataMalformed) {
      $0.put("c2pa.cloud-data", cloud("stds.exif", without: "label"))
    },
    Deviation("cloud data without its place", .invalid, .assertionCloudDataMalformed) {
      $0.put("c2pa.cloud-data", cloud("stds.exif", without: "location"))
    },
    Deviation("cloud data without its type", .invalid, .assertionCloudDataMalformed) {
      $0.put("c2pa.cloud-data", cloud("stds.exif", without: "content_type"))
    },
    Deviation("a binding as cloud data", .invalid, .assertionCloudDataHardBinding) {
      $0.put("c2pa.cloud-data", cloud("c2pa.hash.data"))
    },
    Deviation("actions as cloud data", .trusted) {
      $0.put("c2pa.cloud-data", cloud("c2pa.actions"))
    },
    Deviation("an external reference that is gathered", .trusted) {
      $0.put("c2pa.external-reference", .map([("location", location)]), .gathered)
    },
    Deviation(
      "an external reference that is created", .invalid, .assertionExternalReferenceCreated
    ) {
      $0.put("c2pa.external-reference", .map([("location", location)]))
    },
    Deviation(
      "an external reference to nowhere", .invalid, .assertionExternalReferenceMalformed
    ) {
      $0.put("c2pa.external-reference", .map([]), .gathered)
    },
    Deviation("an empty assertion of time-stamps", .invalid, .assertionTimestampMalformed) {
      $0.put("c2pa.time-stamp", .map([]))
    },
    Deviation("an assertion of time-stamps that is a list", .invalid, .assertionTimestampMalformed)
    {
      $0.put("c2pa.time-stamp", .array([.integer(1)]))
    },
    Deviation("a reference within an assertion", .invalid, .hashedURIMismatch) {
      $0.put(
        "c2pa.asset-type.v2",
        .map([
          (
            "data",
            HashedURI(url: "self#jumbf=c2pa.assertions/c2pa.actions.v2", hash: [1, 2]).cbor
          )
        ]))
    },
    Deviation("a reference within metadata about an assertion", .trusted) {
      $0.put(
        "c2pa.asset-type.v2",
        .map([
          (
            "metadata",
            .map([
              (
                "reference",
                HashedURI(url: "self#jumbf=c2pa.assertions/c2pa.actions.v2", hash: [1, 2]).cbor
              )
            ])
          )
        ]))
    },
    Deviation("two assertions of one label", .invalid, .assertionUndeclared) {
      $0.put("org.example.note", .map([("a", .integer(1))]))
      $0.items.append($0["org.example.note"])
      $0.items[$0.items.count - 1].place = .nowhere
    },
    Deviation(
      "an alternative without its part", .invalid,
      .assertionAlternativeContentRepresentationMalformed
    ) {
      $0.put(
        "c2pa.alternative-content-representation", .map([("multiAssetPartIndex", .integer(0))]))
    },
    Deviation(
      "an alternative that is two", .invalid, .assertionAlternativeContentRepresentationMalformed
    ) {
      $0.put(
        "c2pa.alternative-content-representation",
        .map([
          ("multiAssetPartIndex", .integer(0)),
          ("embeddedOriginalPreservationImage", $0.reference(to: "c2pa.actions.v2")),
        ]))
    },
    Deviation(
      "an alternative that is kept", .trusted, .assertionAlternativeContentRepresentationMatch
    ) {
      $0.put("c2pa.embedded-data", .map([("a", .integer(1))]))
      $0.put(
        "c2pa.alternative-content-representation",
        .map([("embeddedOriginalPreservationImage", $0.reference(to: "c2pa.embedded-data"))]))
    },
  ]

  private static let location = CBOR.map([
    ("url", .text("https://example.com/a")), ("alg", .text("sha256")),
    ("hash", .bytes([UInt8](repeating: 1, count: 32))),
  ])

  static func cloud(_ label: String, without: String? = nil) -> CBOR {
    let fields: [(String, CBOR)] = [
      ("label", .text(label)), ("size", .integer(10)), ("location", location),
      ("content_type", .text("application/json")),
    ]
    return .map(fields.filter { $0.0 != without })
  }
}
