/// Works out where the bytes of a changed file go, and rewrites every offset that is counted from its
/// start.
struct BMFFRelocation {
  private var editor: BMFFEditor
  private let source: any ByteSource
  private var tables: [BMFFOffsetTable] = []

  init(_ editor: BMFFEditor) {
    self.editor = editor
    self.source = editor.source
  }

  /// All changes, tables of offsets and lengths of boxes included.
  mutating func splices() throws(MediaError) -> [Splice] {
    var shift = OffsetShift(provisional().ordered())
    guard let firstMove = firstMove(shift), editor.layout.dataEnd > firstMove else {
      return try (made(with: shift) + editor.lengths()).settled(in: source)
    }
    tables = try BMFFOffsetTable.all(in: editor.layout, of: editor.tree)
    let grown = editor.changes.reduce(source.size) { $0 + $1.count }
    if tables.reduce(grown, { $0 + $1.entries.count }) > Int(UInt32.max) {
      try widen(&shift)
    }
    shift = OffsetShift(provisional().ordered())
    var splices = try made(with: shift) + editor.lengths()
    for table in tables { splices += table.splices(shift) }
    splices += try BMFFOffsets(editor, shift: shift).splices()
    return splices
  }

  /// Makes tables wider until every entry fits.
  ///
  /// What becomes wider moves things again.
  private mutating func widen(_ shift: inout OffsetShift) throws(MediaError) {
    for index in tables.indices { try tables[index].findLargest(in: source) }
    var again = true
    while again {
      again = false
      shift = OffsetShift(provisional().ordered())
      for index in tables.indices where tables[index].newWidth == 4 {
        guard shift.moved(tables[index].largest) > Int(UInt32.max) else { continue }
        tables[index].newWidth = 8
        editor.grow(tables[index].path, by: tables[index].entries.count)
        again = true
      }
    }
  }

  /// The changes with as many bytes as they will have, whichever.
  private func provisional() -> [Splice] {
    var splices = editor.changes.map { Splice($0.range, with: [.copy(0..<$0.count)]) }
    for table in tables { splices += table.splices(OffsetShift()) }
    return splices
  }

  /// From where on bytes move for good; nil where all stay, but for short stretches in between.
  private func firstMove(_ shift: OffsetShift) -> Int? {
    guard shift.moved(source.size) != source.size || !isShort() else { return nil }
    return editor.changes.filter { $0.count != $0.range.count }.map(\.range.upperBound).min()
  }

  /// Whether bytes move only inside one box and the free space beside it.
  private func isShort() -> Bool {
    let moving = editor.changes.filter { $0.count != $0.range.count }
    // A stretch between two changes that move in opposite directions may hold what is pointed to,
    // unless it is all in the box of the film, which nothing points into, or in that of a picture whose
    // table of items is written anyway.
    guard let start = moving.map(\.range.upperBound).min(),
      let end = moving.map(\.range.lowerBound).max()
    else { return true }
    guard start < end else { return true }
    let picture = editor.writesLocations ? editor.layout.metadata : nil
    for box in [editor.layout.film, picture] {
      if let box, box.range.lowerBound <= start, end <= box.range.upperBound { return true }
    }
    return false
  }

  private func made(with shift: OffsetShift) throws(MediaError) -> [Splice] {
    var splices: [Splice] = []
    for change in editor.changes {
      splices.append(
        Splice(change.range, with: try change.make(shift), carries: change.carries))
    }
    return splices
  }
}
