import Certificates
import Credentials

extension Deviation {
  /// Deviations of actions (C2PA, 15.10.3.2.2 and 18.14.2).
  static let actions: [Deviation] = [
    Deviation("no actions", .invalid, .assertionActionMalformed) { $0.remove("c2pa.actions.v2") },
    actions("an empty list of actions", .invalid, .assertionActionMalformed) { _ in [] },
    Deviation("actions without a list", .invalid, .assertionActionMalformed) {
      $0.put("c2pa.actions.v2", .map([("a", .integer(1))]))
    },
    actions("an action without a name", .invalid, .assertionActionMalformed) { _ in
      [.created, .map([("when", .text("now"))])]
    },
    actions("neither created nor opened", .invalid, .assertionActionMalformed) { _ in
      [.action("c2pa.edited")]
    },
    actions("created as the second", .invalid, .assertionActionMalformed) { _ in
      [.action("c2pa.edited"), .created]
    },
    actions("created twice", .invalid, .assertionActionMalformed) { _ in [.created, .created] },
    actions("created without a source type", .invalid, .assertionActionMalformed) { _ in
      [.action("c2pa.created")]
    },
    Deviation("created in the second assertion", .invalid, .assertionActionMalformed) {
      $0.put("c2pa.actions.v2", .actions([.action("c2pa.edited")]))
      $0.put("c2pa.actions.v2__1", .actions([.created]))
    },
    Deviation("created in both assertions", .invalid, .assertionActionMalformed) {
      $0.put("c2pa.actions.v2__1", .actions([.created]))
    },
    Deviation("more actions in a second assertion", .trusted) {
      $0.put("c2pa.actions.v2__1", .actions([.action("c2pa.edited")]))
    },
    Deviation("actions that are gathered", .trusted) { $0["c2pa.actions.v2"].place = .gathered },
    actions("an action of one's own", .trusted) { _ in [.created, .action("org.example.did")] },
    actions("opened without an ingredient", .invalid, .assertionActionIngredientMismatch) { _ in
      [.action("c2pa.opened")]
    },
    actions("opened with an empty list", .invalid, .assertionActionIngredientMismatch) { _ in
      [.action("c2pa.opened", of: [])]
    },
    actions("opened with a component", .invalid, .assertionActionIngredientMismatch) {
      $0.put("c2pa.ingredient.v3", try part("componentOf"))
      return [.action("c2pa.opened", of: [$0.reference(to: "c2pa.ingredient.v3")])]
    },
    actions("opened with a parent", .trusted, .ingredientUnknownProvenance) {
      $0.put("c2pa.ingredient.v3", try part("parentOf"))
      return [.action("c2pa.opened", of: [$0.reference(to: "c2pa.ingredient.v3")])]
    },
    actions("opened with the parent twice", .invalid, .assertionActionIngredientMismatch) {
      $0.put("c2pa.ingredient.v3", try part("parentOf"))
      let reference = $0.reference(to: "c2pa.ingredient.v3")
      return [.action("c2pa.opened", of: [reference, reference])]
    },
    actions("opened with another hash", .invalid, .assertionActionIngredientMismatch) {
      $0.put("c2pa.ingredient.v3", try part("parentOf"))
      let url = "self#jumbf=c2pa.assertions/c2pa.ingredient.v3"
      return [.action("c2pa.opened", of: [HashedURI(url: url, hash: [1]).cbor])]
    },
    actions(
      "opened with an ingredient that is not there", .invalid, .assertionActionIngredientMismatch
    ) { _ in
      let url = "self#jumbf=c2pa.assertions/c2pa.ingredient.v3"
      return [.action("c2pa.opened", of: [HashedURI(url: url, hash: [1]).cbor])]
    },
    actions("placed without an ingredient", .invalid, .assertionActionIngredientMismatch) { _ in
      [.created, .action("c2pa.placed")]
    },
    actions("placed with a parent", .invalid, .assertionActionIngredientMismatch) {
      $0.put("c2pa.ingredient.v3", try part("parentOf"))
      return [.created, .action("c2pa.placed", of: [$0.reference(to: "c2pa.ingredient.v3")])]
    },
    actions("placed with components", .trusted) {
      $0.put("c2pa.ingredient.v3", try part("componentOf"))
      $0.put("c2pa.ingredient.v3__1", try part("componentOf"))
      return [
        .created,
        .action(
          "c2pa.placed",
          of: [
            $0.reference(to: "c2pa.ingredient.v3"), $0.reference(to: "c2pa.ingredient.v3__1"),
          ]),
      ]
    },
    actions("removed without an ingredient", .invalid, .assertionActionIngredientMismatch) { _ in
      [.created, .action("c2pa.removed")]
    },
    actions("transcoded with a component", .invalid, .assertionActionIngredientMismatch) {
      $0.put("c2pa.ingredient.v3", try part("componentOf"))
      return [.created, .action("c2pa.transcoded", of: [$0.reference(to: "c2pa.ingredient.v3")])]
    },
    actions("transcoded without an ingredient", .trusted) { _ in
      [.created, .action("c2pa.transcoded")]
    },
    actions("repackaged with a component", .invalid, .assertionActionIngredientMismatch) {
      $0.put("c2pa.ingredient.v3", try part("componentOf"))
      return [.created, .action("c2pa.repackaged", of: [$0.reference(to: "c2pa.ingredient.v3")])]
    },
    actions("redacted without an address", .invalid, .assertionActionRedactionMismatch) { _ in
      [.created, .action("c2pa.redacted", [("reason", .text("c2pa.PII.present"))])]
    },
    actions(
      "redacted with an address that leads nowhere", .invalid, .assertionActionRedactionMismatch
    ) { _ in
      let address = "self#jumbf=/c2pa/urn:c2pa:x/c2pa.assertions/c2pa.metadata"
      return [
        .created, .action("c2pa.redacted", [("parameters", .map([("redacted", .text(address))]))]),
      ]
    },
    actions("watermarked without a soft binding", .invalid, .assertionActionSoftBindingMissing) {
      _ in
      [.created, .action("c2pa.watermarked")]
    },
    actions("bound by a watermark without one", .invalid, .assertionActionSoftBindingMissing) { _ in
      [.created, .action("c2pa.watermarked.bound")]
    },
    actions("watermarked without being bound", .trusted) { _ in
      [.created, .action("c2pa.watermarked.unbound")]
    },
    actions("watermarked with a soft binding", .trusted) {
      $0.put(
        "c2pa.soft-binding",
        .map([
          ("alg", .text("com.adobe.trustmark.P")),
          (
            "blocks",
            .array([.map([("scope", .map([])), ("value", .bytes([1, 2, 3]))])])
          ), ("pad", .bytes([])),
        ]))
      return [.created, .action("c2pa.watermarked")]
    },
    actions("an agent with an icon that is not there", .invalid, .hashedURIMissing) { _ in
      [
        .created,
        .action(
          "c2pa.edited",
          [
            (
              "softwareAgent",
              .map([
                ("name", .text("a")),
                (
                  "icon",
                  HashedURI(url: "self#jumbf=c2pa.assertions/c2pa.icon", hash: [1]).cbor
                ),
              ])
            )
          ]),
      ]
    },
    Deviation("a template with an icon that is another", .invalid, .hashedURIMismatch) {
      $0.put("c2pa.icon", .map([("a", .integer(1))]))
      let template = CBOR.map([
        ("action", .text("c2pa.edited")),
        ("icon", HashedURI(url: "self#jumbf=c2pa.assertions/c2pa.icon", hash: [1]).cbor),
      ])
      $0.put(
        "c2pa.actions.v2",
        .map([("actions", .array([.created])), ("templates", .array([template]))]))
    },
    Deviation("old actions with an ingredient", .trusted) {
      $0.claimLabel = "c2pa.claim"
      $0.remove("c2pa.actions.v2")
      $0.put(
        "c2pa.ingredient",
        .map([
          ("dc:title", .text("a")), ("dc:format", .text("image/jpeg")),
          ("instanceID", .text("xmp:iid:2")), ("relationship", .text("parentOf")),
        ]))
      let reference = $0.reference(to: "c2pa.ingredient")
      $0.put(
        "c2pa.actions",
        .actions([.action("c2pa.opened", [("parameters", .map([("ingredient", reference)]))])]))
    },
  ]

  private static func actions(
    _ name: String, _ state: ValidationReport.State, _ codes: StatusCode...,
    make: @escaping @Sendable (inout CraftedManifest) throws -> [CBOR]
  ) -> Deviation {
    Deviation(file: name, state, codes: Set(codes)) { signed in
      var manifest = CraftedManifest(signed)
      let list = try make(&manifest)
      manifest.put("c2pa.actions.v2", .actions(list))
      return Case(store: try manifest.store(), content: signed.content)
    }
  }

  private static func part(_ relation: String) throws -> CBOR {
    try CraftedManifest.ingredient(relation, more: [("dc:title", .text("a part"))])
  }
}
