import Ledger
import Record
import Transparency

/// Making what was recorded known: the signature under it, and the anchor beside the ledger.
extension Registrar {
  /// The signed checkpoint of a tree.
  func sign(
    _ tree: MerkleTree, _ signer: any NoteSigner
  ) throws(RegisterError) -> [UInt8] {
    do {
      return try Checkpoint(origin: instance.origin, size: tree.size, root: tree.root)
        .signed(by: signer).encoded
    } catch {
      throw .refused(reason: "the checkpoint could not be signed: \(error)")
    }
  }

  /// Moves the anchor on to what is published now.
  func move(
    _ anchor: Anchor, to stored: LedgerHead, entries: Range<UInt64>
  ) throws(RegisterError) {
    do throws(RegisterError) {
      try anchor.write(stored.checkpoint, size: stored.size)
    } catch .local(let path, let reason) {
      throw .local(
        path: path,
        reason: "\(reason) What was asked is recorded, as entries \(entries.lowerBound) to "
          + "\(entries.upperBound - 1), and need not be asked again")
    }
  }
}
