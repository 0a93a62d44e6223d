import ArgumentParser
import Ledger
import Register
import Transparency

struct LogVerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Re-derive the log's root from every entry, and say what was checked.",
    discussion: """
      Reads every entry and every tile, computes the Merkle root from the entries alone, and compares \
      it with the signed checkpoint. With --policy the signatures are checked against keys that you \
      hold; without it, against the key that the log itself gives out, which proves less. With --data \
      the ledger is also compared with what was published.

      Exit code 0 if everything agrees, 1 if it does not, 3 if the log could not be read.

      EXAMPLE
        countermark log verify --url https://register.example --policy register.policy
      """)

  @Option(help: "The address of a register or of its log, such as http://localhost:8080.")
  var url: String?

  @Option(
    help: ArgumentHelp("A register on this machine.", valueName: "dir"), completion: .directory)
  var data: String?

  @OptionGroup var trust: TrustOptions
  @OptionGroup var format: FormatOptions

  func validate() throws {
    guard (url == nil) != (data == nil) else {
      throw ValidationError("name the log: either --url URL or --data DIR")
    }
  }

  func run() async throws {
    let answer = try await Output.answering { () -> AuditAnswer in
      do {
        if let url { return try await audit(url) }
        return try await audit(try StoredLog(DataDirectory(data ?? "")))
      } catch let error as TrustError {
        return AuditAnswer(fault: "\(error)")
      } catch RegisterError.damaged(let reason) {
        return AuditAnswer(fault: reason)
      } catch RegisterError.ledger(.damaged(let reason)) {
        return AuditAnswer(fault: reason)
      }
    }
    if format.json { try Output.json(answer) } else { answer.tell() }
    if !answer.ok { throw Answer.no }
  }

  private func audit(_ url: String) async throws -> AuditAnswer {
    let address = try await LogAddress.find(url)
    let (policy, own) = try await trust.read(orFrom: address)
    let report = try await audit(try HTTPLogReader(url: address), policy)
    return AuditAnswer(report, ownKeys: own)
  }

  private func audit(_ log: StoredLog) async throws -> AuditAnswer {
    let given = try trust.read()
    let policy =
      try given ?? TrustPolicy(parsing: Array("log \(log.instance.logKey)\nquorum none\n".utf8))
    let report = try await audit(log, policy)
    return AuditAnswer(report, ownKeys: given != nil, published: log.compareWithPublished())
  }

  private func audit(
    _ reader: some LogReader, _ policy: TrustPolicy?
  ) async throws -> AuditReport {
    defer { Output.endProgress() }
    return try await LogAudit(reader: reader, policy: policy).run { done, total in
      Output.progress("verified \(done) of \(total) entries")
    }
  }
}
