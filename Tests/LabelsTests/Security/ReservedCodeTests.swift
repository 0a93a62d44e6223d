import Foundation
import TestSupport
import Testing

@testable import Labels

@Suite("Reserved codes")
struct ReservedCodeTests {
  private static let key =
    "3059301306072A8648CE3D020106082A811CCF5501822D034200045728F08C58D9C72150A705693EF7337859F8FF21"
    + "6E802630041AFAE5C036F0A67CB1FDF8C57F5F8B623284AE09E4E545464B7140B26BBDA51BAE965F854C57AA"
  private static let vectors: [(id: String, signature: String, digest: String)] = [
    (
      "142569260085903360",
      "3046022100AE6B84B3342128AE301A597596FCD9EECF3EA0FC2DB6C250BAF234E167298E9002210097223ABB647B"
        + "786A90D0A1B93CB9382EA879563B2C7F025FA006BE16AE926C14",
      "afde01c206b5824826730b6491bfe12b537492b51528603c3f276dd2f8e4ed89"
    ),
    (
      "147392816552226816",
      "3045022100E816A5872275AE5414E7E0FD3D9B2C30F7B7FD68609D6486A38DF7CFAA1417B902201A510FBBE50819"
        + "BAFF1FCC7B8527FF23CD40447D41A6776E6BCF1F773AE0DBBC",
      "856aa5884fa32042414bc3ad13538e004821a0754a8583289ce209ec9caa1ccc"
    ),
  ]

  private func label(
    id: String, signature: String, key: String, covers: String = "LabelMataData",
    algorithm: String = SecurityData.sm2, field: AIGCLabel.Element = .reservedCode1
  ) throws -> ReadLabel {
    let code =
      #"{"SecurityData":{"Type":"TC260PG","Version":1,"PubSD":[{"Type":"DS","AlgID":"\#(algorithm)","#
      + #""TBSData":{"Type":"\#(covers)"},"Signature":"\#(signature)"},"#
      + #"{"Type":"PubKey","AlgID":"\#(algorithm)","KeyValue":"\#(key)"}]}}"#
    let producer = "001191310104MACE0YX63918020"
    let value = try AIGCLabel(
      status: .generated, contentProducer: producer, produceID: id,
      reservedCode1: field == .reservedCode1 ? code : "",
      reservedCode2: field == .reservedCode2 ? code : "")
    return try #require(ReadLabel(reading: value.bytes()))
  }

  @Test("The signed labels of StepFun hold in the form that hashes first, and prove no identity")
  func stepFun() throws {
    for vector in Self.vectors {
      let label = try label(id: vector.id, signature: vector.signature, key: Self.key)
      let check = label.check(.reservedCode1)
      #expect(
        check
          == .signatures([
            SignatureCheck(
              algorithm: SecurityData.sm2, covers: "LabelMataData",
              outcome: .holds(.digest, .integrityOnly))
          ]))
      let key = try #require(SM2PublicKey(hex(Self.key)))
      let message = AIGCLabel.producerMessage(
        status: "1", producer: "001191310104MACE0YX63918020", id: vector.id)
      #expect(key.digest(of: SM3.hash(message)) == hex(vector.digest))
      let known = label.check(
        .reservedCode1, known: [KnownKey(owner: "StepFun", bytes: key.point)])
      #expect(known.holds)
      guard case .signatures(let checks) = known else { return }
      #expect(checks.first?.outcome == .holds(.digest, .known(owner: "StepFun")))
    }
  }

  @Test("One digit of the number changed, and the signature fails")
  func changed() throws {
    let vector = Self.vectors[0]
    let label = try label(
      id: "142569260085903361", signature: vector.signature, key: Self.key)
    #expect(label.check(.reservedCode1).fails)
    #expect(!label.check(.reservedCode1).holds)
  }

  @Test("Our own signature holds in the guide's form, with every form of key")
  func own() throws {
    var random = SeededRandom()
    let key = SM2PrivateKey(using: &random)
    let plain = try AIGCLabel(status: .generated, contentProducer: "kling", produceID: "x-1")
    let signed = try plain.signed(by: key, using: &random)
    let read = try #require(ReadLabel(reading: signed.bytes()))
    #expect(read.standing == .compliant, "\(read.findings)")
    let data = try #require(SecurityData(reading: signed.reservedCode1))
    #expect(data.tolerated.isEmpty)
    guard case .signatures(let checks) = read.check(.reservedCode1) else {
      Issue.record("no signature is seen")
      return
    }
    #expect(checks.map(\.outcome) == [.holds(.message, .integrityOnly)])
    let forged = try AIGCLabel(
      status: .generated, contentProducer: "kling", produceID: "x-2",
      reservedCode1: signed.reservedCode1)
    #expect(ReadLabel(reading: forged.bytes())?.check(.reservedCode1).fails == true)
  }

  @Test("A propagator's signature that no guess fits is not called false")
  func propagator() throws {
    let vector = Self.vectors[0]
    let label = try label(
      id: vector.id, signature: vector.signature, key: Self.key, field: .reservedCode2)
    // The propagator equals the producer here, so one of the guesses is the producer's message.
    #expect(label.check(.reservedCode2).holds)
    let other = try self.label(
      id: "1", signature: vector.signature, key: Self.key, field: .reservedCode2)
    guard case .signatures(let checks) = other.check(.reservedCode2),
      case .notChecked? = checks.first?.outcome
    else {
      Issue.record("\(other.check(.reservedCode2))")
      return
    }
  }

  @Test("What is no SecurityData is said to be opaque, and a bare signature to have no key")
  func opaque() throws {
    func check(_ code: String) throws -> ReservedCodeCheck {
      let label = try AIGCLabel(
        status: .generated, contentProducer: "a", produceID: "b", reservedCode1: code)
      return try #require(ReadLabel(reading: label.bytes())).check(.reservedCode1)
    }
    #expect(try check("") == .empty)
    #expect(try check("0123456789abcdef0123456789abcdef") == .opaque("32 hexadecimal digits"))
    #expect(try check("L-12-34") == .opaque("7 bytes of text"))
    #expect(try check("{\"Type\":1}") == .opaque("a JSON object of 10 bytes"))
    guard case .signatures(let checks) = try check(Self.vectors[0].signature) else {
      Issue.record("a bare signature is not seen")
      return
    }
    #expect(checks.first?.outcome == .notChecked("it is a bare signature without a key"))
    // Whoever knows the key can check it all the same.
    let vector = Self.vectors[0]
    let bare = try AIGCLabel(
      status: .generated, contentProducer: "001191310104MACE0YX63918020", produceID: vector.id,
      reservedCode1: vector.signature)
    let known = KnownKey(owner: "StepFun", bytes: hex(Self.key))
    let read = try #require(ReadLabel(text: bare.bytes()))
    guard case .signatures(let seen) = read.check(.reservedCode1, known: [known]) else { return }
    #expect(seen.first?.outcome == .holds(.digest, .known(owner: "StepFun")))
  }

  @Test("Honor's spelling is tolerated, and a signature over content is not checked")
  func honor() throws {
    let code =
      #"{"SecurityData":{"Type":" TC260PG","Version":1,"Bindings":null,"PubSd":[{"Type":"DS","#
      + #""AlgID":"1.2.840.113549.1.1.11","TBSData":{"Type":"Content"},"Signature":"00"}]}}"#
    let data = try #require(SecurityData(reading: code))
    #expect(data.tolerated.count == 3)
    let text = #"{"Label":"1","ContentProducer":"a","ProduceID":"b","ReservedCode1":\#(code)}"#
    let label = try #require(ReadLabel(reading: Array(text.utf8)))
    guard case .signatures(let checks) = label.check(.reservedCode1),
      case .notChecked? = checks.first?.outcome
    else {
      Issue.record("\(label.check(.reservedCode1))")
      return
    }
  }

  @Test("RSA and ECDSA of OpenSSL hold, bare digests too", .enabled(if: OpenSSL.isThere))
  func otherAlgorithms() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "rsa-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func file(_ name: String, _ bytes: [UInt8]) throws -> String {
      let url = folder.appending(path: name)
      try Data(bytes).write(to: url)
      return url.path
    }
    func text(_ bytes: [UInt8]) -> String {
      String(decoding: Hexadecimal.digits(bytes), as: UTF8.self)
    }
    let message = AIGCLabel.producerMessage(
      status: "1", producer: "001191310104MACE0YX63918020", id: "n")
    let messagePath = try file("message", message)
    let makers: [(String, [String])] = [
      (SecurityData.rsa, ["genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"]),
      (SecurityData.rsa, ["genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:1031"]),
      (SecurityData.ecdsa, ["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"]),
    ]
    for (algorithm, arguments) in makers {
      let keyPath = try file("key.pem", OpenSSL.run(arguments).output)
      let key = OpenSSL.run(["pkey", "-in", keyPath, "-pubout", "-outform", "DER"]).output
      let signature = OpenSSL.run(["dgst", "-sha256", "-sign", keyPath, messagePath]).output
      var signatures = [signature]
      if algorithm == SecurityData.rsa {
        let digest = OpenSSL.run(["dgst", "-sha256", "-binary", messagePath]).output
        let digestPath = try file("digest", digest)
        signatures.append(
          OpenSSL.run(["pkeyutl", "-sign", "-inkey", keyPath, "-in", digestPath]).output)
      }
      for signature in signatures {
        let label = try label(
          id: "n", signature: text(signature), key: text(key), covers: "Md", algorithm: algorithm)
        #expect(label.check(.reservedCode1).holds, "\(algorithm)")
        var wrong = signature
        wrong[wrong.count - 5] ^= 1
        let bad = try self.label(
          id: "n", signature: text(wrong), key: text(key), covers: "Md", algorithm: algorithm)
        #expect(bad.check(.reservedCode1).fails, "\(algorithm)")
      }
    }
  }
}
