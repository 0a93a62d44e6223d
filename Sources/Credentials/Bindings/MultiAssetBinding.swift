internal import Media

/// The comparison of a file with the hashes of its parts (C2PA, 15.12.5), for files that are several
/// one behind the other: motion photos, a picture with further pictures.
struct MultiAssetBinding {
  let hash: MultiAssetHash
  let manifest: Manifest
  let context: ContentBinding.Context

  /// Compares every part with the assertion that is its own.
  func check() throws(AssertionFault) {
    var end = 0
    for part in hash.parts {
      guard let range = try range(of: part) else {
        if part.isOptional { continue }
        throw AssertionFault(
          .assertionMultiAssetHashMissingPart, "a part of the file is missing")
      }
      guard range.lowerBound == end else {
        throw AssertionFault(
          .assertionMultiAssetHashMalformed, "the parts overlap, or do not cover the file")
      }
      end = range.upperBound
      try check(part, range)
    }
    guard end == context.file.source.size else {
      throw AssertionFault(
        .assertionMultiAssetHashMismatch, "the file goes on behind the parts that were signed")
    }
  }

  /// Where a part is; nil where the file does not have it.
  private func range(of part: MultiAssetHash.Part) throws(AssertionFault) -> Range<Int>? {
    switch part.location {
    case .bytes(let offset, let length):
      let range = offset..<offset + length
      return range.upperBound <= context.file.source.size ? range : nil
    case .box(let path):
      do throws(MediaError) {
        return try BMFFTree(context.file.source).boxes(at: path).first?.range
      } catch {
        throw AssertionFault(
          .assertionMultiAssetHashMismatch, "the boxes of the film cannot be read: \(error)")
      }
    }
  }

  private func check(
    _ part: MultiAssetHash.Part, _ range: Range<Int>
  ) throws(AssertionFault) {
    guard let uri = part.hash.uri, let label = uri.path.last,
      let assertion = manifest.assertion(label), let item = assertion.cbor,
      let algorithm = ContentHash(rawValue: part.hash.alg ?? context.claimAlg ?? ""),
      algorithm.digest(of: assertion.box.payload) == part.hash.hash
    else {
      throw AssertionFault(
        .assertionMultiAssetHashMalformed, "the hash of a part is not there, or another")
    }
    let file: MediaFile
    do throws(MediaError) {
      file = try MediaFile(reading: SliceSource(context.file.source, range))
    } catch {
      throw AssertionFault(
        .assertionMultiAssetHashMismatch, "a part of the file cannot be read: \(error)")
    }
    let own = ContentBinding.Context(
      assertion: assertion, url: context.url, claimAlg: context.claimAlg, file: file,
      location: StoreLocation(file, sidecar: nil), isUpdated: context.isUpdated, fragments: [])
    do throws(AssertionFault) {
      _ = try ContentBinding.compare(item, own)
    } catch {
      throw AssertionFault(.assertionMultiAssetHashMismatch, "a part: \(error.sentence)")
    }
  }
}

/// A range of a source as a source of its own.
struct SliceSource: ByteSource {
  private let base: any ByteSource
  private let range: Range<Int>

  init(_ base: any ByteSource, _ range: Range<Int>) {
    self.base = base
    self.range = range.clamped(to: 0..<max(0, base.size))
  }

  var size: Int { range.count }

  func read(
    at offset: Int, into buffer: UnsafeMutableRawBufferPointer
  ) throws(MediaError) -> Int {
    guard offset >= 0, offset < size else { return 0 }
    let count = min(buffer.count, size - offset)
    return try base.read(
      at: range.lowerBound + offset, into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<count])
    )
  }
}
