import TestSupport
import Testing

@testable import Web

@Suite("Multipart bodies")
struct MultipartReaderTests {
  private let form = MadeForm(
    boundary: "ab",
    parts: [
      .init(name: "标题", data: Array("a\r\nb".utf8)),
      .init(name: "empty", data: []),
      .init(
        name: "file", fileName: "照片.png", contentType: "image/png",
        data: Array("\r\n--a\r\r\n-\r\n--".utf8)),
    ])

  private func parts(_ text: String, _ limits: MultipartLimits = .init()) throws(MultipartError)
    -> [MadeForm.Part]
  {
    try MadeForm.read(Array(text.utf8), boundary: "ab", limits: limits)
  }

  private func failure(_ text: String, _ limits: MultipartLimits = .init()) -> MultipartError? {
    do throws(MultipartError) {
      _ = try parts(text, limits)
      return nil
    } catch {
      return error
    }
  }

  /// A body of one part with these header lines.
  private func body(_ header: String, _ data: String = "x") -> String {
    "--ab\r\n\(header)\r\n\r\n\(data)\r\n--ab--"
  }

  @Test("A body reads the same wherever it is cut in two, in three, or byte by byte")
  func cuts() throws {
    let bytes = form.bytes
    for one in 0...bytes.count {
      #expect(try MadeForm.read(bytes, boundary: "ab", cuts: [one]) == form.parts)
    }
    for one in stride(from: 0, through: bytes.count, by: 3) {
      for other in one...min(bytes.count, one + 12) {
        #expect(try MadeForm.read(bytes, boundary: "ab", cuts: [one, other]) == form.parts)
      }
    }
    #expect(try MadeForm.read(bytes, boundary: "ab", cuts: Array(0..<bytes.count)) == form.parts)
  }

  @Test("A body that ends before its last boundary is unfinished, wherever it ends")
  func unfinished() throws {
    let bytes = form.bytes
    // The last boundary needs no line end.
    for count in 0..<bytes.count - 2 {
      #expect(throws: MultipartError(reason: .unfinished, offset: count)) {
        try MadeForm.read(Array(bytes[..<count]), boundary: "ab")
      }
    }
    #expect(try MadeForm.read(Array(bytes.dropLast(2)), boundary: "ab") == form.parts)
  }

  @Test("Text before the first boundary and after the last, and blanks after one, are passed over")
  func outside() throws {
    let part = MadeForm.Part(name: "a", data: Array("x".utf8))
    let head = "Content-Disposition: form-data; name=a"
    #expect(try parts("hello\r\n--ab \t\r\n\(head)\r\n\r\nx\r\n--ab--  \r\nbye\r\n--ab") == [part])
    #expect(try parts("\r\n--ab\r\n\(head)\r\n\r\nx\r\n--ab--") == [part])
    #expect(try parts("--ab--") == [])
    let long = String(repeating: "-", count: 1100)
    #expect(failure(long)?.reason == .tooMuch(.outsideBytes, limit: 1024))
    #expect(failure("--ab--\r\n" + long)?.reason == .tooMuch(.outsideBytes, limit: 1024))
    let blanks = String(repeating: " ", count: 1100)
    #expect(failure("--ab" + blanks)?.reason == .tooMuch(.outsideBytes, limit: 1024))
  }

  @Test("A line that begins with the boundary and goes on is refused, and says where")
  func delimiters() {
    let start = body("Content-Disposition: form-data; name=a")
    let stem = start.dropLast(2)
    #expect(failure(stem + "c")?.reason == .delimiter)
    #expect(failure(stem + "c")?.offset == stem.utf8.count)
    #expect(failure(stem + "-c")?.reason == .delimiter)
    #expect(failure(stem + "\n")?.reason == .delimiter)
    #expect(failure(stem + "--x")?.reason == .delimiter)
  }

  @Test("Boundaries have 1 to 70 characters of those that RFC 2046 allows")
  func boundaries() throws {
    for good in ["a", "gc0pJq0M:08jU534c0p", "'()+_,-./:=? a", String(repeating: "x", count: 70)] {
      _ = try MultipartReader(boundary: Array(good.utf8))
    }
    for bad in ["", "a ", "a\r\nb", "é", "a\"b", String(repeating: "x", count: 71)] {
      #expect(throws: MultipartError(reason: .boundary, offset: 0)) {
        try MultipartReader(boundary: Array(bad.utf8))
      }
    }
  }

  @Test("Names and file names are read as browsers write them")
  func names() throws {
    func read(_ parameters: String) throws -> MadeForm.Part? {
      try parts(body("content-disposition:form-data; \(parameters)")).first
    }
    #expect(try read("name=\"a b\"")?.name == "a b")
    #expect(try read("name = a ; x=y;")?.name == "a")
    #expect(try read("name=\"say %22hi%22 100%25\"")?.name == "say \"hi\" 100%25")
    #expect(try read("name=\"say \\\"hi\\\"\"")?.name == "say \"hi\"")
    let path = try read("name=a; filename=\"C:\\dir\\照片.png\"")
    #expect(path?.fileName == "照片.png")
    #expect(try read("name=a; filename=\"../../etc/passwd\"")?.fileName == "passwd")
    #expect(try read("name=a; filename=x.png; filename*=UTF-8''y.exe")?.fileName == "x.png")
    #expect(try read("name=a; filename*=UTF-8''y.exe")?.fileName == nil)
    #expect(try read("name=a; filename=\"\"")?.fileName == "")
    let typed = body(
      "Content-Disposition: form-data; name=a; filename=b\r\nContent-Type: Image/PNG ; x=1")
    #expect(try parts(typed).first?.contentType == "image/png")
  }

  @Test(
    "A part without a name, or with headers that could be read in two ways, is refused",
    arguments: [
      ("", .disposition), ("Content-Disposition: form-data", .disposition),
      ("Content-Disposition: attachment; name=a", .disposition),
      ("Content-Disposition: form-data; name=\"\"", .disposition),
      ("Content-Disposition: form-data; name=a; name=b", .disposition),
      ("Content-Disposition: form-data; name=a; filename=b; filename=c", .disposition),
      ("Content-Disposition: form-data; name=a\r\nContent-Disposition: form-data; name=b", .header),
      ("Content-Disposition: form-data; name=\"a", .header),
      ("Content-Disposition: form-data; name=a b", .header),
      ("Content-Disposition: form-data; name=\"a\" x", .header),
      ("Content-Disposition: form-data;\r\n name=a", .header),
      ("Content-Disposition: form-data; name=a\nX: y", .header),
      ("Content-Disposition : form-data; name=a", .header),
      ("Content-Disposition: form-data; name=\"a\u{0}\"", .header), ("X", .header),
      (
        "Content-Disposition: form-data; name=a\r\nContent-Type: multipart/mixed; boundary=c",
        .nested
      ),
      ("Content-Disposition: form-data; name=a\r\nContent-Transfer-Encoding: base64", .encoding),
    ] as [(String, MultipartError.Reason)])
  func headers(header: String, reason: MultipartError.Reason) {
    #expect(failure(body(header))?.reason == reason)
  }

  @Test("Every limit holds to the byte, and the error says where it was passed")
  func limits() throws {
    let field = body("Content-Disposition: form-data; name=abc", "12345")
    let file = body("Content-Disposition: form-data; name=abc; filename=f", "12345")
    var limits = MultipartLimits()
    limits.fieldBytes = 5
    limits.fileBytes = 5
    limits.nameBytes = 3
    limits.parts = 1
    limits.totalBytes = file.utf8.count
    limits.headerBytes = file.utf8.count - 19
    #expect(try parts(field, limits).count == 1)
    #expect(try parts(file, limits).count == 1)
    limits.fieldBytes = 4
    #expect(failure(field, limits)?.reason == .tooMuch(.fieldBytes, limit: 4))
    #expect(failure(field, limits)?.offset == field.utf8.count - 9)
    limits.fileBytes = 4
    #expect(failure(file, limits)?.reason == .tooMuch(.fileBytes, limit: 4))
    limits.nameBytes = 2
    #expect(failure(field, limits)?.reason == .tooMuch(.nameBytes, limit: 2))
    limits.headerBytes -= 1
    #expect(failure(file, limits)?.reason == .tooMuch(.headerBytes, limit: limits.headerBytes))
    limits.parts = 0
    #expect(failure(file, limits)?.reason == .tooMuch(.parts, limit: 0))
    limits.totalBytes -= 1
    #expect(failure(file, limits)?.reason == .tooMuch(.totalBytes, limit: limits.totalBytes))
  }

  @Test("However hostile the data, a chunk comes out in few pieces")
  func pieces() throws {
    var reader = try MultipartReader(boundary: Array("ab".utf8))
    _ = try reader.feed(
      Array("--ab\r\nContent-Disposition: form-data; name=a; filename=b\r\n\r\n".utf8)[...])
    for filler in ["\r", "\r\n", "\r\n--", "\r\n--a"] {
      let chunk = Array(String(repeating: filler, count: 5000).utf8)
      #expect(try reader.feed(chunk[...]).count <= 2)
    }
  }
}

@Suite("Damaged multipart bodies")
struct MultipartFuzzTests {
  /// Parts made of what boundaries are made of, in any number.
  private static func form(_ random: inout SeededRandom) -> MadeForm {
    var form = MadeForm()
    let letters = Array("ab-".utf8)
    let boundary = (0..<Int.random(in: 1...6, using: &random)).map { _ in
      letters.randomElement(using: &random) ?? 0x61
    }
    form.boundary = String(decoding: boundary, as: UTF8.self)
    let delimiter = Array("\r\n--\(form.boundary)".utf8)
    for _ in 0..<Int.random(in: 0...5, using: &random) {
      var data: [UInt8] = []
      for _ in 0..<Int.random(in: 0...20, using: &random) {
        switch Int.random(in: 0..<3, using: &random) {
        case 0: data += random.bytes(Int.random(in: 0...9, using: &random))
        case 1: data += delimiter.prefix(Int.random(in: 0..<delimiter.count, using: &random))
        default: data.append(Array("\r\n-ab".utf8).randomElement(using: &random) ?? 0)
        }
      }
      // The sender chooses a boundary that is not in the data, the line before them included.
      let around = [0x0D, 0x0A] + data + Array("\r\n--".utf8)
      if around.firstRange(of: delimiter) != nil { continue }
      let isFile = Bool.random(using: &random)
      form.parts.append(
        .init(
          name: ["a", "中文", "q\"%", "\\x"].randomElement(using: &random) ?? "a",
          fileName: isFile ? ["f.png", "", "a\"b"].randomElement(using: &random) : nil,
          contentType: isFile ? "image/png" : nil, data: data))
    }
    return form
  }

  private static func cuts(_ count: Int, _ random: inout SeededRandom) -> [Int] {
    (0..<Int.random(in: 0...12, using: &random)).map { _ in
      Int.random(in: 0...count, using: &random)
    }
  }

  @Test("What was written is read, in whatever chunks it comes")
  func fixedPoint() throws {
    var random = SeededRandom()
    var parts = 0
    let rounds = try Effort.spend(seconds: 2) {
      let form = Self.form(&random)
      let bytes = form.bytes
      let read = try MadeForm.read(
        bytes, boundary: form.boundary, cuts: Self.cuts(bytes.count, &random))
      #expect(read == form.parts, "\(random)")
      parts += read.count
    }
    #expect(parts > 0)
    print("multipart bodies: \(rounds), parts: \(parts)")
  }

  @Test("A damaged body gets the same answer in whatever chunks it comes, and never a trap")
  func damaged() throws {
    var random = SeededRandom(seed: SeededRandom.seedOfThisRun &+ 1)
    func answer(_ bytes: [UInt8], _ boundary: String, _ cuts: [Int]) -> Result<
      [MadeForm.Part], MultipartError
    > {
      Result { () throws(MultipartError) in
        try MadeForm.read(bytes, boundary: boundary, cuts: cuts)
      }
    }
    var good = 0
    let rounds = Effort.spend(seconds: 2) {
      let form = Self.form(&random)
      let bytes = random.damage(form.bytes)
      let whole = answer(bytes, form.boundary, [])
      let cut = answer(bytes, form.boundary, Self.cuts(bytes.count, &random))
      #expect(whole == cut, "\(random)")
      if case .success = whole { good += 1 }
    }
    print("damaged multipart bodies: \(rounds), read all the same: \(good)")
  }
}
