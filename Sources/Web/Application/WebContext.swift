public import Hummingbird

/// What a request carries with it through the routes.
public struct WebContext: RequestContext {
  /// What the router keeps.
  public var coreContext: CoreRequestContextStorage
  /// Ends the connection that the request came over.
  ///
  /// For the few cases in which reading on would serve nobody, such as a body without an end.
  let hangUp: @Sendable () -> Void
  /// The address that the request came from.
  let client: String

  /// The context of a request that came over the source's connection.
  public init(source: ApplicationRequestContextSource) {
    let channel = source.channel
    self.init(
      CoreRequestContextStorage(source: source), client: channel.remoteAddress?.ipAddress ?? "",
      hangUp: { channel.close(mode: .all, promise: nil) })
  }

  init(
    _ core: CoreRequestContextStorage, client: String, hangUp: @escaping @Sendable () -> Void
  ) {
    self.coreContext = core
    self.client = client
    self.hangUp = hangUp
  }
}
