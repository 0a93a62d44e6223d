import Foundation
import HTTPTypes
import Hummingbird
public import Logging
import NIOCore
public import ServiceLifecycle
public import Transparency

/// A witness as a service (C2SP tlog-witness): cosigns the checkpoints of the logs that it knows,
/// after it has seen the proof that each continues the one before.
public struct WitnessServer: Service {
  private let application: Application<RouterResponder<BasicRequestContext>>
  private let bound: BoundPort

  /// A server for a witness.
  ///
  /// - Parameters:
  ///   - witness: Who cosigns, for which logs, and where it remembers.
  ///   - host: The address to listen on.
  ///   - port: The port to listen on; 0 for any that is free.
  ///   - logger: Where operators read what happened.
  ///   - now: Seconds since 1970-01-01T00:00:00Z, for the cosignatures.
  public init(
    witness: Witness, host: String, port: Int, logger: Logger,
    now: @escaping @Sendable () -> UInt64 = WitnessServer.systemClock
  ) {
    let bound = BoundPort()
    self.bound = bound
    let router = Router(context: BasicRequestContext.self)
    router.post("/add-checkpoint") { request, _ -> Response in
      let body = try await request.body.collect(upTo: AddCheckpointRequest.maximumLength)
      do {
        let answer = try witness.addCheckpoint(Array(body.readableBytesView), now: now())
        logger.info("add-checkpoint answered", metadata: ["status": "\(answer.status)"])
        return Self.response(answer)
      } catch {
        // What could not be made durable is not cosigned.
        logger.error("add-checkpoint failed", metadata: ["error": "\(error)"])
        return Response(status: .internalServerError)
      }
    }
    router.get("/{log}/checkpoint") { _, context -> Response in
      guard let log = context.parameters.get("log") else { return Response(status: .notFound) }
      return Self.response(try witness.read(path: "\(log)/checkpoint"))
    }
    application = Application(
      responder: router.buildResponder(),
      configuration: ApplicationConfiguration(address: .hostname(host, port: port)),
      onServerRunning: { channel in bound.tell(.success(channel.localAddress?.port ?? port)) },
      logger: logger)
  }

  /// Serves until it is asked to stop.
  public func run() async throws {
    do {
      try await application.run()
      bound.tell(.failure(CancellationError()))
    } catch {
      bound.tell(.failure(error))
      throw error
    }
  }

  /// The port that it listens on, as soon as it does.
  public func port() async throws -> Int { try await bound.value() }

  /// The system's clock.
  public static let systemClock: @Sendable () -> UInt64 = {
    UInt64(max(0, Date().timeIntervalSince1970))
  }

  private static func response(_ answer: WitnessResponse) -> Response {
    var headers = HTTPFields()
    headers[.contentType] = answer.contentType
    return Response(
      status: HTTPResponse.Status(code: answer.status), headers: headers,
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body)))
  }
}
