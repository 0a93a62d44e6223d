/// Why a certificate was revoked, RFC 5280 5.3.1.
public enum RevocationReason: Int, Hashable, Sendable, CaseIterable {
  /// No reason.
  case unspecified = 0
  /// The key is known to others.
  case keyCompromise = 1
  /// The CA's key is known to others.
  case caCompromise = 2
  /// The subject is another one now.
  case affiliationChanged = 3
  /// Another certificate took its place.
  case superseded = 4
  /// It is no longer needed.
  case cessationOfOperation = 5
  /// Held, not yet revoked.
  case certificateHold = 6
  /// Taken off the list again: not revoked.
  case removeFromCRL = 8
  /// The subject lost the right to it.
  case privilegeWithdrawn = 9
  /// The attribute authority's key is known to others.
  case aaCompromise = 10
}

/// What a responder says of one certificate, RFC 6960 4.2.1.
public enum RevocationStatus: Hashable, Sendable {
  /// Not revoked.
  case good
  /// Revoked at a time, for a reason if one is given.
  case revoked(Moment, RevocationReason?)
  /// The responder does not know it.
  case unknown
}
