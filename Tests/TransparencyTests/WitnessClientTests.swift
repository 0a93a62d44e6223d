import Testing

@testable import Transparency

@Suite("Asking a witness")
struct WitnessClientTests {
  let folder: TemporaryFolder
  let cosigner: CosignatureSigner
  let witness: Witness
  var log: TestLog

  init() throws {
    folder = try TemporaryFolder()
    cosigner = try CosignatureSigner(
      name: "witness.example", seed: [UInt8](repeating: 42, count: 32))
    log = try TestLog()
    log.append(300)
    witness = Witness(
      cosigner: cosigner, logs: [.init(key: log.key)],
      store: try FileCheckpointStore(folder: folder.path + "/witness"))
  }

  private func client(_ transport: some WitnessTransport) throws -> WitnessClient {
    try WitnessClient(key: cosigner.verifierKey, transport: transport)
  }

  /// A transport that answers from a list and keeps what it was asked.
  actor Scripted: WitnessTransport {
    private var answers: [WitnessResponse]
    private(set) var bodies: [[UInt8]] = []

    init(_ answers: [WitnessResponse]) { self.answers = answers }

    func addCheckpoint(_ body: [UInt8]) async throws -> WitnessResponse {
      bodies.append(body)
      return answers.removeFirst()
    }
  }

  @Test func `a witness that is elsewhere is asked again from where it is`() async throws {
    let client = try client(LocalWitness(witness) { 7_000 })
    let first = try await client.cosign(log.note(size: 100), tree: log.tree, lastKnown: 0)
    #expect(first.size == 100)
    #expect(first.timestamp == 7_000)
    // The log has forgotten where the witness was: too little, too much, right.
    for (size, known) in [(150, 0), (200, 5_000), (250, 200), (250, 250), (300, 17)] {
      let note = try log.note(size: UInt64(size))
      let outcome = try await client.cosign(note, tree: log.tree, lastKnown: UInt64(known))
      #expect(outcome.size == UInt64(size))
      let opened = try note.adding([outcome.signature]).open(
        with: [log.key, cosigner.verifierKey])
      #expect(opened.verified.count == 2)
    }
  }

  @Test func `a witness that is ahead is believed: the log was set back`() async throws {
    let client = try client(LocalWitness(witness) { 7_000 })
    _ = try await client.cosign(log.note(size: 300), tree: log.tree, lastKnown: 0)
    await #expect(throws: WitnessClientError.witnessIsAhead(witness: 300, log: 200)) {
      try await client.cosign(log.note(size: 200), tree: log.tree, lastKnown: 0)
    }
  }

  @Test func `one conflict is followed once only`() async throws {
    let transport = Scripted([.conflict(size: 10), .conflict(size: 20)])
    await #expect(throws: WitnessClientError.self) {
      try await client(transport).cosign(log.note(), tree: log.tree, lastKnown: 5)
    }
    let sizes = try await transport.bodies.map { try AddCheckpointRequest(parsing: $0).oldSize }
    #expect(sizes == [5, 10])
  }

  @Test func `a forged, foreign or missing line is never kept`() async throws {
    let note = try log.note()
    let honest = try cosigner.cosign(note.textBytes, at: 1)
    let forged = NoteSignature(
      keyName: honest.keyName, keyID: honest.keyID, signature: [UInt8](repeating: 0, count: 72))
    let elsewhere = try cosigner.cosign(log.note(size: 7).textBytes, at: 1)
    let timeless = try cosigner.cosign(note.textBytes, at: 0)
    let stranger = try CosignatureSigner.generate(name: "stranger").cosign(note.textBytes, at: 1)
    func answer(_ body: [UInt8]) -> WitnessResponse {
      WitnessResponse(status: 200, contentType: WitnessResponse.textType, body: body)
    }
    for body in [
      forged.line, honest.line + forged.line, forged.line + honest.line, elsewhere.line,
      stranger.line, timeless.line, [], Array("\n".utf8), Array(honest.line.dropLast()),
      Array("hello\n".utf8) + honest.line, [UInt8](repeating: 0x41, count: 2 << 20),
    ] {
      await #expect(throws: (any Error).self) {
        try await client(Scripted([answer(body)])).cosign(note, tree: log.tree, lastKnown: 0)
      }
    }
    let outcome = try await client(Scripted([answer(stranger.line + honest.line)]))
      .cosign(note, tree: log.tree, lastKnown: 0)
    #expect(outcome.signature == honest)
  }

  @Test func `every single-bit corruption of an answer is refused`() async throws {
    let note = try log.note()
    let good = try cosigner.cosign(note.textBytes, at: 123_456_789).line
    var accepted: [Int] = []
    for bit in 0..<good.count * 8 {
      var body = good
      body[bit / 8] ^= 1 << UInt8(bit % 8)
      let answer = WitnessResponse(status: 200, contentType: "text/plain", body: body)
      let outcome = try? await client(Scripted([answer])).cosign(
        note, tree: log.tree, lastKnown: 0)
      if outcome != nil { accepted.append(bit) }
    }
    #expect(accepted == [])
  }

  @Test func `a malformed conflict and other statuses are told as they are`() async throws {
    for body in ["", "10", "010\n", "-1\n", "x\n"] {
      let answer = WitnessResponse(
        status: 409, contentType: WitnessResponse.sizeType, body: Array(body.utf8))
      await #expect(throws: WitnessClientError.malformedAnswer) {
        try await client(Scripted([answer])).cosign(log.note(), tree: log.tree, lastKnown: 0)
      }
    }
    let refusal = WitnessResponse(
      status: 503, contentType: "text/html", body: Array("busy\u{1B}[2J\n".utf8))
    await #expect(
      throws: WitnessClientError.refused(status: 503, message: "busy\u{FFFD}[2J\u{FFFD}")
    ) {
      try await client(Scripted([refusal])).cosign(log.note(), tree: log.tree, lastKnown: 0)
    }
  }

  @Test func `a checkpoint that is not of the tree is not sent`() async throws {
    let transport = Scripted([])
    var fork = try TestLog()
    fork.append(300, text: "another")
    await #expect(throws: WitnessClientError.notOurTree(size: 300)) {
      try await client(transport).cosign(fork.note(), tree: log.tree, lastKnown: 0)
    }
    #expect(await transport.bodies.isEmpty)
  }

  @Test func `a log's key is no witness's key`() throws {
    #expect(throws: NoteError.unsupportedKeyType(1)) {
      try WitnessClient(key: log.key, transport: Scripted([]))
    }
  }
}
