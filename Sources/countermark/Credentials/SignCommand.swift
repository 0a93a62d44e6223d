import ArgumentParser
import Certificates
import Credentials
import Foundation
import Media

struct SignCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sign",
    abstract: "Sign a file with a Content Credential (C2PA).",
    discussion: """
      The manifest is defined as c2patool has it: JSON with assertions, ingredients, title and more; paths \
      in it start from its folder, or from base_path. What the command is told here goes before what the \
      definition says of keys, certificates and time-stamps. The first action has to say how the content \
      began: c2pa.created with a digitalSourceType, or c2pa.opened with a parent. A credential that the \
      file carries already stays, as that of its parent.

      Labels are written first: the signature covers them. The file is written over once the signed one \
      is complete and has been read back; --output leaves it as it is, and --sidecar puts the credential \
      into a file beside it. An outside signer (--signer) gets the bytes on standard input and gives the \
      signature on standard output. Where a time-stamp is asked for (--tsa, or ta_url in the definition) \
      and not obtained, nothing is written. Nothing else is asked of the network.

      Exit code 0 if the file was signed, 1 if not; the reason stands with it.

      EXAMPLES
        countermark sign picture.jpg --manifest manifest.json --cert chain.pem --key key.pem
        countermark sign film.mp4 --manifest manifest.json --cert chain.pem --signer ./hsm \
      --tsa http://tsa.example --trust root.pem --output signed.mp4
      """)

  @Argument(help: "The file.", completion: .file())
  var file: String

  @Option(help: ArgumentHelp("What the manifest says.", valueName: "json"), completion: .file())
  var manifest: String

  @Option(
    help: ArgumentHelp("The certificates, the signer's first.", valueName: "pem"),
    completion: .file())
  var cert: String?

  @Option(help: ArgumentHelp("The private key.", valueName: "pem"), completion: .file())
  var key: String?

  @Option(
    help: ArgumentHelp("A program that signs, instead of a key.", valueName: "program"),
    completion: .file())
  var signer: String?

  @Option(help: ArgumentHelp("Where a time-stamp comes from.", valueName: "url"))
  var tsa: String?

  @Option(
    name: .customLong("tsa-timeout"),
    help: ArgumentHelp("How long the time-stamp is waited for.", valueName: "seconds"))
  var tsaTimeout = 30

  @Option(
    help: ArgumentHelp(
      "Who the signer has to lead to: certificates in PEM, or an official list in JSON.",
      valueName: "file"),
    completion: .file())
  var trust: [String] = []

  @Option(
    help: ArgumentHelp("Write the signed file here.", valueName: "file"), completion: .file())
  var output: String?

  @Flag(help: "Put the credential into a file beside, NAME.c2pa, and leave the file as it is.")
  var sidecar = false

  @OptionGroup var format: FormatOptions

  func validate() throws {
    guard key == nil || signer == nil else {
      throw ValidationError("who signs: --key or --signer")
    }
    guard (1...600).contains(tsaTimeout) else {
      throw ValidationError("--tsa-timeout is a number of seconds from 1 to 600")
    }
  }

  func run() async throws {
    let answer: SignAnswer
    do {
      answer = try await sign()
    } catch {
      answer = SignAnswer(file: file, error: "\(error)")
    }
    if format.json { try Output.json(answer) } else { answer.tell() }
    if answer.error != nil { throw Answer.no }
  }

  private func sign() async throws -> SignAnswer {
    var definition = try ManifestDefinition(json: try InputFile.bytes(manifest))
    let folder = URL(filePath: manifest).deletingLastPathComponent().path
    let base = definition.basePath.map { Self.path($0, from: folder) } ?? folder
    definition.basePath = base
    let chain = cert ?? definition.signCert.map { Self.path($0, from: base) }
    guard let chain else { throw ReadError(manifest, "no certificate is named: --cert PEM") }
    let work = CredentialSigner(
      try claimSigner(definition, try InputFile.bytes(chain), base),
      timeStamping: try (tsa ?? definition.timeStampAuthority).map {
        try NetworkTimeStamps($0, seconds: tsaTimeout)
      },
      validator: CredentialValidator(trust: try anchors()))
    let request = CredentialSigner.Request(
      try FileSource(path: file), name: URL(filePath: file).lastPathComponent, as: definition,
      at: Moment(Date()))
    if sidecar {
      let target = output ?? URL(filePath: file).deletingPathExtension().path + ".c2pa"
      guard !FileManager.default.fileExists(atPath: target) else {
        throw ReadError(target, "there is a credential already, which is not replaced")
      }
      let (store, outcome) = try work.sidecar(request)
      try await OutputFile.write(target) { try $0.write(contentsOf: Data(store)) }
      return SignAnswer(file: file, output: target, outcome)
    }
    let outcome = try work.sign(
      request, to: output ?? file, isReplacing: output == nil, attributesOf: file)
    return SignAnswer(file: file, output: output ?? file, outcome)
  }

  private func claimSigner(
    _ definition: ManifestDefinition, _ chain: [UInt8], _ base: String
  ) throws -> any ClaimSigner {
    if let signer {
      let certificates = try CertificateBundle(pem: chain).certificates
      guard let algorithm = definition.algorithm ?? certificates.first?.usualAlgorithm else {
        throw ReadError(manifest, "with which algorithm does the program sign? Say alg")
      }
      return ExternalClaimSigner(algorithm: algorithm, chain: certificates) { message in
        try SigningProgram(path: signer).signature(over: message)
      }
    }
    let path = key ?? definition.privateKey.map { Self.path($0, from: base) }
    guard let path else { throw ReadError(manifest, "no key is named: --key PEM, or --signer") }
    return try KeyClaimSigner(
      keyPEM: try InputFile.bytes(path), chainPEM: chain, algorithm: definition.algorithm)
  }

  private func anchors() throws -> Trust {
    var lists: [TrustList] = []
    for path in trust {
      lists.append(try TrustFile(try InputFile.bytes(path), name: path).list)
    }
    return Trust(lists)
  }

  private static func path(_ path: String, from folder: String) -> String {
    path.hasPrefix("/") || folder.isEmpty ? path : folder + "/" + path
  }
}

extension Certificate {
  /// The algorithm with which a key of this kind usually signs claims.
  fileprivate var usualAlgorithm: SigningAlgorithm? {
    switch publicKey.kind {
    case .ec(.p256): .es256
    case .ec(.p384): .es384
    case .ec(.p521): .es512
    case .ed25519: .edDSA
    case .rsa, .rsaPSS: .ps256
    case .unsupported: nil
    }
  }
}

/// What became of a file that was to be signed.
struct SignAnswer: Encodable {
  let file: String
  var output: String?
  var manifest: String?
  var state: String?
  var signer: String?
  var time: String?
  var remarks: [String]?
  var error: String?

  init(file: String, error: String) {
    self.file = file
    self.error = error
  }

  init(file: String, output: String, _ outcome: CredentialSigner.Outcome) {
    self.file = file
    self.output = output
    manifest = outcome.label
    state = outcome.report.state.rawValue
    signer = outcome.report.signer?.name
    time = outcome.report.signer?.stampedTime.map { "\($0)" }
    remarks = outcome.remarks.isEmpty ? nil : outcome.remarks
  }

  /// Tells people.
  func tell() {
    if let error { return Output.note("\(file): NOT SIGNED: \(error)") }
    let stamp = time.map { ", time-stamped \($0)" } ?? ""
    Output.line(
      "\(output ?? file): signed by \(signer ?? "?")\(stamp); the credential is \(state ?? "?")")
    Output.line("  \(manifest ?? "")")
    for remark in remarks ?? [] { Output.line("  remark: \(remark)") }
  }
}
