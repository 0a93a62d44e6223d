import Hummingbird
import Record
import Register
import Rules

/// Files: handed in once, named by their digests from then on, and read again by whoever reviews.
extension CaseAPI {
  func addFiles(to router: Router<WebContext>) {
    router.on(RouterPath(Self.prefix + "/files"), method: .post) { request, context in
      try await answering(request) { isBodyRead in
        let (caller, _) = try await caller(request, .file)
        let response = try await upload(request, caller)
        isBodyRead = true
        return response
      }
    }
    on(router, .get, "/applications/:id/files/:sha256", .read) { try file($0) }
  }

  private func upload(_ request: Request, _ caller: CaseCaller) async throws -> Response {
    let parameters = try APIParameters(request, names: ["name"])
    let name = FileNameText.shown(parameters["name"] ?? "")
    guard !name.isEmpty else {
      throw Problem(parameter: "name", zh: "须写明文件名", en: "name the file, such as licence.pdf")
    }
    guard caller.has(.applicant) else { throw Problem(Refusal.role(needed: [.applicant])) }
    guard let intake = dependencies.intake else {
      throw Problem(.unavailable, zh: "本服务器不接收文件", en: "this server takes no files")
    }
    if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > intake.limit {
      throw EvidenceRefusal.tooLarge(limit: intake.limit)
    }
    let upload = try intake.begin(fileName: name)
    do {
      for try await buffer in request.body {
        try buffer.withUnsafeReadableBytes { bytes throws(EvidenceRefusal) in
          try upload.write(Array(bytes)[...])
        }
      }
    } catch {
      upload.discard()
      throw error
    }
    let kept = try await intake.finish(upload)
    let document = Submission.Document(
      sha256: kept.digest.hex, name: name, bytes: kept.size, scanned: kept.isScanned,
      uploaded: dependencies.now())
    try registrar.note(upload: document, by: caller.account.id)
    return .personal(status: .created) { json in
      json.member("sha256", document.sha256)
      json.member("name", document.name)
      json.member("bytes", document.bytes)
      json.member("kind", kept.kind.rawValue)
      json.member("scanned", document.scanned)
    }
  }

  /// A file of a submission, or of the draft to whoever writes it: hashed again while it is sent.
  private func file(_ call: Call) throws -> Response {
    _ = try APIParameters(call.request, names: [])
    let view = try call.view()
    guard let digest = EvidenceDigest(hex: try call.context.text("sha256")),
      let intake = dependencies.intake
    else { throw Problem(Refusal.unknown) }
    var submissions: [Submission] = []
    for round in view.application.submissions.indices {
      submissions.append(
        try registrar.submission(of: view.application, round: round + 1))
    }
    if view.side == .applicant {
      submissions.append(try registrar.draft(view.application.id).submission)
    }
    let documents = submissions.flatMap { $0.documents.values.flatMap(\.self) }
    guard documents.contains(where: { $0.sha256 == digest.hex }) else {
      throw Problem(Refusal.unknown)
    }
    let store = intake.store
    let size: Int?
    do throws(EvidenceStoreError) {
      size = try store.size(digest)
    } catch {
      throw EvidenceRefusal.storage(error)
    }
    guard let size else { throw Problem(Refusal.lost(digest.hex)) }
    let body = ResponseBody(contentLength: size) { writer in
      var reader = try store.open(digest)
      while let piece = try reader.next() {
        try await writer.write(ByteBuffer(bytes: piece))
      }
      try await writer.finish(nil)
    }
    return Response(.personalFile, fileName: digest.hex, body: body)
  }
}
