import Foundation
import TestSupport
import Testing

@testable import Web

@Suite("Damaged requests")
struct FuzzTests {
  private static let seeds = [
    "/api/v1/filings?q=%E5%8D%8E%E4%B8%BA&track=deep-synthesis&status=in-force&limit=20&after=0.5",
    "/api/v1/filings?as-of=2024-01-31&at=10&region=4403&year=2023&role=provider",
    "/api/v1/filings/%E7%BD%91%E4%BF%A1%E7%AE%97%E5%A4%87110108700000101230015%E5%8F%B7?as-of=2024",
    "/api/v1/filings/110108700000101230015/receipt?at=300",
    "/api/v1/lists/deep-synthesis/2023-06?at=4",
    "/api/v1/organizations/name-0123456789abcdef", "/api/v1/numbers/Beijing-XuGou-20240101S0001",
    "/api/v1/statistics?as-of=2023-12", "/log/tile/0/x001/067.p/112", "/log/tile/entries/000.p/52",
    "/feed.atom?track=recommendation&at=200",
    "/exports/filings.csv?q=xugou&list=recommendation/2022-08",
    "/", "/zh/lists/deep-synthesis/2023-06?from=101", "/en/filings/110108700000101230015",
    "/number?q=%22",
  ]

  @Test("No damaged path or query makes the server fail, and it answers on afterwards")
  func targets() async throws {
    let served = try await Served.shared()
    var random = SeededRandom()
    let rounds = Effort.times(1000)
    var statuses: [Int: Int] = [:]
    for round in 0..<rounds {
      let seed = Array((Self.seeds.randomElement(using: &random) ?? "/").utf8)
      // Half of them are damaged as they are sent, half so that the damage gets past the HTTP parser.
      let damaged = round % 2 == 0 ? random.damage(seed) : Self.damageWithin(seed, &random)
      var request = Data("GET ".utf8)
      request.append(contentsOf: damaged)
      request.append(Data(" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".utf8))
      let status = try await status(served, request)
      statuses[status, default: 0] += 1
      #expect(
        status < 500, "\(String(decoding: damaged, as: UTF8.self).debugDescription) \(random)")
    }
    #expect(try await served.get("/api/v1").status == 200)
    #expect(statuses[200, default: 0] > rounds / 50)
    print("damaged targets: \(rounds), answers: \(statuses.sorted { $0.key < $1.key })")
  }

  /// Damages a target so that it stays one: any bytes percent-encoded, parts cut out, doubled, moved.
  private static func damageWithin(_ seed: [UInt8], _ random: inout SeededRandom) -> [UInt8] {
    var target = seed
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let place = Int.random(in: 1...max(1, target.count), using: &random)
      let end = min(target.count, place + Int.random(in: 0...6, using: &random))
      guard place <= end else { continue }
      switch Int.random(in: 0..<5, using: &random) {
      case 0: target.removeSubrange(place..<end)
      case 1: target.insert(contentsOf: target[place..<end], at: place)
      case 2:
        let bytes = random.bytes(Int.random(in: 1...4, using: &random))
        target.replaceSubrange(
          place..<end,
          with: bytes.flatMap { byte in
            let hex = String(byte, radix: 16)
            return Array(("%" + (hex.utf8.count == 1 ? "0" : "") + hex).utf8)
          })
      case 3:
        let pool = Array("0123456789abcXYZ-._~:/?@!$&'()*+,;=%[]|^`{}\"<>\\".utf8)
        target.insert(pool.randomElement(using: &random) ?? 0x30, at: min(place, target.count))
      default:
        let other = Array((seeds.randomElement(using: &random) ?? "/").utf8)
        let from = Int.random(in: 0..<other.count, using: &random)
        target.replaceSubrange(place..<target.count, with: other[from...])
      }
    }
    return target.filter { $0 > 0x20 && $0 < 0x7F }
  }

  @Test("No damaged request at all makes the server fail")
  func requests() async throws {
    let served = try await Served.shared()
    var random = SeededRandom(seed: SeededRandom.seedOfThisRun &+ 1)
    let rounds = Effort.times(300)
    for _ in 0..<rounds {
      let seed = Self.seeds.randomElement(using: &random) ?? "/"
      let request =
        "GET \(seed) HTTP/1.1\r\nHost: x\r\nIf-None-Match: \"a\", W/\"b\"\r\nAccept-Language: zh, en;q=0.5\r\n"
        + "Content-Length: 3\r\nConnection: close\r\n\r\nabc"
      let damaged = Data(random.damage(Array(request.utf8)))
      let status = try await status(served, damaged)
      #expect(
        status < 500, "\(String(decoding: damaged, as: UTF8.self).debugDescription) \(random)")
    }
    #expect(try await served.get("/api/v1").status == 200)
    print("damaged requests: \(rounds)")
  }

  /// The status of the answer; 0 where the connection was closed without one, which is a server's
  /// right with what is not HTTP.
  private func status(_ served: Served, _ request: Data) async throws -> Int {
    let port = try #require(Int(served.base.split(separator: ":").last ?? ""))
    let answer = try await LocalPort.exchange(port: port, request, timeout: 0.5)
    guard answer.starts(with: Data("HTTP/1.1 ".utf8)) else { return 0 }
    return Int(String(decoding: answer.dropFirst(9).prefix(3), as: UTF8.self)) ?? 999
  }
}
