/// Reads and writes Flash video (FLV, version 10.1, annex E): script tags hold texts under names.
enum FLVContainer: Container {
  static func scan(_ source: any ByteSource, into scan: inout Scan) throws(MediaError) {
    var tags = try FLVTags(source)
    while let tag = try tags.next() {
      try scan.step("a tag", at: tag.range.lowerBound)
      guard tag.type == FLVTag.script else { continue }
      let script = AMFScript(tag, in: source, scan: &scan)
      for text in script.texts {
        guard let kind = kind(of: text.key, in: script.name) else { continue }
        scan.found(
          Slot(
            kind: kind, place: "\(script.name) \(text.key)", extent: text.property,
            payload: text.text))
      }
      if let problem = script.problem {
        if case .system = problem.reason { throw problem }
        scan.remark("flv.script.malformed", "\(problem)", at: problem.offset)
      }
    }
  }

  /// What a text in a script is: XMP has a script of its own (ISO 16684-3, FLV).
  private static func kind(of key: String, in script: String) -> Slot.Kind? {
    switch (script, key) {
    case ("onXMPData", "liveXML"): .xmp
    case ("onMetaData", _) where !key.isEmpty: .text(key: key)
    default: nil
    }
  }
}

extension FLVContainer {
  static func plan(_ edits: [SlotEdit], for file: MediaFile) throws(MediaError) -> WritePlan {
    var wanted: [(script: String, key: String, edit: SlotEdit)] = []
    for edit in edits {
      wanted.removeAll { $0.edit.kind == edit.kind }
      switch edit.kind {
      case .text(let key) where !key.isEmpty: wanted.append(("onMetaData", key, edit))
      case .xmp where !file.slots(.xmp).isEmpty: wanted.append(("onXMPData", "liveXML", edit))
      default:
        // A script of its own for XMP is a stream of its own to players.
        throw MediaError(
          .cannotCarry(wayOut: "put it into a sidecar, or convert the film to MP4"),
          "a mark of this kind in a file of the format FLV", at: 0)
      }
    }
    var editor = FLVEditor(file)
    var tags = try FLVTags(file.source)
    let start = tags.start
    var scripts: [(tag: FLVTag, script: AMFScript)] = []
    var scan = Scan(format: file.format, limits: file.limits)
    while let tag = try tags.next() {
      guard tag.type == FLVTag.script, scripts.count < 1000 else { continue }
      let script = AMFScript(tag, in: file.source, scan: &scan)
      if let problem = script.problem { throw problem }
      scripts.append((tag, script))
    }
    for name in ["onMetaData", "onXMPData"] {
      let own = wanted.filter { $0.script == name }
      guard !own.isEmpty else { continue }
      var new: [(key: String, edit: SlotEdit)] = []
      for (_, key, edit) in own {
        let old = scripts.first { item in
          item.script.name == name && item.script.texts.contains { $0.key == key }
        }
        if let old, let text = old.script.texts.first(where: { $0.key == key }) {
          editor.replace(text.value, in: old.tag, with: AMFScript.value(edit.payload), edit.kind)
        } else {
          new.append((key, edit))
        }
      }
      if new.isEmpty { continue }
      if let host = scripts.first(where: { $0.script.name == name && $0.script.end != nil }) {
        try editor.add(new, to: host.script, in: host.tag)
      } else {
        try editor.make(name, new, at: start)
      }
    }
    return try editor.plan(scripts.map(\.script))
  }
}
