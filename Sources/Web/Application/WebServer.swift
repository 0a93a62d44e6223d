import Hummingbird
public import Logging
public import Record
public import Register
public import ServiceLifecycle

/// The web side of a register as a service: pages, JSON, exports, the feed and the log, on one
/// port.
///
/// The only place where the parts are put together; the command runs it, and so do the tests.
public struct WebServer: Service {
  private let application: Hummingbird.Application<WebResponder>
  private let bound: BoundPort

  /// A server for a register.
  ///
  /// - Parameters:
  ///   - registrar: The register. What other processes record shows within a fraction of a second.
  ///   - host: The address to listen on, such as `127.0.0.1` or `::`.
  ///   - port: The port to listen on; 0 for any that is free.
  ///   - publicBase: The address under which the public reaches this server, scheme and host,
  ///     where it is known. Absolute links are made from it and from nothing else.
  ///   - office: What the signed-in pages need besides.
  ///   - check: The way in for files that are checked; without it none are.
  ///   - logger: Where operators read what happened; requests are logged at debug level.
  ///   - now: The clock.
  /// - Throws: What a page's template says where it cannot be read.
  public init(
    registrar: Registrar, host: String, port: Int, publicBase: String? = nil,
    office: OfficeSettings = OfficeSettings(), check: CheckIntake? = nil, logger: Logger,
    now: @escaping @Sendable () -> Moment = RegisterFile.systemClock
  ) throws {
    let dependencies = WebDependencies(
      registrar: registrar, log: logger, publicBase: publicBase, now: now,
      accounts: registrar.instance.kind == .mirror
        ? nil : try registrar.accounts(hasher: office.hasher), intake: office.evidence,
      check: check)
    let health = Health(opened: now())
    let bound = BoundPort()
    self.bound = bound
    application = Hummingbird.Application(
      responder: try Self.responder(dependencies, health, office),
      server: .http1(
        configuration: .init(
          idleTimeout: .seconds(60),
          httpDecoderConfiguration: .init(
            maxHeaderFieldSize: 16 * 1024, maxHeaderListSize: 32 * 1024, maxHeaderFieldCount: 100))),
      configuration: ApplicationConfiguration(address: .hostname(host, port: port)),
      services: [
        RegisterKeeper(registrar: registrar, health: health, log: logger, now: now),
        Housekeeper(
          registrar: registrar, accounts: dependencies.accounts, files: office.evidence?.store,
          log: logger, now: now),
      ],
      onServerRunning: { channel in
        bound.tell(.success(channel.localAddress?.port ?? port))
      },
      logger: logger)
  }

  /// Everything between a request and its answer.
  static func responder(
    _ dependencies: WebDependencies, _ health: Health, _ office: OfficeSettings = OfficeSettings()
  ) throws -> WebResponder {
    let router = Router(context: WebContext.self)
    MachineRoutes(dependencies, health).add(to: router)
    let pages = try Pages(dependencies)
    pages.addRoutes(to: router)
    CheckPages(dependencies, pages.renderer).addRoutes(to: router)
    if dependencies.registrar.instance.kind != .mirror {
      try OfficePages(dependencies, office, pages.renderer).addRoutes(to: router)
    }
    let routes = RouteTable(router)
    return WebResponder(
      router: router.buildResponder(), routes: routes, log: dependencies.log,
      errorPage: { status, request in pages.errorPage(status: status, request: request) })
  }

  /// Serves until it is asked to stop, and lets answers that are under way come to their end.
  ///
  /// - Throws: The system's error where the port cannot be listened on.
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
  ///
  /// - Throws: The error with which ``run()`` ended, where it ended before.
  public func port() async throws -> Int { try await bound.value() }
}
