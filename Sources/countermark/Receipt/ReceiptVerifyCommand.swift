import ArgumentParser
import Record
import Transparency

struct ReceiptVerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check offline that an entry is in the log, and show the entry.",
    discussion: """
      The receipt is a .tlog-proof file with the entry's bytes in 'extra'; they are hashed here. The \
      policy names the log's key, the witnesses, and how many of them must have cosigned. A receipt \
      proves that something was recorded, not that it still holds.

      The receipt of a decision, which its party downloads before a list makes it public, is taken as \
      well: what it opens is compared with the commitment in the log, and shown.

      Exit code 0 if it holds, 1 if it does not, 3 if a file could not be read.

      EXAMPLE
        countermark receipt verify filing.tlog-proof --policy register.policy
      """)

  @Argument(help: "The receipt.", completion: .file(extensions: ["tlog-proof"]))
  var file: String

  @Option(
    help: ArgumentHelp("The policy file (C2SP tlog-policy).", valueName: "file"),
    completion: .file())
  var policy: String

  @OptionGroup var format: FormatOptions

  func run() async throws {
    let (bytes, policy) = try await Output.answering { () -> ([UInt8], TrustPolicy) in
      (try InputFile.bytes(file), try InputFile.policy(self.policy))
    }
    do {
      // A decision's receipt is JSON; a proof begins with its format's name.
      if bytes.first == UInt8(ascii: "{") {
        let receipt = try DecisionReceipt(parsing: bytes)
        let verdict = try receipt.verify(policy: policy)
        return try tell(ReceiptAnswer(verdict, receipt.decisionBytes ?? []))
      }
      let proof = try LogProof(parsing: bytes)
      guard let entry = proof.extra else {
        try tell(
          ReceiptAnswer(reason: "the receipt does not hold the entry, so there is nothing to hash"))
        throw Answer.no
      }
      let verdict = try proof.verify(entry: entry, policy: policy)
      try tell(ReceiptAnswer(verdict, entry))
    } catch let code as ExitCode {
      throw code
    } catch {
      try tell(ReceiptAnswer(reason: "\(error)"))
      throw Answer.no
    }
  }

  private func tell(_ answer: ReceiptAnswer) throws {
    if format.json { return try Output.json(answer) }
    guard answer.ok else { return Output.line("does not hold: \(answer.reason ?? "")") }
    Output.line("holds: entry \(answer.index ?? 0) of \(answer.origin ?? "")")
    Output.line("  under a checkpoint of \(answer.size ?? 0) entries, root \(answer.root ?? "")")
    for witness in answer.witnesses { Output.line("  seen by \(witness.name) at \(witness.time)") }
    if answer.witnesses.isEmpty { Output.line("  no witness has cosigned it") }
    Output.line(answer.entry ?? "")
  }
}

/// What a receipt proves, for people and for machines.
struct ReceiptAnswer: Encodable {
  let ok: Bool
  let reason: String?
  let origin: String?
  let index: UInt64?
  let size: UInt64?
  let root: String?
  let witnesses: [WitnessAnswer]
  /// The entry as stored: JSON text.
  let entry: String?

  init(reason: String) {
    ok = false
    self.reason = reason
    (origin, index, size, root, entry) = (nil, nil, nil, nil, nil)
    witnesses = []
  }

  init(_ verdict: ProofVerdict, _ bytes: [UInt8]) {
    ok = true
    reason = nil
    origin = verdict.origin
    index = verdict.index
    size = verdict.size
    root = verdict.root.base64
    witnesses = verdict.cosignatures.map(WitnessAnswer.init)
    entry = String(decoding: bytes, as: UTF8.self)
  }
}
