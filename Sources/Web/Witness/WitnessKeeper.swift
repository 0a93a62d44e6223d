public import Logging
public import Register
public import ServiceLifecycle
public import Transparency

/// Has every new checkpoint of a register cosigned by the witnesses of a policy, and keeps the
/// cosigned checkpoint where the log and the receipts take it from.
///
/// A witness that does not answer delays nothing: what is served then has its cosignature not.
public struct WitnessKeeper: Service {
  private let registrar: Registrar
  private let clients: [WitnessClient]
  private let log: Logger
  private let pause: Duration

  /// A keeper for the witnesses of a policy that have an address.
  ///
  /// - Throws: `NoteError` where a witness's key is none that cosigns.
  public init(
    registrar: Registrar, policy: TrustPolicy, log: Logger, pause: Duration = .seconds(1)
  ) throws {
    self.registrar = registrar
    self.log = log
    self.pause = pause
    clients = try policy.witnesses.compactMap { witness in
      guard let url = witness.url else { return nil }
      return try WitnessClient(key: witness.key, transport: try HTTPWitnessTransport(url: url))
    }
  }

  /// Asks the witnesses whenever the log has grown, until it is asked to stop.
  public func run() async throws {
    await cancelWhenGracefulShutdown {
      var done: UInt64?
      var known: [String: UInt64] = [:]
      while !Task.isCancelled {
        let published = registrar.published
        let size = published.state.tree.size
        if size != done, size > 0, let note = try? SignedNote(parsing: published.checkpoint) {
          let lines = await cosignatures(of: note, tree: published.state.tree, known: &known)
          if !lines.isEmpty {
            do {
              try registrar.keep(witnessed: note.adding(lines))
              if lines.count == clients.count { done = size }
            } catch {
              log.error("a cosigned checkpoint was not kept", metadata: ["error": "\(error)"])
            }
          }
        }
        try? await Task.sleep(for: pause)
      }
    }
  }

  private func cosignatures(
    of note: SignedNote, tree: MerkleTree, known: inout [String: UInt64]
  ) async -> [NoteSignature] {
    var lines: [NoteSignature] = []
    for client in clients {
      do {
        let outcome = try await client.cosign(
          note, tree: tree, lastKnown: known[client.key.text] ?? 0)
        known[client.key.text] = outcome.size
        lines.append(outcome.signature)
      } catch {
        log.warning(
          "a witness did not cosign",
          metadata: ["witness": "\(client.key.name)", "reason": "\(error)"])
      }
    }
    return lines
  }
}
