/// Finds the texts of an EXIF block, which is a TIFF structure of its own inside another file
/// (CIPA DC-008, section 4.5).
enum EXIFReader {
  /// The tags that hold text about the picture, and their names.
  ///
  /// The maker's note is left out: it is the maker's own, and large.
  static let names: [UInt16: String] = [
    0x010E: "ImageDescription", 0x0131: "Software", 0x013B: "Artist", 0x8298: "Copyright",
    0x9286: "UserComment",
  ]

  /// Finds the text tags of the TIFF structure in `range` and adds a slot for each, as
  /// ``Slot/Kind/exif(tag:)``.
  ///
  /// A block that is broken becomes a remark: it never keeps the file around it from being read.
  ///
  /// - Parameters:
  ///   - source: The file.
  ///   - range: The structure, from its "II" or "MM" on; its offsets count from there.
  ///   - place: The place of the block in the words of the container: `APP1 EXIF`.
  ///   - scan: Takes slots and remarks.
  static func scan(
    _ source: any ByteSource, in range: Range<Int>, place: String, into scan: inout Scan
  ) {
    let range = range.clamped(to: 0..<max(0, source.size))
    do throws(MediaError) {
      let layout = try TIFFLayout(source, in: range)
      try TIFFWalk(source: source, layout: layout).each(into: &scan) {
        (directory, _, scan) throws(MediaError) in
        texts(of: directory, place: place, into: &scan)
      }
    } catch {
      scan.remark(
        "exif.broken", "the EXIF block of \(place) cannot be read to its end: \(error)",
        at: range.lowerBound)
    }
  }

  /// Adds a slot for each text tag of a directory.
  static func texts(of directory: TIFFDirectory, place: String, into scan: inout Scan) {
    for entry in directory.entries {
      guard let name = names[entry.tag] else { continue }
      guard let value = entry.value, TIFFLayout.size(ofType: entry.type) == 1 else {
        scan.remark(
          "exif.value.broken", "the value of \(name) is no text inside the file", at: entry.place)
        continue
      }
      guard !value.isEmpty else { continue }
      scan.found(
        Slot(
          kind: .exif(tag: entry.tag), place: "\(place) \(name)", extent: value, payload: value))
    }
  }
}
