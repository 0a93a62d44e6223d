#if canImport(CBrotli)
  internal import CBrotli
#elseif canImport(Compression)
  internal import Compression
#endif

/// The decoding of Brotli streams (RFC 7932), for manifests that are stored compressed: by the system's
/// library, here and nowhere else.
enum Brotli {
  /// How many bytes are unfolded at a time.
  private static let portion = 65_536

  #if canImport(CBrotli)
    /// Unfolds a stream.
    ///
    /// - Throws: ``BrotliError``; ``BrotliError/tooLarge(limit:)`` as soon as there are more than `limit`
    ///   bytes. Bytes behind the stream's end are malformed.
    static func decode(_ bytes: ArraySlice<UInt8>, limit: Int) throws(BrotliError) -> [UInt8] {
      guard let state = BrotliDecoderCreateInstance(nil, nil, nil) else {
        throw .malformed("no memory to be unfolded in")
      }
      defer { BrotliDecoderDestroyInstance(state) }
      var output: [UInt8] = []
      var chunk = [UInt8](repeating: 0, count: portion)
      var place = bytes.startIndex
      while true {
        var left = bytes.endIndex - place
        let before = left
        var made = 0
        let result = bytes[place...].withUnsafeBufferPointer { input in
          chunk.withUnsafeMutableBufferPointer { buffer in
            var next = input.baseAddress
            var target = buffer.baseAddress
            var room = buffer.count
            let result = BrotliDecoderDecompressStream(state, &left, &next, &room, &target, nil)
            made = buffer.count - room
            return result
          }
        }
        place += before - left
        output += chunk[..<made]
        guard output.count <= limit else { throw .tooLarge(limit: limit) }
        switch result {
        case BROTLI_DECODER_RESULT_SUCCESS:
          guard place == bytes.endIndex else { throw .malformed("bytes behind its end") }
          return output
        case BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT: throw .truncated
        case BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT: continue
        default: throw .malformed("what the format does not allow")
        }
      }
    }
  #else
    /// Unfolds a stream.
    ///
    /// - Throws: ``BrotliError``; ``BrotliError/tooLarge(limit:)`` where there are more than `limit` bytes.
    static func decode(_ bytes: ArraySlice<UInt8>, limit: Int) throws(BrotliError) -> [UInt8] {
      #if canImport(Compression)
        var output: [UInt8] = []
        let filter: InputFilter<ArraySlice<UInt8>>
        var place = bytes.startIndex
        do {
          filter = try InputFilter(.decompress, using: .brotli) { count in
            guard place < bytes.endIndex else { return nil }
            let end = min(place + count, bytes.endIndex)
            defer { place = end }
            return bytes[place..<end]
          }
          while let made = try filter.readData(ofLength: portion), !made.isEmpty {
            output += made
            if output.count > limit { break }
          }
        } catch {
          throw .malformed("what the format does not allow")
        }
        guard output.count <= limit else { throw .tooLarge(limit: limit) }
        return output
      #else
        throw .malformed("no library here that unfolds it")
      #endif
    }
  #endif
}
