/// A manifest with those that went into it, for showing.
public struct ManifestTree: Sendable {
  /// The manifest; nil for an ingredient that came without one, or whose manifest is not there.
  public let manifest: Manifest?
  /// The title of the asset.
  public let title: String?
  /// How it went into the one above; nil for the active one.
  public let relationship: IngredientAssertion.Relationship?
  /// Who signed it.
  public let signer: Signer?
  /// What went into it.
  public let ingredients: [ManifestTree]

  /// How deep a tree is shown.
  static let depthLimit = 64
  /// The most nodes that are shown.
  static let nodeLimit = 2_000
}

extension ValidationReport {
  /// The active manifest with its ingredients; nil where there is none.
  ///
  /// A manifest that goes into several others stands under each; one that goes into itself, or lies
  /// too deep, is left out.
  public func tree() -> ManifestTree? {
    guard let store, let active = store.active else { return nil }
    var nodes = 0
    return tree(active, nil, nil, in: store, path: [], nodes: &nodes)
  }

  // Recursion is bounded by the depth limit.
  private func tree(
    _ manifest: Manifest, _ title: String?, _ relationship: IngredientAssertion.Relationship?,
    in store: ManifestStore, path: [String], nodes: inout Int
  ) -> ManifestTree {
    nodes += 1
    var children: [ManifestTree] = []
    let claim = manifest.claimBoxes.first.flatMap { try? Claim($0) }
    let inner = path + [manifest.label]
    for assertion in manifest.assertions where assertion.isIngredient {
      guard nodes < ManifestTree.nodeLimit, inner.count < ManifestTree.depthLimit,
        let item = assertion.cbor,
        let ingredient = try? IngredientAssertion(item, name: assertion.name)
      else { continue }
      if let label = ingredient.manifest?.uri?.manifest, let next = store.manifest(label),
        !inner.contains(where: { $0.utf8.elementsEqual(label.utf8) })
      {
        children.append(
          tree(
            next, ingredient.title, ingredient.relationship, in: store, path: inner, nodes: &nodes))
      } else {
        nodes += 1
        children.append(
          ManifestTree(
            manifest: nil, title: ingredient.title, relationship: ingredient.relationship,
            signer: nil, ingredients: []))
      }
    }
    let place = store.manifests.firstIndex { $0.label.utf8.elementsEqual(manifest.label.utf8) }
    return ManifestTree(
      manifest: manifest, title: claim?.title ?? title, relationship: relationship,
      signer: place.flatMap { $0 < signers.count ? signers[$0] : nil }, ingredients: children)
  }
}
