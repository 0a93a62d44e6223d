import Foundation
import TestSupport
import Testing

@testable import Web

@Suite("A QR code")
struct QRCodeTests {
  /// What an independent reader sees in the picture that the page draws.
  private func seen(_ code: QRCode) async throws -> String {
    let folder = try TemporaryDirectory()
    // Four dots a module, as on a small telephone, in the plainest format there is.
    let dots = code.extent * 4
    var picture = Data("P5 \(dots) \(dots) 255\n".utf8)
    picture.append(contentsOf: rendered(code).map { $0 ? 0 : 255 })
    let path = folder.url.appendingPathComponent("code.pgm")
    try picture.write(to: path)
    let read = try await Tool.run("zbarimg", ["--quiet", "--raw", "--oneshot", path.path])
    return String(decoding: read.output, as: UTF8.self).trimmingCharacters(in: .newlines)
  }

  /// The dots of its path, which consists of rectangles one module high.
  private func rendered(_ code: QRCode) -> [Bool] {
    var dark = [Bool](repeating: false, count: code.extent * code.extent)
    for part in code.path.split(separator: "M") {
      let numbers = part.split { !$0.isNumber }.compactMap { Int($0) }
      for column in numbers[0]..<numbers[0] + numbers[2] {
        dark[numbers[1] * code.extent + column] = true
      }
    }
    return (0..<code.extent * 4).flatMap { row in
      (0..<code.extent * 4).map { dark[row / 4 * code.extent + $0 / 4] }
    }
  }

  @Test(
    "An independent reader reads the text of the picture",
    .enabled(if: Tool.has("zbarimg"), "zbarimg is not installed"),
    arguments: [
      "x",
      "otpauth://totp/Countermark:a%40example.org?secret=JBSWY3DPEHPK3PXP&issuer=Countermark",
      "网信算备330110807992101250019号", String(repeating: "0a", count: 600),
    ])
  func read(text: String) async throws {
    let code = try #require(QRCode(text))
    #expect(try await seen(code) == text)
  }

  @Test("What no version holds is not drawn")
  func limits() {
    #expect(QRCode("") == nil)
    #expect(QRCode(String(repeating: "é", count: 1165))?.side == 177)
    #expect(QRCode(String(repeating: "é", count: 1166)) == nil)
  }
}
