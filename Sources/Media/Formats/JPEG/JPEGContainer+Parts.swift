extension JPEGContainer {
  /// The segments by their names, a scan with its data, the manifest store as one part, and what stands
  /// behind the end of the image.
  static func parts(of file: MediaFile) throws(MediaError) -> [Part] {
    var walk = JPEGWalk(file.source)
    var stores = JPEGStores()
    var parts: [Part] = []
    func put(_ name: String, _ range: Range<Int>) {
      if name == "C2PA", let last = parts.last, last.name == name {
        parts[parts.count - 1] = Part(name, last.range.lowerBound..<range.upperBound)
      } else {
        parts.append(Part(name, range))
      }
    }
    while let segment = try walk.next() {
      var name = segment.name
      var end = segment.extent.upperBound
      switch segment.marker {
      case 0xEB:
        let head = try walk.head(of: segment, JPEGStores.headLength)
        if stores.take(segment, head: head) { name = "C2PA" }
      case JPEGSegment.startOfScan:
        end = try JPEGWalk.endOfScan(in: file.source, from: segment.extent.upperBound)
        // A file that was cut off in a scan ends there.
        if end < file.source.size { try walk.resume(at: end) }
      default: break
      }
      put(name, segment.extent.lowerBound..<end)
    }
    let end = parts.last?.range.upperBound ?? 0
    if end < file.source.size { put("c2pa.after", end..<file.source.size) }
    return parts
  }
}
