import Checking
import Foundation
import Media
import Rules
import TestSupport
import Testing

@testable import Web

@Suite("Files that are checked over the web", .enabled(if: Built.exists()))
struct CheckRouteTests {
  /// The smallest PNG that there is: one pixel.
  static let picture: [UInt8] = [
    0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1,
    0, 0, 0, 1, 8, 0, 0, 0, 0, 0x3A, 0x7E, 0x9B, 0x55, 0, 0, 0, 10, 0x49, 0x44, 0x41, 0x54, 0x78,
    0x9C, 0x63, 0x60, 0, 0, 0, 2, 0, 1, 0x48, 0xAF, 0xA4, 0x71, 0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44,
    0xAE, 0x42, 0x60, 0x82,
  ]

  static func form(_ bytes: [UInt8], name: String = "a.png", field: String = "file") -> Data {
    var body = Data("--x\r\n".utf8)
    body += Data(
      "Content-Disposition: form-data; name=\"\(field)\"; filename=\"\(name)\"\r\n\r\n".utf8)
    body += Data(bytes)
    body += Data("\r\n--x--\r\n".utf8)
    return body
  }

  static let formType = ["Content-Type": "multipart/form-data; boundary=x"]

  @Test("The page takes a file and says what it found, in both languages, and keeps nothing")
  func page() async throws {
    let served = try await Served.shared()
    for (language, verdict) in [("en", "No mark found"), ("zh", "未发现标识")] {
      let answer = try await HTTP.post(
        "\(served.base)/\(language)/check", Self.form(Self.picture), headers: Self.formType)
      #expect(answer.status == 200)
      #expect(answer.headers["cache-control"] == "no-store")
      #expect(answer.text.contains(verdict))
      #expect(answer.text.contains("PNG"))
    }
  }

  @Test("A form without a file, one that is broken and one that is too long each get an answer")
  func refused() async throws {
    let served = try await Served.shared()
    let address = "\(served.base)/en/check"
    let empty = try await HTTP.post(address, Self.form([]), headers: Self.formType)
    #expect(empty.status == 400)
    #expect(empty.text.contains("no file was chosen"))
    let other = try await HTTP.post(
      address, Self.form(Self.picture, field: "other"), headers: Self.formType)
    #expect(other.status == 400)
    let broken = try await HTTP.post(address, Data("--x".utf8), headers: Self.formType)
    #expect(broken.status == 400)
    let long = try await HTTP.post(
      address, Self.form([UInt8](repeating: 0, count: (1 << 20) + (128 << 10))),
      headers: Self.formType)
    #expect(long.status == 413)
  }

  @Test("A program sends the bytes alone and gets a report; too many bytes are refused unread")
  func interface() async throws {
    let served = try await Served.shared()
    let address = "\(served.base)/api/v1/check"
    let answer = try await HTTP.post(address + "?name=a.png", Data(Self.picture))
    let report = try JSONDecoder().decode(CheckReport.self, from: Data(answer.body))
    #expect(report.file == "a.png")
    #expect(report.examination?.format == .png)
    #expect(report.examination?.verdict == .noMarkFound)
    #expect(try await HTTP.post(address, Data()).status == 400)
    let long = try await HTTP.post(address, Data(count: (1 << 20) + 1))
    #expect(long.status == 413)
  }

  @Test("Every file gets a report, whatever is in it")
  func hostile() async throws {
    let served = try await Served.shared()
    var random = SeededRandom()
    for _ in 0..<Effort.times(24) {
      let bytes = random.damage(Self.picture)
      let answer = try await HTTP.post("\(served.base)/api/v1/check", Data(bytes))
      #expect(answer.status == 200, "\(random)")
    }
  }

  @Test("Whoever comes when all places are taken is asked to come again, and places come free")
  func crowd() async throws {
    let intake = try Served.checks(uploads: 1)
    do {
      let first = try intake.begin {}
      #expect(first != nil)
      #expect(try intake.begin {} == nil)
      _ = first
    }
    #expect(try intake.begin {} != nil)
  }

  @Test("Uploads that are under way take no place of those that are looked at")
  func slowUploads() async throws {
    let intake = try Served.checks(atOnce: 1, uploads: 10)
    var slow: [CheckUpload] = []
    for _ in 0..<8 {
      let upload = try #require(try intake.begin {})
      try Array(Self.picture.prefix(9)).withUnsafeBytes { try upload.write($0) }
      slow.append(upload)
    }
    #expect(intake.load == (0, 0))
    let whole = try #require(try intake.begin {})
    try Self.picture.withUnsafeBytes { try whole.write($0) }
    #expect(try await whole.examine().format == .png)
    #expect(intake.load == (0, 0) && slow.count == 8)
  }

  @Test("An upload that takes too long is refused with the reason")
  func slow() async throws {
    let intake = try Served.checks(time: .zero)
    let upload = try #require(try intake.begin {})
    #expect(throws: CheckRefusal.tooSlow(limit: .zero)) {
      try Self.picture.withUnsafeBytes { try upload.write($0) }
    }
    #expect(CheckRefusal.tooSlow(limit: .seconds(300)).problem.kind.status == 408)
    #expect(CheckRefusal.tooSlow(limit: .seconds(300)).wording.en.contains("300 seconds"))
  }

  @Test("Who has stopped sending is hung up on, and who is done is not")
  func stopped() async throws {
    // Five seconds of grace are taken back, so that nobody waits for them.
    let intake = try Served.checks(time: .seconds(-5))
    let (hungUp, hangUp) = AsyncStream.makeStream(of: Void.self)
    let upload = try intake.begin { hangUp.finish() }
    for await _ in hungUp {}
    #expect(upload != nil)
    let other = try #require(try Served.checks().begin { Issue.record("nobody has stopped") })
    try Self.picture.withUnsafeBytes { try other.write($0) }
    _ = try await other.examine()
  }

  @Test("A code is answered from the register, and one that is none by where it goes wrong")
  func producers() async throws {
    let served = try await Served.shared()
    let unknown = try await served.json("/api/v1/producers/001191110108335469089C10001")
    #expect(unknown["answer"]["status"].string == "not-in-register")
    let wrong = try await served.get("/api/v1/producers/001191110108335469089D10001")
    #expect(wrong.status == 400)
    #expect(wrong.text.contains("check"))
  }
}
