public import Media

extension LabelWriter {
  /// Writes a label into a new sidecar beside a file that cannot carry one.
  ///
  /// A sidecar that is there is not replaced.
  ///
  /// - Parameters:
  ///   - path: The path of the file, not of the sidecar.
  ///   - label: The label.
  /// - Returns: The label as it was read back.
  /// - Throws: ``LabelError``.
  public static func sidecar(
    beside path: String, with label: AIGCLabel
  ) throws(LabelError) -> LabelSighting {
    let packet = Sidecar.packet(label)
    var found: LabelSighting?
    do {
      let plan = try WritePlan(BytesSource([]), [Splice(at: 0, packet)])
      try FileWriter.write(
        plan, to: Sidecar.path(of: path), existing: .refuse,
        finish: { file in
          let bytes = try file.bytes(in: 0..<file.size, of: "the sidecar")
          let reading = LabelReading(sidecar: bytes)
          guard reading.sightings.count == 1, reading.sightings[0].label.source == label.bytes()
          else { throw LabelError.notReadBack("the sidecar does not say what it should") }
          found = reading.sightings[0]
        })
    } catch let error as LabelError {
      throw error
    } catch let error as MediaError {
      throw .media(error)
    } catch {
      throw .notReadBack("\(error)")
    }
    guard let found else { throw .notReadBack("the sidecar was not read") }
    return found
  }

  /// Reads the sidecar of a file, where it has one.
  ///
  /// - Parameter path: The path of the file, not of the sidecar.
  /// - Returns: What it says; nil where there is none.
  /// - Throws: ``MediaError`` where there is one and it cannot be read, or it is too long.
  public static func readSidecar(beside path: String) throws(MediaError) -> LabelReading? {
    let source: FileSource
    do throws(MediaError) {
      source = try FileSource(path: Sidecar.path(of: path))
    } catch {
      // No such file is no error.
      if case .system(_, code: 2) = error.reason { return nil }
      throw error
    }
    guard source.size <= Sidecar.longest else {
      throw MediaError(
        .tooLarge(value: source.size, limit: Sidecar.longest), "the sidecar", at: 0)
    }
    return LabelReading(sidecar: try source.bytes(in: 0..<source.size, of: "the sidecar"))
  }
}
