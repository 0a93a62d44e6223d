public import Media

/// Looks at files.
public struct Examiner: Sendable {
  /// An examiner.
  public init() {}

  /// What a file itself says.
  ///
  /// - Throws: ``MediaError`` only where the file cannot be read at all.
  public func examine(_ source: any ByteSource) throws(MediaError) -> Examination {
    let file = try MediaFile(reading: source)
    return Examination(
      format: file.format, size: source.size, marks: [], findings: [],
      broken: file.broken?.description)
  }
}
