/// The two types in which a browser sends a form.
enum FormType: Hashable, Sendable {
  /// `application/x-www-form-urlencoded`.
  case encoded
  /// `multipart/form-data`, with its boundary.
  case multipart(boundary: [UInt8])

  /// Reads a request's `Content-Type`.
  ///
  /// - Throws: ``FormError``: `type`, or `multipart` where there is no boundary.
  init(_ contentType: String?) throws(FormError) {
    guard let contentType else { throw .type }
    let bytes = Array(contentType.utf8)
    var parameters = HeaderText.Parameters(bytes[...])
    switch parameters.value {
    case "application/x-www-form-urlencoded": self = .encoded
    case "multipart/form-data":
      var boundary: [UInt8]?
      do throws(MultipartError.Reason) {
        while let (name, value) = try parameters.next() {
          guard name == "boundary" else { continue }
          guard boundary == nil else { throw .boundary }
          boundary = value
        }
      } catch {
        throw .multipart(MultipartError(reason: .boundary, offset: 0))
      }
      guard let boundary else { throw .multipart(MultipartError(reason: .boundary, offset: 0)) }
      self = .multipart(boundary: boundary)
    default: throw .type
    }
  }
}
