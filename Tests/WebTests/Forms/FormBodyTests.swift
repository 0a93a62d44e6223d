import HTTPTypes
import Hummingbird
import TestSupport
import Testing

@testable import Web

@Suite("The bodies of forms")
struct FormBodyTests {
  private func request(
    _ type: String?, _ body: [UInt8], chunk: Int = 7, length: Int? = nil
  ) -> Request {
    var fields = HTTPFields()
    fields[.contentType] = type
    if let length { fields[.contentLength] = String(length) }
    let stream = AsyncStream<ByteBuffer> { continuation in
      var rest = body[...]
      while !rest.isEmpty {
        continuation.yield(ByteBuffer(bytes: rest.prefix(chunk)))
        rest = rest.dropFirst(chunk)
      }
      continuation.finish()
    }
    return Request(
      head: HTTPRequest(
        method: .post, scheme: "http", authority: "x", path: "/", headerFields: fields),
      body: RequestBody(asyncSequence: stream))
  }

  private func encoded(
    _ body: String, _ limits: FormBody.Limits = .init()
  ) async throws -> FormFields {
    try await FormBody.read(
      request("application/x-www-form-urlencoded", Array(body.utf8)), limits: limits)
  }

  @Test("Fields come decoded, in order, with repeated names kept apart")
  func fields() async throws {
    let form = try await encoded("a=1+2&b=%E4%B8%AD&a=%26&&c&d==")
    #expect(form.fields.map(\.name) == ["a", "b", "a", "c", "d"])
    #expect(form.text("a") == "1 2")
    #expect(form.texts("a") == ["1 2", "&"])
    #expect(form.text("b") == "中")
    #expect(form.has("c") && form.text("c") == "")
    #expect(form.text("d") == "=")
    #expect(form.text("e") == nil && form.texts("e") == [] && !form.has("e"))
    // The same letter in one scalar and in two is two names.
    let twins = try await encoded("%C3%A9=1&e%CC%81=2")
    #expect(twins.text("é") == "1" && twins.text("e\u{301}") == "2")
  }

  @Test("What cannot be decoded, or is too much, is refused", arguments: ["%", "%4", "%zz", "%FF"])
  func undecodable(text: String) async {
    await #expect(throws: FormError.undecodable(field: "a")) { try await encoded("a=\(text)") }
    await #expect(throws: FormError.undecodable(field: text)) { try await encoded("\(text)=a") }
  }

  @Test("Limits hold for forms without files, and an announced length is believed at once")
  func limits() async throws {
    var limits = FormBody.Limits()
    limits.fieldBytes = 10
    limits.multipart.parts = 3
    limits.multipart.fieldBytes = 4
    #expect(try await encoded("a=1234&b=c", limits).fields.count == 2)
    await #expect(throws: FormError.tooLong(limit: 10)) {
      try await encoded("a=1234&b=cd", limits)
    }
    await #expect(throws: FormError.tooLong(limit: 4)) { try await encoded("a=12345", limits) }
    await #expect(throws: FormError.tooManyFields(limit: 3)) {
      try await encoded("a&b&c&d", limits)
    }
    let announced = request("application/x-www-form-urlencoded", [], length: 11)
    await #expect(throws: FormError.tooLong(limit: 10)) {
      try await FormBody.read(announced, limits: limits)
    }
  }

  @Test(
    "A form's type has to be one of the two",
    arguments: [nil, "", "text/plain", "application/json"])
  func types(type: String?) async {
    await #expect(throws: FormError.type) { try await FormBody.read(request(type, [])) }
    for type in ["multipart/form-data", "multipart/form-data; boundary=\"\""] {
      await #expect(throws: FormError.multipart(.init(reason: .boundary, offset: 0))) {
        try await FormBody.read(request(type, []))
      }
    }
  }

  @Test("Files are passed on in pieces while they come; a field in which none was chosen is none")
  func files() async throws {
    let form = MadeForm(parts: [
      .init(name: "title", data: Array("你好".utf8)),
      .init(name: "none", fileName: "", contentType: "application/octet-stream", data: []),
      .init(name: "one", fileName: "a.pdf", contentType: "application/pdf", data: [1, 2, 3]),
      .init(name: "empty", fileName: "b.pdf", data: []),
      .init(name: "nameless", fileName: "", data: [9]),
      .init(name: "title", data: []),
    ])
    var files: [MadeForm.Part] = []
    var ends = 0
    let fields = try await FormBody.read(
      request("multipart/form-data; boundary=\(form.boundary)", form.bytes)
    ) { piece in
      switch piece {
      case .began(let part):
        #expect(ends == files.count)
        files.append(.init(name: part.name, fileName: part.fileName, data: []))
      case .data(let bytes): files[files.count - 1].data += bytes
      case .ended: ends += 1
      }
    }
    #expect(fields.texts("title") == ["你好", ""])
    #expect(fields.fields.count == 2)
    #expect(files.map(\.name) == ["one", "empty", "nameless"])
    #expect(files.map(\.data) == [[1, 2, 3], [], [9]])
    #expect(ends == 3)
  }

  @Test("All fields of a multipart form together are bounded, and each has to be UTF-8")
  func multipart() async throws {
    let form = MadeForm(parts: [
      .init(name: "a", data: [0x31, 0x32]), .init(name: "b", data: [0x33]),
    ])
    let type = "multipart/form-data; boundary=\"\(form.boundary)\""
    var limits = FormBody.Limits()
    limits.fieldBytes = 5
    #expect(try await FormBody.read(request(type, form.bytes), limits: limits).fields.count == 2)
    limits.fieldBytes = 4
    await #expect(throws: FormError.tooLong(limit: 4)) {
      try await FormBody.read(request(type, form.bytes), limits: limits)
    }
    let bad = MadeForm(parts: [.init(name: "a", data: [0xFF])])
    await #expect(throws: FormError.undecodable(field: "a")) {
      try await FormBody.read(request(type, bad.bytes))
    }
    let cut = Array(form.bytes.dropLast(9))
    let unfinished = MultipartError(reason: .unfinished, offset: cut.count)
    await #expect(throws: FormError.multipart(unfinished)) {
      try await FormBody.read(request(type, cut))
    }
    #expect(FormError.multipart(unfinished).problem.kind == .malformedRequest)
    #expect(FormError.tooLong(limit: 1).problem.kind == .bodyTooLong)
  }

  @Test("What a sink throws ends the reading")
  func sink() async {
    struct Full: Error {}
    let form = MadeForm(parts: [.init(name: "a", fileName: "b", data: [1])])
    await #expect(throws: Full.self) {
      try await FormBody.read(
        request("multipart/form-data; boundary=\(form.boundary)", form.bytes)
      ) { _ in throw Full() }
    }
  }
}

@Suite("Names of files")
struct FileNameTextTests {
  @Test(
    "A name is shown without folders and without what hides or turns it",
    arguments: [
      ("照片.png", "照片.png"), ("../../etc/passwd", "passwd"), ("C:\\a\\b.pdf", "b.pdf"),
      ("a/b\\c.pdf", "c.pdf"), ("..", ""), (".", ""), ("a/", ""), ("", ""),
      ("  a b.pdf ", "a b.pdf"),
      ("exe.\u{202E}gpj", "exe.gpj"), ("a\u{200B}\u{2066}b\u{0}\r\n.pdf", "ab.pdf"),
      ("a\u{2028}b", "ab"), ("\u{FEFF}a", "a"), ("e\u{301}/\u{301}x", "\u{301}x"),
    ])
  func shown(name: String, expected: String) {
    #expect(FileNameText.shown(name).utf8.elementsEqual(expected.utf8))
  }

  @Test("A long name keeps its ending and whole characters")
  func long() {
    let shown = FileNameText.shown(String(repeating: "备", count: 200) + ".jpeg")
    #expect(shown.utf8.count <= 255 && shown.utf8.count > 250)
    #expect(shown.hasSuffix("备.jpeg"))
    #expect(FileNameText.shown(String(repeating: "x", count: 300)).utf8.count == 255)
    let ending = FileNameText.shown("a." + String(repeating: "y", count: 300))
    #expect(ending.utf8.count == 255 && ending.hasPrefix("a.y"))
  }
}
