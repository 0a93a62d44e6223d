/// Reads and writes the front matter of Markdown: lines of YAML between `---` and `---`
/// (TC260-PG-20258A).
///
/// What stands under a key is handed out as it stands, a mapping in lines of its own with their
/// indentation, a text in quotes without them.
enum MarkdownContainer: Container {
  static func scan(_ source: any ByteSource, into scan: inout Scan) throws(MediaError) {
    let matter = try FrontMatter(source)
    guard matter.end != nil else {
      if matter.begins {
        scan.remark("markdown.open", "the front matter has no end and is none", at: 0)
      }
      return
    }
    for entry in matter.entries where entry.key == "AIGC" {
      try scan.step("the front matter", at: entry.range.lowerBound)
      scan.found(
        Slot(
          kind: .text(key: entry.key), place: "front matter \(entry.key)", extent: entry.range,
          payload: matter.payload(of: entry)))
    }
  }

  static func plan(_ edits: [SlotEdit], for file: MediaFile) throws(MediaError) -> WritePlan {
    let matter = try FrontMatter(file.source)
    var splices: [Splice] = []
    for edit in edits {
      try edit.fits(file)
      guard case .text(let key) = edit.kind, FrontMatter.isKey(key) else {
        throw .noPlace(
          for: edit, in: "Markdown", wayOut: "write the text AIGC, or put it into a sidecar")
      }
      let lines = try FrontMatter.lines(edit, key, matter.newline)
      if let end = matter.end {
        let old = matter.entries.first { $0.key == key }
        splices.append(Splice(old?.range ?? end..<end, with: lines, carries: edit.kind))
      } else {
        let fence = Array("---".utf8) + matter.newline
        splices.append(Splice(at: matter.start, fence))
        splices.append(Splice(at: matter.start, lines, carries: edit.kind))
        splices.append(Splice(at: matter.start, fence + matter.newline))
      }
    }
    return try WritePlan(file.source, splices)
  }
}
