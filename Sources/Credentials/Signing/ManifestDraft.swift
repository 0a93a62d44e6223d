/// A manifest that is yet to be written: all but its binding and its signature.
struct ManifestDraft {
  /// An assertion as it will stand in the store.
  struct Item {
    let label: String
    /// The superbox.
    let box: [UInt8]
    let isCreated: Bool
    /// The address and the hash by which the claim names it.
    let reference: HashedURI

    init(label: String, box: [UInt8], isCreated: Bool) {
      self.label = label
      self.box = box
      self.isCreated = isCreated
      reference = HashedURI(
        url: "self#jumbf=c2pa.assertions/\(label)",
        hash: BindingDraft.algorithm.digest(of: ManifestDraft.payload(of: box)))
    }
  }

  let label: String
  let instanceID: String
  let title: String?
  let generator: CBOR
  /// The assertions but for the binding.
  var items: [Item] = []
  /// The addresses of what the claim redacts.
  var redactions: [String] = []
  /// The manifests of ingredients, each with its header.
  var earlier: [[UInt8]] = []
  /// The label of the binding.
  let bindingLabel: String?
  /// The salt of the binding.
  let bindingSalt: [UInt8]

  /// What a hash of a superbox covers: all but its header.
  static func payload(of box: [UInt8]) -> ArraySlice<UInt8> {
    box.dropFirst(box.starts(with: [0, 0, 0, 1]) ? 16 : 8)
  }

  /// The binding as an assertion; an update manifest has none.
  func bindingItem(_ binding: [UInt8]) -> Item? {
    guard let bindingLabel else { return nil }
    return Item(
      label: bindingLabel,
      box: JUMBFWriter.superbox(
        .cbor, label: bindingLabel, salt: bindingSalt, contents: JUMBFWriter.cbor(binding)),
      isCreated: true)
  }

  /// The claim (C2PA, 10.1, version 2), with a binding.
  func claim(_ binding: Item?) -> [UInt8] {
    let all = items + [binding].compactMap { $0 }
    var entries: [(String, CBOR)] = [
      ("instanceID", .text(instanceID)), ("claim_generator_info", generator),
      ("signature", .text(JUMBFURI(manifest: label, path: ["c2pa.signature"]).text)),
      ("created_assertions", .array(all.filter(\.isCreated).map(\.reference.cbor))),
      ("alg", .text(BindingDraft.algorithm.rawValue)),
    ]
    let gathered = all.filter { !$0.isCreated }.map(\.reference.cbor)
    if !gathered.isEmpty { entries.append(("gathered_assertions", .array(gathered))) }
    if let title { entries.append(("dc:title", .text(title))) }
    if !redactions.isEmpty {
      entries.append(("redacted_assertions", .array(redactions.map { .text($0) })))
    }
    return CBOR.map(entries).deterministic()
  }

  /// The store, with a binding, the box of the claim over it, and that of a signature.
  func store(_ binding: Item?, _ claim: [UInt8], _ signature: [UInt8]) -> [UInt8] {
    var assertions: [UInt8] = []
    for item in items { assertions += item.box }
    if let binding { assertions += binding.box }
    let manifest = JUMBFWriter.superbox(
      bindingLabel == nil ? .updateManifest : .manifest, label: label,
      contents: JUMBFWriter.superbox(
        .assertionStore, label: "c2pa.assertions", contents: assertions) + claim + signature)
    return JUMBFWriter.superbox(.store, label: "c2pa", contents: earlier.flatMap { $0 } + manifest)
  }
}
