import ArgumentParser
import Certificates
import Foundation

struct CertGroup: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cert",
    abstract: "Look at certificates for Content Credentials.",
    discussion: """
      EXAMPLE
        countermark cert check chain.pem
      """,
    subcommands: [CertCheckCommand.self])
}

struct CertCheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Hold certificates against the profile of C2PA, rule by rule.",
    discussion: """
      The first certificate is held against the rules for its purpose, all others against those for \
      authorities. Every rule stands with its clause and with what was found. Whom somebody trusts is \
      another question.

      Exit code 0 if no rule is broken and all are valid now, 1 if not, 3 if they cannot be read.

      EXAMPLE
        countermark cert check chain.pem
      """)

  /// What the first certificate is for.
  enum Purpose: String, ExpressibleByArgument, CaseIterable {
    case signer, tsa, ocsp, authority

    var purpose: CertificatePurpose {
      switch self {
      case .signer: .claimSigning
      case .tsa: .timeStamping
      case .ocsp: .ocspSigning
      case .authority: .authority
      }
    }
  }

  @Argument(help: "The certificates, in PEM.", completion: .file())
  var file: String

  @Option(help: "What the first one is for.")
  var purpose = Purpose.signer

  @OptionGroup var format: FormatOptions

  func run() async throws {
    let answers = try await Output.answering { () -> [CertAnswer] in
      let bundle = try CertificateBundle(pem: try InputFile.bytes(file))
      if let failure = bundle.failures.first { throw ReadError(file, "\(failure)") }
      let now = Moment(Date())
      return bundle.certificates.enumerated().map { place, certificate in
        CertAnswer(certificate, place == 0 ? purpose.purpose : .authority, now)
      }
    }
    if format.json { try Output.json(answers) } else { for answer in answers { answer.tell() } }
    if answers.contains(where: { !$0.isKept }) { throw Answer.no }
  }
}

/// What the rules say of one certificate.
private struct CertAnswer: Encodable {
  struct Rule: Encodable {
    let id: String
    let clause: String
    let rule: String
    let outcome: String
    let found: String
  }

  let subject: String
  let issuer: String
  let purpose: String
  let notBefore: String
  let notAfter: String
  let isValidNow: Bool
  let rules: [Rule]
  let isKept: Bool
  private let lines: [String]

  private enum CodingKeys: CodingKey {
    case subject, issuer, purpose, notBefore, notAfter, isValidNow, rules, isKept
  }

  init(_ certificate: Certificate, _ purpose: CertificatePurpose, _ now: Moment) {
    let results = CertificateProfile.check(certificate, for: purpose)
    subject = "\(certificate.subject)"
    issuer = "\(certificate.issuer)"
    self.purpose = purpose.name
    notBefore = "\(certificate.notBefore)"
    notAfter = "\(certificate.notAfter)"
    isValidNow = certificate.isValid(at: now)
    rules = results.map {
      Rule(
        id: $0.id, clause: $0.clause, rule: $0.rule, outcome: "\($0.outcome)", found: $0.found)
    }
    lines = results.map { "\($0)" }
    isKept = isValidNow && results.allSatisfy(\.isAcceptable)
  }

  /// Tells people.
  func tell() {
    Output.line("\(subject), as \(purpose)")
    Output.line("  issued by \(issuer)")
    Output.line(
      "  valid from \(notBefore) to \(notAfter)\(isValidNow ? "" : ": NOT VALID NOW")")
    for line in lines { Output.line("  \(line)") }
    Output.line(isKept ? "  no rule is broken" : "  a rule is broken, or it is not valid now")
  }
}
