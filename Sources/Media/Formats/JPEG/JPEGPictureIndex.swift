/// The index of a file with several pictures in it (CIPA DC-007, section 5): where each later one begins,
/// counted from the index itself.
struct JPEGPictureIndex: Hashable {
  private struct Link: Hashable {
    /// Where the offset stands in the file.
    let place: Int
    /// The byte of the file that it points to.
    let target: Int
  }

  private let layout: TIFFLayout
  private let links: [Link]

  /// Reads the payload of a segment APP2; nil where it is no such index or has no later pictures.
  init?(_ source: any ByteSource, in payload: Range<Int>) throws(MediaError) {
    guard payload.count > 12,
      try source.bytes(in: payload.lowerBound..<payload.lowerBound + 4, of: "APP2")
        == Array("MPF\0".utf8)
    else { return nil }
    let bounds = payload.lowerBound + 4..<payload.upperBound
    let limits = MediaLimits.standard
    var scan = Scan(format: .jpeg, limits: limits)
    var found: [Link] = []
    let layout: TIFFLayout
    do throws(MediaError) {
      layout = try TIFFLayout(source, in: bounds)
      let link = layout.firstLink
      let first = layout.number(try source.bytes(in: link..<link + 4, of: "the picture index"))
      let directory = try TIFFDirectory(source, layout, at: first, into: &scan)
      guard let value = directory.entry(0xB002)?.value else { return nil }
      let entries = try source.bytes(in: value, of: "the picture index")
      for start in stride(from: 0, to: entries.count - 15, by: 16) {
        let offset = layout.number(entries[start + 8..<start + 12])
        // The first picture is where the file begins, and is written as 0.
        guard offset != 0 else { continue }
        found.append(
          Link(place: value.lowerBound + start + 8, target: bounds.lowerBound + Int(offset)))
      }
    } catch {
      // An index that cannot be read is not used by anybody either.
      return nil
    }
    guard !found.isEmpty else { return nil }
    self.layout = layout
    links = found
  }

  /// What has to be written over the offsets where `shift` moves a picture and its index differently.
  func splices(under shift: OffsetShift) -> [Splice] {
    let start = layout.bounds.lowerBound
    return links.compactMap { link in
      let offset = shift.moved(link.target) - shift.moved(start)
      guard offset != link.target - start, let field = UInt32(exactly: offset) else { return nil }
      return Splice(link.place..<link.place + 4, with: layout.bytes(field, width: 4))
    }
  }
}
