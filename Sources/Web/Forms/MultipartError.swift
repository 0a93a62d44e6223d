/// Why a multipart body is refused, and at which byte of it.
struct MultipartError: Error, Hashable, Sendable {
  /// What is wrong.
  enum Reason: Error, Hashable, Sendable {
    /// The boundary has no character, more than 70, or one that may not stand in it.
    case boundary
    /// What follows a boundary is neither the end of the line nor the end of the body.
    case delimiter
    /// A header line is malformed.
    case header
    /// A part does not say that it is `form-data` with a name.
    case disposition
    /// A part is in an encoding, which RFC 7578 (4.7) has done away with.
    case encoding
    /// A part has parts of its own.
    case nested
    /// The body ends before its last boundary.
    case unfinished
    /// There is more of something than is taken.
    case tooMuch(Quantity, limit: Int)
  }

  /// What there can be too much of.
  enum Quantity: Hashable, Sendable {
    case parts, headerBytes, nameBytes, fieldBytes, fileBytes, totalBytes, outsideBytes
  }

  /// What is wrong.
  let reason: Reason
  /// How many bytes of the body come before the place.
  let offset: Int
}
