import Hummingbird

/// Reads the body of a form, of either type, as it comes: its fields are kept, its files are passed
/// on piece by piece and never held.
enum FormBody {
  /// How much of a form is taken.
  struct Limits: Hashable, Sendable {
    /// For forms with files; the fields and their lengths count for both types.
    var multipart = MultipartLimits()
    /// The most bytes of all fields together, and of a whole form without files.
    var fieldBytes = 1 << 20
  }

  /// A piece of a file, in order.
  enum FilePiece: Hashable, Sendable {
    /// A file begins. Its name is for showing, its type is what the sender claims.
    case began(MultipartPart)
    /// Some of its bytes; never empty.
    case data(ArraySlice<UInt8>)
    /// It is complete.
    case ended
  }

  /// Reads a request's form.
  ///
  /// A file field in which nothing was chosen is passed over. Where this throws, the files so far may
  /// be incomplete: whoever takes them drops them.
  ///
  /// - Parameters:
  ///   - request: The request, whose body nobody has read.
  ///   - limits: How much is taken.
  ///   - file: Takes the pieces of files; without it a file is read and dropped.
  /// - Returns: The fields that are no files.
  /// - Throws: ``FormError``, and what `file` and the connection throw.
  static func read(
    _ request: Request, limits: Limits = Limits(),
    file: (FilePiece) async throws -> Void = { _ in }
  ) async throws -> FormFields {
    let length = request.headers[.contentLength].flatMap { Int($0) }
    switch try FormType(request.headers[.contentType]) {
    case .encoded:
      if let length, length > limits.fieldBytes {
        throw FormError.tooLong(limit: limits.fieldBytes)
      }
      return try await encoded(request.body, limits)
    case .multipart(let boundary):
      if let length, length > limits.multipart.totalBytes {
        throw FormError.tooLong(limit: limits.multipart.totalBytes)
      }
      return try await multipart(request.body, boundary, limits, file)
    }
  }

  // MARK: Two types

  private static func encoded(
    _ body: some AsyncSequence<ByteBuffer, any Error>, _ limits: Limits
  ) async throws -> FormFields {
    var bytes: [UInt8] = []
    for try await buffer in body {
      guard bytes.count + buffer.readableBytes <= limits.fieldBytes else {
        throw FormError.tooLong(limit: limits.fieldBytes)
      }
      buffer.withUnsafeReadableBytes { bytes += $0 }
    }
    return try decode(bytes, limits)
  }

  /// Reads `name=value&...` (WHATWG URL, section 5.1), strictly.
  static func decode(_ bytes: [UInt8], _ limits: Limits) throws(FormError) -> FormFields {
    var form = FormFields()
    for pair in bytes.split(separator: 0x26) {
      guard form.fields.count < limits.multipart.parts else {
        throw .tooManyFields(limit: limits.multipart.parts)
      }
      let written = pair.prefix { $0 != 0x3D }
      let rest = pair[written.endIndex...].dropFirst()
      guard let name = StrictDecoding.decode(written, plusIsBlank: true) else {
        throw .undecodable(field: String(decoding: written, as: UTF8.self))
      }
      guard name.utf8.count <= limits.multipart.nameBytes else {
        throw .tooLong(limit: limits.multipart.nameBytes)
      }
      guard let value = StrictDecoding.decode(rest, plusIsBlank: true) else {
        throw .undecodable(field: name)
      }
      guard value.utf8.count <= limits.multipart.fieldBytes else {
        throw .tooLong(limit: limits.multipart.fieldBytes)
      }
      form.append(name, value)
    }
    return form
  }

  private static func multipart(
    _ body: some AsyncSequence<ByteBuffer, any Error>, _ boundary: [UInt8], _ limits: Limits,
    _ file: (FilePiece) async throws -> Void
  ) async throws -> FormFields {
    var collector: FormCollector
    var reader: MultipartReader
    do throws(MultipartError) {
      reader = try MultipartReader(boundary: boundary, limits: limits.multipart)
      collector = FormCollector(limit: limits.fieldBytes)
    } catch {
      throw FormError.multipart(error)
    }
    for try await buffer in body {
      let chunk = buffer.withUnsafeReadableBytes { [UInt8]($0) }
      let events: [MultipartReader.Event]
      do throws(MultipartError) {
        events = try reader.feed(chunk[...])
      } catch {
        throw FormError.multipart(error)
      }
      for event in events {
        for piece in try collector.take(event) { try await file(piece) }
      }
    }
    do throws(MultipartError) {
      try reader.end()
    } catch {
      throw FormError.multipart(error)
    }
    return collector.form
  }
}
