import Transparency

/// Where the programs that write to one register wait for their turn.
///
/// What keeps the ledger right is the compare-and-swap of an append, with or without this. It keeps
/// writers fair: without it, one that decides a little more slowly loses to a quicker one for as
/// long as that goes on. Whoever wants to write takes the turn, then waits for the writer at work,
/// and only then hands the turn on; so a writer that has just been served queues behind it.
struct WritersQueue: Sendable {
  /// The folder beside the register.
  let folder: String

  /// How long it waits for each of the two, in milliseconds.
  ///
  /// A program that was stopped in the middle of its work must not stop the others for good: who
  /// has waited that long goes ahead, and the compare-and-swap decides.
  private static let patience = 5_000

  /// Runs `body` when it is its turn.
  func inTurn<Value, Failure: Error>(
    _ body: () throws(Failure) -> Value
  ) throws(Failure) -> Value {
    let turn = FileLock(folder + "/turn", within: Self.patience)
    let writing = FileLock(folder + "/writing", within: Self.patience)
    _ = consume turn
    do throws(Failure) {
      let value = try body()
      _ = consume writing
      return value
    } catch {
      _ = consume writing
      throw error
    }
  }
}
