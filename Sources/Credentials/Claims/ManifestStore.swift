/// A manifest store as it was found: its manifests, the active one last (C2PA, 11.1.4.2).
public struct ManifestStore: Sendable {
  /// The bytes: the outer boxes with whatever follows each.
  ///
  /// It is more than one only in a film that
  /// has an `original` and an `update` box.
  public let stores: [[UInt8]]
  /// The manifests in their order; the last is the active one.
  public let manifests: [Manifest]
  /// What could not be read as a manifest, and why.
  public let faults: [ValidationStatus]

  /// The most manifests of one store.
  static let manifestLimit = 2_000

  private let places: [[UInt8]: Int]

  /// Reads a store.
  ///
  /// - Throws: ``JUMBFError`` where the boxes cannot be read. What is wrong within a manifest is in
  ///   ``faults``.
  public init(decoding bytes: [UInt8]) throws(JUMBFError) {
    try self.init(decoding: [bytes])
  }

  /// Reads stores that belong together, the active one last.
  ///
  /// - Throws: ``JUMBFError`` where the boxes of one cannot be read.
  public init(decoding stores: [[UInt8]]) throws(JUMBFError) {
    var boxes: [JUMBFSuperbox] = []
    var isStore = true
    for bytes in stores {
      let root = try JUMBFSuperbox(decoding: bytes[...])
      isStore = isStore && root.isA(.store) && root.label == "c2pa"
      boxes += root.superboxes
    }
    var manifests: [Manifest] = []
    var faults: [ValidationStatus] = []
    var places: [[UInt8]: Int] = [:]
    if !isStore {
      faults.append(
        ValidationStatus(.generalError, nil, "the outer box is no manifest store"))
    }
    for box in boxes {
      let uri = JUMBFURI(manifest: box.label, path: []).text
      let manifest: Manifest
      switch box.description.type {
      case .manifest: manifest = Manifest(box: box, kind: .standard)
      case .updateManifest: manifest = Manifest(box: box, kind: .update)
      case .compressedManifest:
        do throws(ManifestCompression.Fault) {
          manifest = try ManifestCompression.manifest(in: box)
        } catch {
          faults.append(ValidationStatus(.manifestCompressedInvalid, uri, error.sentence))
          continue
        }
      default: continue
      }
      guard manifests.count < ManifestStore.manifestLimit else {
        faults.append(
          ValidationStatus(
            .generalError, uri, "the store has more than \(ManifestStore.manifestLimit) manifests"))
        break
      }
      if places.updateValue(manifests.count, forKey: Array(manifest.label.utf8)) != nil {
        faults.append(
          ValidationStatus(.generalError, uri, "two manifests of the store have this label"))
      }
      manifests.append(manifest)
    }
    self.stores = stores
    self.manifests = manifests
    self.faults = faults
    self.places = places
  }

  /// The active manifest.
  public var active: Manifest? { manifests.last }

  /// The manifest of a label.
  public func manifest(_ label: String) -> Manifest? {
    places[Array(label.utf8)].map { manifests[$0] }
  }

  /// The manifest that an address in `current` leads to or into.
  func manifest(of uri: JUMBFURI, in current: Manifest) -> Manifest? {
    guard let label = uri.manifest else { return current }
    return label.utf8.elementsEqual(current.label.utf8) ? current : manifest(label)
  }

  /// The box at an address in `current`.
  func resolve(_ uri: JUMBFURI, in current: Manifest) -> JUMBFSuperbox? {
    manifest(of: uri, in: current)?.resolve(uri.path)
  }
}
