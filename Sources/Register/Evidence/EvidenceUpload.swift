/// A file of evidence on its way in, dropped without a trace unless it is finished.
public struct EvidenceUpload: Sendable {
  /// The kind that its name claims.
  public let claimed: EvidenceKind
  let writer: EvidenceWriter

  /// Adds bytes.
  ///
  /// - Throws: ``EvidenceRefusal``: `tooLarge` or `storage`.
  public func write(_ bytes: ArraySlice<UInt8>) throws(EvidenceRefusal) {
    do {
      try writer.write(bytes)
    } catch {
      throw EvidenceRefusal(error)
    }
  }

  /// Gives the upload up at once, rather than when the last one who holds it lets go.
  public func discard() { writer.discard() }
}

/// What is known of a file that was kept.
public struct KeptEvidence: Hashable, Sendable, Codable {
  /// The SHA-256 of its bytes, by which it is found again.
  public var digest: EvidenceDigest
  /// How many bytes it has.
  public var size: Int
  /// What it is, by its ending and its content.
  public var kind: EvidenceKind
  /// What else its content says plainly.
  public var facts: EvidenceFacts
  /// Whether a scanner found nothing; without a scanner nobody looked.
  public var isScanned: Bool

  /// What is known of a kept file.
  public init(
    digest: EvidenceDigest, size: Int, kind: EvidenceKind, facts: EvidenceFacts, isScanned: Bool
  ) {
    self.digest = digest
    self.size = size
    self.kind = kind
    self.facts = facts
    self.isScanned = isScanned
  }
}
