import Credentials
import Foundation

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// Time-stamps from an authority on the network (RFC 3161, 3.4): asked only where one is named.
struct NetworkTimeStamps: TimeStamping {
  private let url: URL

  /// The most bytes of an answer.
  private static let limit = 1 << 20

  init(_ address: String) throws {
    guard let url = URL(string: address), ["http", "https"].contains(url.scheme?.lowercased()),
      url.host() != nil
    else { throw ReadError(address, "this is no address of a time-stamp authority") }
    self.url = url
  }

  func response(to request: [UInt8]) throws -> [UInt8] {
    var query = URLRequest(url: url)
    query.httpMethod = "POST"
    query.setValue("application/timestamp-query", forHTTPHeaderField: "Content-Type")
    query.httpBody = Data(request)
    query.timeoutInterval = 30
    let box = AnswerBox()
    // Signing is one step of writing a file and waits here.
    let done = DispatchSemaphore(value: 0)
    let task = URLSession.shared.dataTask(with: query) { data, response, error in
      let status = (response as? HTTPURLResponse)?.statusCode ?? 0
      box.put(
        status == 200 ? data.map { [UInt8]($0) } : nil,
        error?.localizedDescription ?? "it answered \(status)")
      done.signal()
    }
    task.resume()
    done.wait()
    guard let answer = box.bytes, answer.count <= Self.limit else {
      throw ReadError(url.absoluteString, box.reason)
    }
    return answer
  }
}

/// What a request on another thread has brought.
private final class AnswerBox: @unchecked Sendable {
  private let lock = NSLock()
  private var held: ([UInt8]?, String) = (nil, "it gave no answer")

  func put(_ bytes: [UInt8]?, _ reason: String) { lock.withLock { held = (bytes, reason) } }
  var bytes: [UInt8]? { lock.withLock { held.0 } }
  var reason: String { lock.withLock { held.1 } }
}
