public import Register

/// What the signed-in pages need besides the register.
public struct OfficeSettings: Sendable {
  /// What hashes passwords; one for the whole process.
  public var hasher: PasswordHasher
  /// Where documents are taken in; without it none can be handed in.
  public var evidence: EvidenceIntake?

  /// Settings of the signed-in pages.
  public init(hasher: PasswordHasher = PasswordHasher(), evidence: EvidenceIntake? = nil) {
    self.hasher = hasher
    self.evidence = evidence
  }
}
