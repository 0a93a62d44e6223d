internal import Certificates
internal import Media

/// One signing of one file.
struct SigningRun {
  private let work: CredentialSigner
  private let request: CredentialSigner.Request
  private let file: MediaFile
  private let binding: BindingDraft
  private let draft: ManifestDraft
  private let signature: ClaimSignature
  private let placeholder: [UInt8]
  private let nonce: [UInt8]
  private let isSidecar: Bool
  private var remarks: [String]

  init(
    _ work: CredentialSigner, _ request: CredentialSigner.Request, tokenReserve: Int?,
    isSidecar: Bool
  ) throws(SigningError) {
    self.work = work
    self.request = request
    self.isSidecar = isSidecar
    // What the certificate cannot do is said before anything is read.
    signature = try ClaimSignature(
      work.signer, work.validator.known, tokenReserve: tokenReserve)
    do throws(MediaError) {
      file = try MediaFile(reading: request.source, limits: .credentials)
      binding = try BindingDraft(
        file, isSidecar: isSidecar, isUpdate: request.definition.intent == .update)
    } catch {
      throw .media(error)
    }
    if case .none = binding { try SigningRun.checkUpdate(of: file, isSidecar) }
    var assembly = ManifestAssembly(
      request.definition, request.resources, work.validator, request.now, request.randomness)
    draft = try assembly.draft(for: file, named: request.name, bindingLabel: binding.label)
    nonce = assembly.randomness.bytes(8)
    // The numbers of an exclusion are written in five bytes, in nine only where four are too few.
    let isShort = request.source.size < 0x7000_0000
    placeholder = binding.placeholder(
      isExcluding: !isSidecar, limit: isShort ? 0x7FFF_FFFF : Int.max / 2)
    remarks = request.definition.remarks
    if let format = request.definition.format, format != file.format.mediaType {
      remarks.append(
        "the definition says that the file is \(format), and its bytes say \(file.format.mediaType)"
      )
    }
  }

  /// Whether a longer store leaves everything as it is that the binding of before covers.
  private static func checkUpdate(of file: MediaFile, _ isSidecar: Bool) throws(SigningError) {
    let formats: [MediaFormat] = [.jpeg, .png, .gif, .svg, .jpegXL]
    guard isSidecar || !formats.contains(file.format) else { return }
    let place = isSidecar ? "a sidecar" : file.format.name
    throw .definition(
      place: "intent",
      "an update manifest makes the store longer, which is not done here in \(place); take edit, which "
        + "binds the content anew")
  }

  /// Writes the signed file.
  func write(
    to path: String, _ existing: FileWriter.Existing, _ attributesOf: String?,
    _ durability: Durability
  ) throws(SigningError) -> CredentialSigner.Attempt<CredentialSigner.Outcome> {
    let plan: WritePlan
    let place: Range<Int>
    let laid: BindingDraft.Laid
    let frame = try StoreFrame(draft, binding: placeholder, signature: signature.placeholder)
    do throws(MediaError) {
      plan = try file.plan([SlotEdit(.store, frame.store)])
      guard let found = plan.placements[.store] else {
        throw MediaError(.notReadBack("no place for it"), "the manifest store", at: 0)
      }
      place = found
      laid = try binding.lay(
        over: plan.output, without: try exclusion(in: plan, place), size: placeholder.count)
    } catch {
      throw .media(error)
    }
    var stream = HashStream(BindingDraft.algorithm, laid.steps)
    var position = 0
    var attempt: CredentialSigner.Attempt<CredentialSigner.Outcome>?
    do {
      try FileWriter.write(
        plan, to: path, existing: existing, attributesOf: attributesOf,
        durability: durability,
        observer: { piece in
          stream.feed(piece, at: position)
          position += piece.count
        },
        finish: { new in
          let made: (store: [UInt8], remark: String?)
          switch try sign(laid.cbor(stream.digests), in: frame) {
          case .done(let value): made = value
          case .tokenTooLong(let count):
            attempt = .tokenTooLong(count)
            throw SigningError.timeStamp("the token has \(count) bytes")
          }
          // Wrapping such as a checksum depends on the store: the same layout with the real one.
          let final = try file.plan([SlotEdit(.store, made.store)])
          guard final.size == plan.size, final.placements[.store] == place else {
            // So it is in an ID3 tag with unsynchronization: some bytes are written as two.
            throw SigningError.content(
              "the length of a manifest store depends on what is in it in this file; sign it with a "
                + "sidecar")
          }
          let bytes = try final.output.bytes(in: place, of: "the manifest store")
          try new.overwrite(at: place.lowerBound, with: bytes)
          try completeDirectory(of: final, in: new)
          let before = try plan.output.bytes(in: place, of: "the manifest store")
          let holds =
            !laid.steps.isEmpty
            && WrittenContent.covers(laid.steps, at: place.lowerBound, before, replacedBy: bytes)
          let written = WrittenContent(
            BindingDraft.algorithm, laid.steps, digests: stream.digests)
          let report = work.validator.report(
            on: try MediaFile(reading: new, limits: .credentials),
            written: holds ? written : nil, at: request.now)
          attempt = .done(try outcome(report, made.remark))
        })
    } catch {
      if case .tokenTooLong? = attempt { return .tokenTooLong(tokenLength(attempt)) }
      throw SigningRun.error(error)
    }
    guard let attempt else { throw .content("nothing was signed") }
    return attempt
  }

  /// Writes the checksum of the finished store into the directory of an archive.
  private func completeDirectory(of plan: WritePlan, in new: NewFile) throws {
    guard case .members = binding else { return }
    let directory = try ZIPDirectory(plan.output)
    guard let store = directory.members.last(where: { $0.name == ZIPDirectory.storePath }) else {
      return
    }
    let sum = try plan.output.bytes(in: store.checksum, of: "the directory of the archive")
    try new.overwrite(at: store.checksum.lowerBound, with: sum)
  }

  /// What the hash leaves out: the store with its wrapping, but in an ID3 tag and in a PDF the store
  /// alone, which is what other engines compare with.
  private func exclusion(in plan: WritePlan, _ place: Range<Int>) throws(MediaError) -> Range<Int> {
    switch file.format {
    case .mp3, .flac, .aac, .aiff, .pdf: break
    default: return place
    }
    let slot = try MediaFile(reading: plan.output).slots(.store).last
    guard case .ranges(let ranges)? = slot?.payload, let first = ranges.first, ranges.count == 1,
      place.contains(first.lowerBound), first.upperBound <= place.upperBound
    else { return place }
    return first
  }

  private func tokenLength(_ attempt: CredentialSigner.Attempt<CredentialSigner.Outcome>?) -> Int {
    if case .tokenTooLong(let count)? = attempt { count } else { 0 }
  }

  /// Makes the store that lies beside the file.
  func sidecar() throws(SigningError)
    -> CredentialSigner.Attempt<(store: [UInt8], outcome: CredentialSigner.Outcome)>
  {
    var pass = HashPass()
    let laid: BindingDraft.Laid
    let place: Int
    do throws(MediaError) {
      laid = try binding.lay(over: file.source, without: nil, size: placeholder.count)
      place = pass.add(HashStream(BindingDraft.algorithm, laid.steps))
      try pass.run(over: file.source)
    } catch {
      throw .media(error)
    }
    let frame = try StoreFrame(draft, binding: placeholder, signature: signature.placeholder)
    let digests = pass.streams[place].digests
    switch try sign(laid.cbor(digests), in: frame) {
    case .tokenTooLong(let count): return .tokenTooLong(count)
    case .done(let made):
      let hashed = WrittenContent(BindingDraft.algorithm, laid.steps, digests: digests)
      let report = work.validator.report(
        on: file, sidecar: made.store, written: hashed, at: request.now)
      return .done((made.store, try outcome(report, made.remark)))
    }
  }

  /// The store with the binding, signed and stamped.
  private func sign(
    _ binding: [UInt8], in frame: StoreFrame
  ) throws(SigningError) -> CredentialSigner.Attempt<(store: [UInt8], remark: String?)> {
    var frame = frame
    try frame.put(binding: binding)
    let (bytes, remark) = try ClaimSigners.signature(
      over: signature.toBeSigned(frame.claim), by: work.signer, length: signature.signatureLength)
    var token: [UInt8]?
    if let authority = work.timeStamping {
      token = try TimeStampRequesting.token(
        over: signature.toBeStamped(bytes), from: authority, nonce: nonce)
    }
    guard let encoded = signature.encoded(bytes, token: token) else {
      return .tokenTooLong(token?.count ?? 0)
    }
    try frame.put(signature: encoded)
    return .done((frame.store, remark))
  }

  /// What came of it, where it holds.
  private func outcome(
    _ report: ValidationReport, _ remark: String?
  ) throws(SigningError) -> CredentialSigner.Outcome {
    let hasLists = work.validator.trust.lists.contains { $0.usages[.claimSigning] != nil }
    guard report.state == .trusted || report.state == .valid && !hasLists,
      report.store?.active?.label == draft.label
    else { throw .notValid(report) }
    if work.timeStamping != nil, report.signer?.stampedTime == nil {
      throw .timeStamp("it does not hold when it is read back")
    }
    return CredentialSigner.Outcome(
      label: draft.label, report: report, remarks: remarks + [remark].compactMap { $0 })
  }

  private static func error(_ error: any Error) -> SigningError {
    if let error = error as? SigningError { return error }
    if let error = error as? MediaError { return .media(error) }
    return .content("\(error)")
  }
}
