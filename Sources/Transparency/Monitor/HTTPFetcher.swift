internal import Foundation

#if canImport(FoundationNetworking)
  internal import FoundationNetworking
#endif

/// Fetches over HTTP within bounds: so many bytes, so many seconds, from no other host.
///
/// No cookies, no cache, no credentials.
final class HTTPFetcher: Sendable {
  /// What a server answered.
  struct Answer: Sendable {
    let status: Int
    let contentType: String
    let body: [UInt8]
  }

  private let prefix: String
  private let seconds: Double
  private let transfers = Transfers()
  private let session: URLSession

  /// A fetcher below `url`, which begins with http:// or https://.
  init(url: String, seconds: Double) throws(LogReadError) {
    var prefix = url
    while prefix.hasSuffix("/") { prefix.removeLast() }
    guard prefix.hasPrefix("https://") || prefix.hasPrefix("http://"),
      let host = URL(string: prefix)?.host, !host.isEmpty
    else {
      throw .unreachable(path: url, reason: "the address must begin with https:// or http://")
    }
    self.prefix = prefix
    // A time that is none would end the process where the clock is set.
    self.seconds = seconds.isFinite ? min(max(seconds, 0.001), 86_400) : 86_400
    let configuration = URLSessionConfiguration.ephemeral
    configuration.httpShouldSetCookies = false
    configuration.httpCookieAcceptPolicy = .never
    configuration.urlCache = nil
    configuration.requestCachePolicy = .reloadIgnoringLocalCacheData
    configuration.timeoutIntervalForRequest = self.seconds
    session = URLSession(configuration: configuration, delegate: transfers, delegateQueue: nil)
  }

  deinit {
    session.finishTasksAndInvalidate()
  }

  /// Fetches `path` below the prefix: GET, or POST where there is a body to send.
  func fetch(_ path: String, limit: Int, posting body: [UInt8]? = nil) async throws -> Answer {
    guard let url = URL(string: "\(prefix)/\(path)") else {
      throw LogReadError.unreachable(path: path, reason: "not an address")
    }
    var request = URLRequest(url: url)
    if let body {
      request.httpMethod = "POST"
      request.httpBody = Data(body)
      request.setValue(WitnessResponse.textType, forHTTPHeaderField: "Content-Type")
    }
    let task = session.dataTask(with: request)
    let transfers = self.transfers
    let seconds = self.seconds
    let deadline = Task {
      try await Task.sleep(nanoseconds: UInt64(seconds * 1_000_000_000))
      transfers.stop(task, because: .timedOut(path: path, seconds: seconds))
    }
    defer {
      deadline.cancel()
      transfers.forget(task)
    }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        transfers.begin(task, path: path, limit: limit, continuation: continuation)
      }
    } onCancel: {
      transfers.stop(task, because: .unreachable(path: path, reason: "given up"))
    }
  }

  /// The transfers under way; called by the session on its own queue.
  private final class Transfers: NSObject, URLSessionDataDelegate, @unchecked Sendable {
    private struct Transfer {
      let path: String
      let limit: Int
      let continuation: CheckedContinuation<Answer, any Error>
      var body: [UInt8] = []
      var failure: LogReadError?
    }

    private let lock = NSLock()
    private var transfers: [Int: Transfer] = [:]
    /// Why transfers were given up that have not begun: of a task that was cancelled before it was
    /// started, the session may say nothing more.
    private var givenUp: [Int: LogReadError] = [:]

    /// Begins a transfer, or ends it where it was given up before.
    func begin(
      _ task: URLSessionTask, path: String, limit: Int,
      continuation: CheckedContinuation<Answer, any Error>
    ) {
      let failure = lock.withLock {
        let failure = givenUp.removeValue(forKey: task.taskIdentifier)
        if failure == nil {
          transfers[task.taskIdentifier] = Transfer(
            path: path, limit: limit, continuation: continuation)
          // Still under the lock: whoever gives it up finds it either not begun or started.
          task.resume()
        }
        return failure
      }
      guard let failure else { return }
      task.cancel()
      continuation.resume(throwing: failure)
    }

    func stop(_ task: URLSessionTask, because failure: LogReadError) {
      let hasBegun = lock.withLock {
        guard transfers[task.taskIdentifier] != nil else {
          givenUp[task.taskIdentifier] = failure
          return false
        }
        if transfers[task.taskIdentifier]?.failure == nil {
          transfers[task.taskIdentifier]?.failure = failure
        }
        return true
      }
      if hasBegun { task.cancel() }
    }

    /// Forgets that a transfer was given up, once nobody waits for it.
    func forget(_ task: URLSessionTask) {
      lock.withLock { givenUp[task.taskIdentifier] = nil }
    }

    func urlSession(
      _ session: URLSession, task: URLSessionTask,
      willPerformHTTPRedirection response: HTTPURLResponse, newRequest request: URLRequest,
      completionHandler: @escaping @Sendable (URLRequest?) -> Void
    ) {
      let from = task.originalRequest?.url
      let to = request.url
      if from?.scheme == to?.scheme, from?.host == to?.host, from?.port == to?.port {
        completionHandler(request)
        return
      }
      lock.withLock {
        if let path = transfers[task.taskIdentifier]?.path {
          transfers[task.taskIdentifier]?.failure = .redirected(
            path: path, to: (to?.host ?? "nowhere").shown)
        }
      }
      completionHandler(nil)
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
      let tooLong: LogReadError? = lock.withLock {
        guard var transfer = transfers.removeValue(forKey: dataTask.taskIdentifier) else {
          return nil
        }
        let fits = transfer.body.count + data.count <= transfer.limit
        if fits, transfer.failure == nil { transfer.body += data }
        transfers[dataTask.taskIdentifier] = transfer
        return fits ? nil : .tooLong(path: transfer.path, limit: transfer.limit)
      }
      if let tooLong { stop(dataTask, because: tooLong) }
    }

    func urlSession(
      _ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?
    ) {
      let transfer = lock.withLock { transfers.removeValue(forKey: task.taskIdentifier) }
      guard let transfer else { return }
      if let failure = transfer.failure {
        transfer.continuation.resume(throwing: failure)
      } else if let error {
        // A time that is over is told as either; whatever else gives a transfer up has said why.
        let isTimeout = [.timedOut, .cancelled].contains((error as? URLError)?.code)
        transfer.continuation.resume(
          throwing: isTimeout
            ? LogReadError.timedOut(
              path: transfer.path, seconds: session.configuration.timeoutIntervalForRequest)
            : LogReadError.unreachable(path: transfer.path, reason: error.localizedDescription))
      } else if let response = task.response as? HTTPURLResponse {
        transfer.continuation.resume(
          returning: Answer(
            status: response.statusCode,
            contentType: response.value(forHTTPHeaderField: "Content-Type") ?? "",
            body: transfer.body))
      } else {
        transfer.continuation.resume(
          throwing: LogReadError.unreachable(path: transfer.path, reason: "no HTTP answer"))
      }
    }
  }
}
