/// Goes through the directories of a TIFF structure: the chain of pages, and the directories that
/// entries point to.
struct TIFFWalk {
  /// What a directory is for.
  enum Role: Hashable {
    /// A page, counted from 0.
    case page(Int)
    /// A directory under tag 330: another resolution, the raw picture of a DNG.
    case sub
    /// The EXIF directory, under tag 0x8769.
    case exif

    /// The role in the words of the format.
    var name: String {
      switch self {
      case .page(let number): "IFD\(number)"
      case .sub: "SubIFD"
      case .exif: "EXIF IFD"
      }
    }
  }

  private struct Visit {
    let offset: UInt64
    let role: Role
    let depth: Int
  }

  /// The most directories that are read: a book has some thousand pages.
  private static let most = 16_384
  /// The most directories that one entry may point to.
  private static let mostLinks = 256

  let source: any ByteSource
  let layout: TIFFLayout

  /// Calls `body` for each directory, pages in the order of their chain, each followed by what hangs
  /// below it.
  ///
  /// - Throws: ``MediaError`` where the first directory cannot be read, or what `body` throws. Others
  ///   that cannot be read are remarks, and so is a chain that comes back to where it was.
  func each(
    into scan: inout Scan,
    _ body: (TIFFDirectory, Role, inout Scan) throws(MediaError) -> Void
  ) throws(MediaError) {
    let link = layout.firstLink
    let first = layout.number(
      try source.bytes(in: link..<link + layout.offsetSize, of: "the TIFF header"))
    var seen: Set<UInt64> = []
    var stack = [Visit(offset: first, role: .page(0), depth: 0)]
    while let visit = stack.popLast() {
      guard seen.count < Self.most else {
        scan.remark(
          "tiff.directory.tooMany", "more than \(Self.most) directories; the rest is left out",
          at: layout.bounds.lowerBound)
        break
      }
      guard seen.insert(visit.offset).inserted else {
        scan.remark(
          "tiff.directory.loop",
          "\(visit.role.name) points to a directory that was read already: it is not read again",
          at: layout.bounds.lowerBound)
        continue
      }
      try scan.step("a directory", at: layout.bounds.lowerBound)
      let directory: TIFFDirectory
      do {
        directory = try TIFFDirectory(source, layout, at: visit.offset, into: &scan)
      } catch {
        if visit.role == .page(0) { throw error }
        scan.remark(
          "tiff.directory.broken", "\(visit.role.name) cannot be read: \(error)", at: error.offset)
        continue
      }
      try body(directory, visit.role, &scan)
      if case .page(let number) = visit.role, directory.next != 0 {
        stack.append(
          Visit(offset: directory.next, role: .page(number &+ 1), depth: visit.depth))
      }
      guard visit.depth < scan.limits.depth else {
        scan.remark(
          "tiff.directory.depth", "directories are nested too deep: the inner ones are left out",
          at: directory.start)
        continue
      }
      // The stack gives back what was put on it last: so the children come before the next page.
      for tag: UInt16 in [330, 0x8769] {
        guard let entry = directory.entry(tag) else { continue }
        for offset in try offsets(of: entry, into: &scan).reversed() where offset != 0 {
          stack.append(
            Visit(
              offset: offset, role: tag == 330 ? .sub : .exif, depth: visit.depth + 1))
        }
      }
    }
  }

  /// The offsets that an entry has for its value.
  private func offsets(
    of entry: TIFFEntry, into scan: inout Scan
  ) throws(MediaError) -> [UInt64] {
    guard let value = entry.value, let size = TIFFLayout.size(ofType: entry.type), size >= 4 else {
      scan.remark(
        "tiff.link.broken", "the link in tag \(entry.tag) leads out of the file", at: entry.place)
      return []
    }
    let width = Int(size)
    if value.count / width > Self.mostLinks {
      scan.remark(
        "tiff.link.tooMany", "tag \(entry.tag) points to more than \(Self.mostLinks) directories",
        at: entry.place)
    }
    let count = min(value.count / width, Self.mostLinks)
    let bytes = try source.bytes(
      in: value.lowerBound..<value.lowerBound + count * width, of: "the links to directories")
    return (0..<count).map { layout.number(bytes[$0 * width..<($0 + 1) * width]) }
  }
}
