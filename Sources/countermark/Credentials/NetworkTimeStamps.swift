import Credentials
import Foundation

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// Time-stamps from an authority on the network (RFC 3161, 3.4): asked only where one is named.
struct NetworkTimeStamps: TimeStamping {
  private let url: URL
  private let seconds: Int

  init(_ address: String, seconds: Int) throws {
    guard let url = URL(string: address), ["http", "https"].contains(url.scheme?.lowercased()),
      url.host() != nil
    else { throw ReadError(address, "this is no address of a time-stamp authority") }
    self.url = url
    self.seconds = seconds
  }

  func response(to request: [UInt8]) throws -> [UInt8] {
    var query = URLRequest(url: url)
    query.httpMethod = "POST"
    query.setValue("application/timestamp-query", forHTTPHeaderField: "Content-Type")
    query.setValue("application/timestamp-reply", forHTTPHeaderField: "Accept")
    query.httpBody = Data(request)
    let settings = URLSessionConfiguration.ephemeral
    // Both: one counts from the last byte, and an answer could come a byte a second for ever.
    settings.timeoutIntervalForRequest = TimeInterval(seconds)
    settings.timeoutIntervalForResource = TimeInterval(seconds)
    let answer = AnswerCollector()
    let session = URLSession(configuration: settings, delegate: answer, delegateQueue: nil)
    defer { session.finishTasksAndInvalidate() }
    session.dataTask(with: query).resume()
    // Signing is one step of writing a file and waits here.
    guard answer.wait(seconds: seconds + 5), let bytes = answer.bytes else {
      session.invalidateAndCancel()
      throw ReadError(url.absoluteString, answer.reason(seconds: seconds))
    }
    return bytes
  }
}

/// What a request on another thread brings, up to a limit.
private final class AnswerCollector: NSObject, URLSessionDataDelegate, @unchecked Sendable {
  /// The most bytes of an answer.
  private static let limit = 1 << 20

  private let lock = NSLock()
  private let done = DispatchSemaphore(value: 0)
  private var collected: [UInt8] = []
  private var fault: String?
  private var isComplete = false

  func wait(seconds: Int) -> Bool { done.wait(timeout: .now() + .seconds(seconds)) == .success }

  var bytes: [UInt8]? { lock.withLock { isComplete && fault == nil ? collected : nil } }

  func reason(seconds: Int) -> String {
    lock.withLock { fault ?? "it gave no answer within \(seconds) s" }
  }

  func urlSession(
    _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
    completionHandler: @escaping (URLSession.ResponseDisposition) -> Void
  ) {
    let status = (response as? HTTPURLResponse)?.statusCode ?? 0
    guard status != 200 else { return completionHandler(.allow) }
    lock.withLock { fault = fault ?? "it answered with the HTTP status \(status)" }
    completionHandler(.cancel)
  }

  func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
    let isTooLong = lock.withLock { () -> Bool in
      guard collected.count + data.count <= Self.limit else {
        fault = fault ?? "its answer is longer than a time-stamp can be"
        return true
      }
      collected += data
      return false
    }
    if isTooLong { dataTask.cancel() }
  }

  func urlSession(
    _ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?
  ) {
    lock.withLock {
      if let error {
        // A time that is over is told as either; whatever else gives an answer up has said why.
        let isLate = [.timedOut, .cancelled].contains((error as? URLError)?.code)
        fault = fault ?? (isLate ? nil : error.localizedDescription)
        if isLate { return }
      }
      isComplete = error == nil
    }
    done.signal()
  }
}
