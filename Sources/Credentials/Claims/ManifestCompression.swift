/// Manifests that are stored compressed (C2PA, 11.1.4.6).
enum ManifestCompression {
  /// The most bytes that a compressed manifest may unfold to.
  static let limit = 32 << 20

  /// Why a compressed manifest could not be read.
  struct Fault: Error {
    let sentence: String
  }

  /// Unfolds the manifest in a box of the type `c2cm`.
  static func manifest(in box: JUMBFSuperbox) throws(Fault) -> Manifest {
    let inner = box.boxes.filter { $0.type == BoxType.brotli }
    guard let compressed = inner.first, inner.count == 1 else {
      throw Fault(sentence: "a compressed manifest has one brob box, and this has \(inner.count)")
    }
    let unfolded: [UInt8]
    do throws(BrotliError) {
      unfolded = try Brotli.decode(compressed.payload, limit: limit)
    } catch {
      throw Fault(sentence: "the compressed manifest cannot be unfolded: \(error)")
    }
    let manifest: JUMBFSuperbox
    do throws(JUMBFError) { manifest = try JUMBFSuperbox(decoding: unfolded[...]) } catch {
      throw Fault(sentence: "the compressed manifest has no box in it: \(error)")
    }
    let kind: Manifest.Kind
    switch manifest.description.type {
    case .manifest: kind = .standard
    case .updateManifest: kind = .update
    default: throw Fault(sentence: "the compressed manifest has no manifest in it")
    }
    guard manifest.label.utf8.elementsEqual(box.label.utf8) else {
      throw Fault(sentence: "the compressed manifest has another label than the box around it")
    }
    return Manifest(box: manifest, kind: kind, compressed: box.payload)
  }
}
