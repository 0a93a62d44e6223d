/// How one format is read and written: stateless functions over a source of bytes.
///
/// To add a format, conform a type in a folder of its own and name it in `MediaFormat.container`.
protocol Container {
  /// Finds the slots of a file. Reads structure only, never pixels or samples, and adds what it finds
  /// to `scan`, in the order of the file.
  ///
  /// - Throws: Where nothing can be known of the file. What is merely odd is a remark in `scan`, and a
  ///   file that breaks off keeps the slots that were found before, with a remark.
  static func scan(_ source: any ByteSource, into scan: inout Scan) throws(MediaError)

  /// Works out how the file looks with `edits` made, without writing anything.
  static func plan(
    _ edits: [SlotEdit], for file: MediaFile
  ) throws(MediaError) -> WritePlan

  /// The parts of a file, from its first byte to its last, by the names of C2PA's box hash.
  static func parts(of file: MediaFile) throws(MediaError) -> [Part]
}

extension Container {
  static func plan(
    _ edits: [SlotEdit], for file: MediaFile
  ) throws(MediaError) -> WritePlan {
    throw MediaError(
      .cannotCarry(wayOut: "put the mark into a sidecar, or convert to a format that carries it"),
      "a mark in a file of the format \(file.format.name)", at: 0)
  }

  static func parts(of file: MediaFile) throws(MediaError) -> [Part] {
    throw MediaError(.unsupported("no names for its parts"), file.format.name, at: 0)
  }
}

/// A format that is recognized and has nothing in it that is read or written here.
enum BareContainer: Container {
  static func scan(_ source: any ByteSource, into scan: inout Scan) {}
}
