internal import Media

/// The comparison of a file with the hashes of its parts (C2PA, 15.12.4), for files that are several
/// one behind the other: motion photos, a picture with further pictures.
struct MultiAssetBinding {
  let hash: MultiAssetHash
  let manifest: Manifest
  let context: ContentBinding.Context

  /// Compares every part with the assertion that is its own.
  func check() throws(AssertionFault) {
    var end = 0
    for part in hash.parts {
      guard let place = try place(of: part) else {
        if part.isOptional { continue }
        throw AssertionFault(
          .assertionMultiAssetHashMissingPart, "a part of the file is missing")
      }
      // The header of a box may belong to the part before it.
      guard place.extent.lowerBound == end || place.content.lowerBound == end else {
        throw AssertionFault(
          .assertionMultiAssetHashMalformed, "the parts overlap, or do not cover the file")
      }
      guard place.content.upperBound <= context.file.source.size else {
        throw AssertionFault(
          .assertionMultiAssetHashMismatch, "a part of the file is cut off")
      }
      end = place.content.upperBound
      try check(part, place.content)
    }
    guard end == context.file.source.size else {
      throw AssertionFault(
        .assertionMultiAssetHashMalformed, "the file goes on behind the parts that were signed")
    }
  }

  /// Where a part is: with the header of its box, and without.
  private struct Place {
    let extent: Range<Int>
    let content: Range<Int>
  }

  /// The place of a part; nothing where the file ends before it.
  private func place(of part: MultiAssetHash.Part) throws(AssertionFault) -> Place? {
    switch part.location {
    case .bytes(let offset, let length):
      let range = offset..<offset + length
      return offset < context.file.source.size ? Place(extent: range, content: range) : nil
    case .box(let path):
      let box: BMFFTree.Box?
      do throws(MediaError) {
        box = try BMFFTree(context.file.source).boxes(at: path).first
      } catch {
        throw AssertionFault(
          .assertionMultiAssetHashMismatch, "the boxes of the film cannot be read: \(error)")
      }
      // The part is what is in the box, without the box's header (C2PA, 18.9.2).
      guard let box else {
        guard !part.isOptional else { return nil }
        throw AssertionFault(
          .assertionMultiAssetHashMalformed, "the file has no box \(path), which is a part of it")
      }
      return Place(extent: box.range, content: box.content..<box.range.upperBound)
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
