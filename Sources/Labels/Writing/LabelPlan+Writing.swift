internal import Media

/// What became of a file that was to be labelled.
public struct LabelOutcome: Hashable, Sendable {
  /// How the file was written.
  public enum Way: String, Hashable, Sendable, Codable {
    /// Nothing had to be written.
    case untouched
    /// Over the old bytes, nothing in the file having moved.
    case inPlace = "in-place"
    /// As a new file, which then took the name.
    case copied
  }

  /// Where the file is.
  public let path: String
  /// What was done to its label.
  public let change: LabelPlan.Change
  /// How the file was written.
  public let way: Way
  /// The label as it was read back from the disk.
  public let label: ReadLabel
  /// Its place, in the words of the format.
  public let place: String
}

extension LabelPlan {
  /// Writes the labelled file over the one that it was made from.
  ///
  /// Where nothing moves, only the changed bytes are written; otherwise a new file takes the name when it
  /// is complete and has been read back. On an error the file is as it was.
  ///
  /// - Parameter path: The path that the plan's source was opened by; any other is refused.
  /// - Returns: What became of it.
  /// - Throws: ``LabelError``.
  public func write(over path: String) throws(LabelError) -> LabelOutcome {
    // Over anything but its own source a plan could write off another file's label.
    guard let source = plan.source as? FileSource, source.path == path else {
      throw .media(
        MediaError(.unsupported("a plan that was made from another file"), path, at: 0))
    }
    guard !isUnchanged else { return outcome(path, .untouched) }
    if let changes = plan.changesInPlace {
      try writing { () throws -> Void in
        try FileWriter.overwrite(source, with: changes, check: { try check($0) })
      }
      return outcome(path, .inPlace)
    }
    try writing { () throws -> Void in
      try FileWriter.write(
        plan, to: path, existing: .replace, attributesOf: path, finish: { try check($0) })
    }
    return outcome(path, .copied)
  }

  /// Writes the labelled file as a new one; a file that is there is not replaced.
  ///
  /// - Parameters:
  ///   - path: Where.
  ///   - original: The file whose mode and extended attributes are kept.
  /// - Returns: What became of it.
  /// - Throws: ``LabelError``.
  public func write(
    to path: String, like original: String? = nil
  ) throws(LabelError) -> LabelOutcome {
    try writing { () throws -> Void in
      try FileWriter.write(
        plan, to: path, existing: .refuse, attributesOf: original, finish: { try check($0) })
    }
    return outcome(path, .copied)
  }

  /// The labelled file in memory.
  ///
  /// - Parameter limit: The most bytes that are made.
  /// - Returns: The whole file.
  /// - Throws: ``LabelError/media(_:)`` where there are more, or the old file can no longer be read.
  public func bytes(limit: Int) throws(LabelError) -> [UInt8] {
    do throws(MediaError) {
      guard plan.size <= limit else {
        throw MediaError(.tooLarge(value: plan.size, limit: limit), "the labelled file", at: 0)
      }
      return try plan.output.bytes(in: 0..<plan.size, of: "the labelled file")
    } catch {
      throw .media(error)
    }
  }

  private func outcome(_ path: String, _ way: LabelOutcome.Way) -> LabelOutcome {
    LabelOutcome(path: path, change: change, way: way, label: label, place: place)
  }

  private func writing(_ body: () throws -> Void) throws(LabelError) {
    do {
      try body()
    } catch let error as LabelError {
      throw error
    } catch let error as MediaError {
      throw .media(error)
    } catch {
      throw .notReadBack("\(error)")
    }
  }
}
