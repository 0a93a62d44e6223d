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
    self.coreContext = CoreRequestContextStorage(source: source)
    let channel = source.channel
    self.client = channel.remoteAddress?.ipAddress ?? ""
    self.hangUp = { channel.close(mode: .all, promise: nil) }
  }
}
