/// A manifest of a store: claim, signature, assertions (C2PA, 11.1.4).
public struct Manifest: Sendable {
  /// What kind of manifest a box is.
  public enum Kind: Hashable, Sendable {
    /// Binds the content.
    case standard
    /// Adds to an earlier manifest without touching the content.
    case update
  }

  /// The kind.
  public let kind: Kind
  /// Whether it is stored compressed.
  public let isCompressed: Bool
  /// The label, which names it in addresses.
  public let label: String
  /// The box, decompressed where it is stored compressed.
  public let box: JUMBFSuperbox
  /// What the hash of the manifest covers: of a compressed one, the compressed form.
  public let hashed: ArraySlice<UInt8>
  /// The boxes of claims; a manifest has one.
  public let claimBoxes: [JUMBFSuperbox]
  /// The box of the signature.
  public let signatureBox: JUMBFSuperbox?
  /// The assertions.
  public let assertions: [Assertion]
  /// Whether there is an assertion store at all.
  public let hasAssertionStore: Bool

  /// The first assertion of each label.
  private let places: [[UInt8]: Int]

  init(box: JUMBFSuperbox, kind: Kind, compressed: ArraySlice<UInt8>? = nil) {
    self.kind = kind
    self.isCompressed = compressed != nil
    self.label = box.label
    self.box = box
    self.hashed = compressed ?? box.payload
    let inner = box.superboxes
    claimBoxes = inner.filter {
      $0.isA(.claim) && ($0.label == "c2pa.claim.v2" || $0.label == "c2pa.claim")
    }
    signatureBox = inner.first { $0.isA(.signature) && $0.label == "c2pa.signature" }
    let store = inner.first { $0.isA(.assertionStore) && $0.label == "c2pa.assertions" }
    hasAssertionStore = store != nil
    assertions = store?.superboxes.map { Assertion($0) } ?? []
    var places: [[UInt8]: Int] = [:]
    for (place, assertion) in assertions.enumerated() {
      let label = Array(assertion.label.utf8)
      if places[label] == nil { places[label] = place }
    }
    self.places = places
  }

  /// The absolute address of something in this manifest.
  public func url(_ path: String...) -> String {
    JUMBFURI(manifest: label, path: path).text
  }

  /// The absolute address of an assertion.
  public func url(of assertion: Assertion) -> String { url("c2pa.assertions", assertion.label) }

  /// The assertion of a label, as it is written, `__1` included.
  public func assertion(_ label: String) -> Assertion? {
    places[Array(label.utf8)].map { assertions[$0] }
  }

  /// The box at a path of labels from the manifest inwards.
  public func resolve(_ path: [String]) -> JUMBFSuperbox? {
    if path.count == 2, path[0] == "c2pa.assertions" { return assertion(path[1])?.box }
    var current = box
    for label in path {
      guard
        let next = current.superboxes.first(where: { $0.label.utf8.elementsEqual(label.utf8) })
      else { return nil }
      current = next
    }
    return current
  }
}
