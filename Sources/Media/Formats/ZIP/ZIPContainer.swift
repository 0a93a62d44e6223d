/// Reads and writes ZIP archives: Office documents, and the C2PA store of all.
///
/// New members are appended and a new central directory is written; no other member moves.
enum ZIPContainer: Container {
  static let storePath = "META-INF/content_credential.c2pa"
  private static let wanted: Set<String> = [
    OfficeProperties.path, OfficeProperties.types, OfficeProperties.relations, storePath,
  ]

  static func scan(_ source: any ByteSource, into scan: inout Scan) throws(MediaError) {
    let directory = try ZIPDirectory(source)
    let members = try members(directory, &scan)
    scan.format = members[OfficeProperties.types] == nil ? .zip : .officeOpenXML
    if let member = members[OfficeProperties.path], scan.format == .officeOpenXML {
      try scan.tolerating("ooxml.properties", at: member.local) { (scan) throws(MediaError) in
        let bytes = try directory.unpacked(member, limit: scan.limits.slotBytes / 2)
        let extent = try directory.place(of: member).extent
        for property in try OfficeProperties(bytes, at: member.local).texts {
          scan.found(
            Slot(
              kind: .text(key: property.name), place: "\(OfficeProperties.path) \(property.name)",
              extent: extent, payload: .decoded(property.text)))
        }
      }
    }
    if let member = members[storePath] {
      try scan.tolerating("zip.store", at: member.local) { (scan) throws(MediaError) in
        let place = try directory.place(of: member)
        guard member.method == 0, member.flags & 1 == 0 else {
          throw MediaError(.unsupported("compression"), "the member \(storePath)", at: member.local)
        }
        scan.found(
          Slot(kind: .store, place: storePath, extent: place.extent, payload: place.data))
      }
    }
  }

  /// The members that matter here, by name; the last one of a name counts.
  private static func members(
    _ directory: ZIPDirectory, _ scan: inout Scan
  ) throws(MediaError) -> [String: ZIPMember] {
    var members: [String: ZIPMember] = [:]
    var count = 0
    try directory.forEach(&scan) { (member, scan) throws(MediaError) in
      count += 1
      guard wanted.contains(member.name) else { return }
      if members[member.name] != nil {
        scan.remark(
          "zip.member.twice", "the archive has two members called \(member.name)",
          at: member.header.lowerBound)
      }
      members[member.name] = member
    }
    if count != directory.count {
      scan.remark(
        "zip.count", "the archive counts \(directory.count) members and has \(count)",
        at: directory.endRecord.lowerBound)
    }
    return members
  }

  static func plan(_ edits: [SlotEdit], for file: MediaFile) throws(MediaError) -> WritePlan {
    var scan = Scan(format: file.format, limits: file.limits)
    let directory = try ZIPDirectory(file.source)
    let members = try members(directory, &scan)
    var writing = try ZIPWriting(directory, file)
    for edit in edits {
      try edit.fits(file)
      switch edit.kind {
      case .store:
        // Stored, as C2PA asks (A.6), and with its checksum: an archive without one is taken for
        // damaged.
        try writing.put(storePath, edit.payload, over: members[storePath], carries: .store)
      case .text(let key) where file.format == .officeOpenXML && isName(key):
        let old = members[OfficeProperties.path]
        var bytes = OfficeProperties.empty
        if let old { bytes = try directory.unpacked(old, limit: file.limits.slotBytes) }
        let new = try OfficeProperties(bytes, at: old?.local ?? 0).setting(key, to: edit.payload)
        // The properties come last, so that the next edit can write over them.
        if old == nil { try name(directory, members, file, &writing) }
        try writing.put(OfficeProperties.path, new, over: old, carries: edit.kind)
      default:
        throw .noPlace(
          for: edit, in: file.format.name,
          wayOut: "put it into a sidecar; Office documents take a text")
      }
    }
    return try writing.plan()
  }

  /// Tells the package of its new part.
  private static func name(
    _ directory: ZIPDirectory, _ members: [String: ZIPMember], _ file: MediaFile,
    _ writing: inout ZIPWriting
  ) throws(MediaError) {
    let limit = file.limits.slotBytes
    guard let types = members[OfficeProperties.types] else { return }
    if let new = try OfficeProperties.typesNaming(directory.unpacked(types, limit: limit)) {
      try writing.put(OfficeProperties.types, new, over: types)
    }
    let relations = members[OfficeProperties.relations]
    var bytes: [UInt8]?
    if let relations { bytes = try directory.unpacked(relations, limit: limit) }
    if let new = try OfficeProperties.relationsNaming(bytes) {
      try writing.put(OfficeProperties.relations, new, over: relations)
    }
  }

  private static func isName(_ key: String) -> Bool {
    !key.isEmpty
      && key.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
          || (0x61...0x7A).contains(byte) || byte == 0x5F
      }
  }
}
