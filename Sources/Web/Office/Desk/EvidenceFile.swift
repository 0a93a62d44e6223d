import Hummingbird
import Register

extension OfficePages {
  /// Sends a document that was handed in, always to be saved and never to be shown.
  ///
  /// The caller knows that the visitor may have it.
  func evidenceFile(_ file: Submission.Document) throws -> OfficeOutcome {
    guard let store = evidence?.store, let digest = EvidenceDigest(hex: file.sha256),
      let size = try store.size(digest)
    else { return .refused(.unknown) }
    let type = EvidenceKind(fileName: file.name)?.mediaType ?? "application/octet-stream"
    return .file(
      Response(
        status: .ok, headers: .attachment(file.name, type: type),
        body: ResponseBody(contentLength: size) { writer in
          // The bytes are hashed while they are sent; damage breaks the transfer off.
          var reader = try store.open(digest)
          while let piece = try reader.next() {
            try await writer.write(ByteBuffer(bytes: piece))
          }
          try await writer.finish(nil)
        }))
  }
}

extension Response {
  /// A file of a few bytes, to be saved.
  static func attachment(_ name: String, type: String, bytes: [UInt8]) -> Response {
    Response(
      status: .ok, headers: .attachment(name, type: type),
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }
}

extension HTTPFields {
  /// The header fields of a file that is only to be saved (RFC 6266, RFC 8187).
  static func attachment(_ name: String, type: String) -> HTTPFields {
    let shown = FileNameText.shown(name)
    let plain = String(
      decoding: shown.utf8.map { byte -> UInt8 in
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: byte
        default: 0x5F
        }
      }, as: UTF8.self)
    return [
      .contentType: type,
      .contentDisposition:
        "attachment; filename=\"\(plain)\"; filename*=UTF-8''\(PercentEncoding.encode(shown))",
      .cacheControl: "private, no-store",
      .contentSecurityPolicy: "default-src 'none'; sandbox",
      .xContentTypeOptions: "nosniff",
    ]
  }
}
