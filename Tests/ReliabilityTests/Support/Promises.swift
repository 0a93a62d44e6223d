import Foundation
import Ledger
import Register
import Transparency

/// Everything that appenders were acknowledged and handed out, and whether a register keeps it.
struct Promises {
  /// A receipt as it was handed out.
  private struct Receipt {
    let index: UInt64
    let entry: [UInt8]
    let checkpoint: Checkpoint
  }

  private(set) var logKey: String?
  /// The commands that were answered with an error, each with it.
  private(set) var failed: [String] = []
  /// How many commands were answered with an error.
  var failures: Int { failed.count }
  private var policy: TrustPolicy?
  private var receipts: [Receipt] = []
  /// The roots that were handed out, by size.
  private var roots: [UInt64: MerkleHash] = [:]

  /// How many receipts there are.
  var count: Int { receipts.count }
  /// The newest checkpoint that was handed out.
  var newest: UInt64 { roots.keys.max() ?? 0 }

  /// Takes what an appender wrote.
  ///
  /// A line that was cut short was never handed out.
  mutating func take(_ output: Data) throws {
    var lines = output.split(separator: 0x0A, omittingEmptySubsequences: false)
    lines.removeLast()
    for line in lines {
      let words = String(decoding: line, as: UTF8.self).split(separator: " ", maxSplits: 3)
      switch words.first {
      case "open" where words.count == 3: try open(String(words[2]))
      case "kept" where words.count == 4: try keep(String(words[3]))
      case "failed": failed.append(String(decoding: line, as: UTF8.self))
      default: throw BrokenPromise("an appender wrote: \(String(decoding: line, as: UTF8.self))")
      }
    }
  }

  private mutating func open(_ key: String) throws {
    guard logKey == nil || logKey == key else {
      throw BrokenPromise("the register was opened with the log key \(key), and it was another")
    }
    if logKey == nil { policy = try TrustPolicy(log: try VerifierKey(parsing: key)) }
    logKey = key
  }

  private mutating func keep(_ text: String) throws {
    guard let bytes = Data(base64Encoded: text), let policy else {
      throw BrokenPromise("a receipt is not Base64, or came before the register was open")
    }
    let proof = try LogProof(parsing: [UInt8](bytes))
    guard let entry = proof.extra else { throw BrokenPromise("a receipt lacks its entry") }
    _ = try proof.verify(entry: entry, policy: policy)
    let checkpoint = proof.checkpoint
    guard
      roots.updateValue(checkpoint.root, forKey: checkpoint.size) ?? checkpoint.root
        == checkpoint.root
    else { throw BrokenPromise("two roots were signed for \(checkpoint.size) entries") }
    receipts.append(Receipt(index: proof.index, entry: entry, checkpoint: checkpoint))
  }

  /// Opens the register as the next program would, and holds everything against it: the key, each
  /// receipt's entry as stored, the consistency of each checkpoint with the present one, the
  /// anchor, and the log and the events as a whole.
  ///
  /// Where the register was never opened there may be none; one can be made then.
  @discardableResult
  func verify(_ directory: DataDirectory) throws -> Registrar {
    guard let logKey else {
      return RegisterFile.exists(directory)
        ? try RegisterFile.open(directory)
        : try RegisterFile.create(directory, kind: .mirror, origin: "register.example/appender")
    }
    let registrar = try RegisterFile.open(directory)
    guard registrar.instance.logKey == logKey else {
      throw BrokenPromise("the register has another log key than it had")
    }
    try registrar.audit()
    try hold(registrar)
    let anchored = try Checkpoint(
      parsing: try SignedNote(
        parsing: [UInt8](try Data(contentsOf: URL(filePath: directory.anchor)))))
    guard anchored.size >= newest else {
      throw BrokenPromise("the anchor is at \(anchored.size), and \(newest) was handed out")
    }
    return registrar
  }

  /// Holds the receipts and checkpoints against what a register says now.
  func hold(_ registrar: Registrar) throws {
    let tree = registrar.published.state.tree
    let stored = try registrar.leaves(0..<tree.size)
    guard stored.count == tree.size else {
      throw BrokenPromise("\(stored.count) entries are stored, and the log has \(tree.size)")
    }
    for receipt in receipts {
      guard receipt.index < tree.size, stored[Int(receipt.index)] == receipt.entry else {
        throw BrokenPromise("entry \(receipt.index), acknowledged, is lost or changed")
      }
    }
    for (size, root) in roots {
      guard size <= tree.size else {
        throw BrokenPromise("a checkpoint of \(size) was handed out; the log ends at \(tree.size)")
      }
      try Proofs.verifyConsistency(
        old: size, oldRoot: root, size: tree.size, root: tree.root,
        proof: try tree.consistencyProof(from: size, to: tree.size))
    }
  }

  /// Audits the log from outside, entry by entry and tile by tile, by the key that was handed out.
  func audit(_ registrar: Registrar) async throws {
    let report = try await LogAudit(reader: RegisterLogReader(registrar), policy: policy).run()
    guard report.isClean else { throw BrokenPromise("the audit finds \(report.findings)") }
  }
}

/// Something acknowledged that did not hold.
struct BrokenPromise: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
