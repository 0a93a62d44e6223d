import Certificates
import Credentials

/// A change to something that is made in the test.
struct Edit<Value>: Sendable {
  let change: @Sendable (inout Value) throws -> Void

  init(_ change: @escaping @Sendable (inout Value) throws -> Void) { self.change = change }
}

extension Deviation {
  private static let parentLabel = "urn:c2pa:00000000-0000-4000-8000-0000000000aa"

  /// The manifest of a parent, which may be changed before it is signed.
  static func parent(
    _ signed: SignedStore, label: String = parentLabel,
    _ change: (inout CraftedManifest) throws -> Void = { _ in }
  ) throws -> [UInt8] {
    var manifest = CraftedManifest(signed, label: label)
    manifest["c2pa.metadata"] = .json(
      "c2pa.metadata",
      "{\"@context\": {\"dc\": \"http://purl.org/dc/elements/1.1/\"}, \"dc:title\": \"a\"}")
    try change(&manifest)
    return try manifest.encoded()
  }

  /// A store with a parent and what was made of it.
  static func family(
    _ name: String, _ state: ValidationReport.State, _ codes: StatusCode...,
    kind: JUMBFType = .manifest,
    parent: Edit<CraftedManifest> = Edit { _ in }, later: Edit<[UInt8]> = Edit { _ in },
    make: @escaping @Sendable (inout CraftedManifest, [UInt8]) throws -> Void = { _, _ in }
  ) -> Deviation {
    Deviation(file: name, state, codes: Set(codes)) { signed in
      let parent = try Self.parent(signed, parent.change)
      var manifest = CraftedManifest(signed)
      manifest.kind = kind
      if kind == .updateManifest { manifest.remove("c2pa.hash.data") }
      manifest.put("c2pa.ingredient.v3", try CraftedManifest.ingredient("parentOf", of: parent))
      try make(&manifest, parent)
      if manifest.items.contains(where: { $0.label == "c2pa.ingredient.v3" }),
        manifest["c2pa.actions.v2"].box == CraftedManifest(signed)["c2pa.actions.v2"].box
      {
        let reference = manifest.reference(to: "c2pa.ingredient.v3")
        manifest.put("c2pa.actions.v2", .actions([.action("c2pa.opened", of: [reference])]))
      }
      var left = parent
      try later.change(&left)
      return Case(store: try manifest.store(behind: [left]), content: signed.content)
    }
  }

  /// A byte of a box's content is another one.
  static func damaged(_ bytes: [UInt8], at text: String) -> [UInt8] {
    guard let place = bytes.firstRange(of: Array(text.utf8)) else { return bytes }
    var bytes = bytes
    bytes[place.upperBound - 1] ^= 1
    return bytes
  }

  /// Deviations of ingredients (C2PA, 15.11).
  static let ingredients: [Deviation] = [
    family("a parent that holds", .trusted, .ingredientManifestValidated),
    Deviation("an ingredient without a relation", .invalid, .assertionIngredientMalformed) {
      $0.put("c2pa.ingredient.v3", .map([("dc:title", .text("a"))]))
    },
    Deviation("an ingredient with an unknown relation", .invalid, .assertionIngredientMalformed) {
      $0.put("c2pa.ingredient.v3", try CraftedManifest.ingredient("childOf"))
    },
    Deviation("an ingredient in JSON", .invalid, .assertionIngredientMalformed) {
      $0["c2pa.ingredient.v3"] = .json("c2pa.ingredient.v3", "{\"relationship\": \"inputTo\"}")
    },
    Deviation("an input without a manifest", .trusted) {
      $0.put("c2pa.ingredient.v3", try CraftedManifest.ingredient("inputTo"))
    },
    Deviation("two parents", .invalid, .manifestMultipleParents) {
      $0.put("c2pa.ingredient.v3", try CraftedManifest.ingredient("parentOf"))
      $0.put("c2pa.ingredient.v3__1", try CraftedManifest.ingredient("parentOf"))
      $0.put(
        "c2pa.actions.v2",
        .actions([.action("c2pa.opened", of: [$0.reference(to: "c2pa.ingredient.v3")])]))
    },
    family("a parent without recorded results", .invalid, .assertionIngredientMalformed) {
      $0.put(
        "c2pa.ingredient.v3",
        try CraftedManifest.ingredient("parentOf", of: $1, more: [("validationResults", .null)]))
      $0.put("c2pa.actions.v2", .actions([.created]))
    },
    family("a parent with a source type beside it", .invalid, .assertionIngredientMalformed) {
      $0.put(
        "c2pa.ingredient.v3",
        try CraftedManifest.ingredient(
          "parentOf", of: $1, more: [("digitalSourceType", .text("http://example.com"))]))
      $0.put("c2pa.actions.v2", .actions([.created]))
    },
    family("a parent whose manifest is missing", .invalid, .ingredientManifestMissing) {
      $0.put(
        "c2pa.ingredient.v3",
        try CraftedManifest.ingredient(
          "parentOf", of: $1, label: "urn:c2pa:00000000-0000-4000-8000-0000000000bb"))
    },
    family(
      "a parent whose assertion was changed", .invalid, .ingredientManifestMismatch,
      .assertionHashedURIMismatch, later: Edit { $0 = damaged($0, at: "dc:title") }),
    family(
      "a parent that was broken and is known to be", .trusted,
      parent: Edit { $0["c2pa.metadata"].hash = [1] }
    ) { manifest, parent in
      let url = "self#jumbf=/c2pa/\(parentLabel)/c2pa.assertions/c2pa.metadata"
      let failure = CBOR.map([
        ("code", .text("assertion.hashedURI.mismatch")), ("url", .text(url)),
      ])
      manifest.put(
        "c2pa.ingredient.v3",
        try CraftedManifest.ingredient(
          "parentOf", of: parent,
          more: [
            (
              "validationResults",
              .map([
                (
                  "activeManifest",
                  .map([
                    ("success", .array([])), ("informational", .array([])),
                    ("failure", .array([failure])),
                  ])
                )
              ])
            )
          ]))
    },
    family(
      "a parent that is broken and is not known to be", .invalid, .assertionHashedURIMismatch,
      parent: Edit { $0["c2pa.metadata"].hash = [1] }),
    family(
      "a parent without its claim", .invalid, .claimMissing, parent: Edit { $0.claims = 0 }),
    family(
      "a parent whose signature does not hold", .wellFormed, .claimSignatureMismatch,
      parent: Edit { $0.damagesSignature = true }),
    family(
      "a parent with two bindings", .invalid, .assertionMultipleHardBindings,
      parent: Edit { $0.put("c2pa.hash.data__1", hash($0, [:])) }),
    family(
      "a parent of another picture", .trusted, .ingredientManifestValidated,
      parent: Edit {
        $0.put("c2pa.hash.data", hash($0, ["hash": .bytes([UInt8](repeating: 1, count: 32))]))
      }
    ),
    family("an ingredient of version 2", .trusted, .ingredientManifestValidated) {
      manifest, parent in
      let box = try JUMBFSuperbox(decoding: parent[...])
      let uri = HashedURI(
        url: "self#jumbf=/c2pa/\(box.label)", hash: ContentHash.sha256.digest(of: box.payload))
      manifest.remove("c2pa.ingredient.v3")
      manifest.put(
        "c2pa.ingredient.v2",
        .map([
          ("dc:title", .text("a")), ("dc:format", .text("image/jpeg")),
          ("relationship", .text("parentOf")), ("c2pa_manifest", uri.cbor),
        ]))
      manifest.put(
        "c2pa.actions.v2",
        .actions([.action("c2pa.opened", of: [manifest.reference(to: "c2pa.ingredient.v2")])]))
    },
    Deviation("a manifest that nobody refers to", .trusted) { _ in },
    Deviation("a thumbnail of an ingredient that is not there", .invalid, .hashedURIMissing) {
      let uri = HashedURI(url: "self#jumbf=c2pa.assertions/c2pa.thumbnail.ingredient", hash: [1])
      $0.put(
        "c2pa.ingredient.v3",
        try CraftedManifest.ingredient("inputTo", more: [("thumbnail", uri.cbor)]))
    },
  ]

  /// Deviations of update and compressed manifests (C2PA, 11.2.3 and 15.10.1.3).
  static let updates: [Deviation] = [
    family("an update", .trusted, .assertionDataHashMatch, kind: .updateManifest),
    family("an update without actions", .trusted, kind: .updateManifest) { manifest, _ in
      manifest.remove("c2pa.actions.v2")
    },
    family(
      "an update that changes the content", .invalid, .manifestUpdateInvalid, kind: .updateManifest
    ) { manifest, _ in
      let reference = manifest.reference(to: "c2pa.ingredient.v3")
      manifest.put(
        "c2pa.actions.v2",
        .actions([.action("c2pa.opened", of: [reference]), .action("c2pa.cropped")]))
    },
    family("an update with a binding", .invalid, .manifestUpdateInvalid, kind: .updateManifest) {
      manifest, _ in
      manifest.put("c2pa.hash.data", hash(manifest, [:]))
    },
    family("an update with a thumbnail", .invalid, .manifestUpdateInvalid, kind: .updateManifest) {
      manifest, _ in
      manifest.put("c2pa.thumbnail.claim", .map([]))
    },
    family("an update with parts", .invalid, .manifestUpdateInvalid, kind: .updateManifest) {
      manifest, _ in
      manifest.put("c2pa.hash.multi-asset", .map([("parts", .array([]))]))
    },
    family(
      "an update with actions as cloud data", .invalid, .assertionCloudDataActions,
      kind: .updateManifest
    ) { manifest, _ in
      manifest.put("c2pa.cloud-data", cloud("c2pa.actions"))
    },
    family(
      "an update of a component", .invalid, .manifestUpdateWrongParents, .claimHardBindingsMissing,
      kind: .updateManifest
    ) { manifest, parent in
      manifest.put(
        "c2pa.ingredient.v3", try CraftedManifest.ingredient("componentOf", of: parent))
      manifest.put("c2pa.actions.v2", .actions([.action("c2pa.published")]))
    },
    family(
      "an update of two", .invalid, .manifestUpdateWrongParents, kind: .updateManifest
    ) { manifest, parent in
      manifest.put(
        "c2pa.ingredient.v3__1", try CraftedManifest.ingredient("componentOf", of: parent))
    },
    family(
      "an update of nothing", .invalid, .manifestUpdateWrongParents, .claimHardBindingsMissing,
      kind: .updateManifest
    ) { manifest, _ in
      manifest.remove("c2pa.ingredient.v3")
      manifest.put("c2pa.actions.v2", .actions([.action("c2pa.published")]))
    },
    family(
      "an update of a picture that was changed", .invalid, .assertionDataHashMismatch,
      kind: .updateManifest,
      parent: Edit {
        $0.put("c2pa.hash.data", hash($0, ["hash": .bytes([UInt8](repeating: 1, count: 32))]))
      }
    ),
    Deviation(file: "a compressed manifest that is none", .invalid, .manifestCompressedInvalid) {
      signed in
      let brob = [0, 0, 0, 12] + Array("brob".utf8) + [1, 2, 3, 4]
      return Case(
        store: JUMBFWriter.superbox(
          .store, label: "c2pa",
          contents: JUMBFWriter.superbox(
            .compressedManifest, label: SignedStore.label, contents: brob)),
        content: signed.content)
    },
  ]

  /// Deviations of redaction (C2PA, 6.8 and 15.11.3.3.1).
  static let redactions: [Deviation] = [
    redacted("a redaction that leaves the box", .trusted, .ingredientClaimSignatureValidated) {
      try without("c2pa.metadata", in: $0, mark: true)
    },
    redacted("a redaction that takes the box away", .trusted, .ingredientClaimSignatureValidated) {
      try without("c2pa.metadata", in: $0, mark: false)
    },
    redacted("a redaction that was not carried out", .invalid, .assertionNotRedacted) { $0 },
    redacted("a redaction of actions", .invalid, .assertionActionRedacted, of: "c2pa.actions.v2") {
      try without("c2pa.actions.v2", in: $0, mark: true)
    },
    redacted(
      "a redaction of the binding", .invalid, .assertionHardBindingRedacted, of: "c2pa.hash.data"
    ) {
      try without("c2pa.hash.data", in: $0, mark: true)
    },
    redacted(
      "a redaction of an assertion, and another that is gone", .invalid, .assertionMissing,
      .ingredientClaimSignatureValidated, of: "org.example.note"
    ) {
      try without("c2pa.metadata", in: $0, mark: false)
    },
    redacted(
      "a redaction without a recorded signature", .invalid, .ingredientClaimSignatureMissing,
      ingredient: [("claimSignature", .null)]
    ) {
      try without("c2pa.metadata", in: $0, mark: true)
    },
    redacted(
      "a redaction of a parent with another signature", .invalid,
      .ingredientClaimSignatureMismatch, signature: [1, 2, 3]
    ) {
      try without("c2pa.metadata", in: $0, mark: true)
    },
    Deviation("a redaction of one's own", .invalid, .assertionSelfRedacted) {
      $0.fields = [
        ("redacted_assertions", .array([.text("self#jumbf=c2pa.assertions/c2pa.metadata")]))
      ]
    },
    family(
      "an assertion that is gone and was not redacted", .invalid, .ingredientManifestMismatch,
      .assertionMissing, later: Edit { $0 = try without("c2pa.metadata", in: $0, mark: false) }),
  ]

  private static func redacted(
    _ name: String, _ state: ValidationReport.State, _ codes: StatusCode...,
    of label: String = "c2pa.metadata", signature: [UInt8]? = nil,
    ingredient: [(String, CBOR)] = [],
    later: @escaping @Sendable ([UInt8]) throws -> [UInt8]
  ) -> Deviation {
    Deviation(file: name, state, codes: Set(codes)) { signed in
      let parent = try Self.parent(signed) {
        if label == "org.example.note" { $0.put(label, .map([])) }
      }
      var manifest = CraftedManifest(signed)
      let address = "self#jumbf=/c2pa/\(parentLabel)/c2pa.assertions/\(label)"
      manifest.fields = [("redacted_assertions", .array([.text(address)]))]
      manifest.put(
        "c2pa.ingredient.v3",
        try CraftedManifest.ingredient(
          "parentOf", of: parent, signature: signature, more: ingredient))
      manifest.put(
        "c2pa.actions.v2",
        .actions([
          .action("c2pa.opened", of: [manifest.reference(to: "c2pa.ingredient.v3")]),
          .action("c2pa.redacted", [("parameters", .map([("redacted", .text(address))]))]),
        ]))
      var left = try later(parent)
      if label == "org.example.note" { left = try without(label, in: left, mark: true) }
      return Case(store: try manifest.store(behind: [left]), content: signed.content)
    }
  }

  /// A manifest whose assertion was redacted: the mark in its place, or nothing.
  private static func without(
    _ label: String, in manifest: [UInt8], mark: Bool
  ) throws -> [UInt8] {
    let box = try JUMBFSuperbox(decoding: manifest[...])
    var contents: [UInt8] = []
    for inner in box.superboxes {
      guard inner.label == "c2pa.assertions" else {
        contents += inner.encoded
        continue
      }
      var left: [UInt8] = []
      for assertion in inner.superboxes {
        if assertion.label != label {
          left += assertion.encoded
        } else if mark {
          left += CraftedManifest.Item.redacted(label).box
        }
      }
      contents += JUMBFWriter.superbox(.assertionStore, label: "c2pa.assertions", contents: left)
    }
    return JUMBFWriter.superbox(box.description.type, label: box.label, contents: contents)
  }
}
