internal import Media

extension LabelWriter {
  /// Writes a label into a new sidecar beside a file that cannot carry one.
  ///
  /// A sidecar that is there is not replaced. It names the file by its name and the SHA-256 of its
  /// content, so that it is not taken for another's.
  ///
  /// - Parameters:
  ///   - path: The path of the file, not of the sidecar.
  ///   - label: The label.
  /// - Returns: The label as it was read back.
  /// - Throws: ``LabelError``.
  public static func sidecar(
    beside path: String, with label: AIGCLabel
  ) throws(LabelError) -> LabelSighting {
    var found: LabelSighting?
    do {
      let source = try FileSource(path: path)
      let packet = Sidecar.packet(
        label, file: Sidecar.name(of: path), digest: try Sidecar.digest(of: source))
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
}
