import Register
import Transparency

/// What an audit of a log found, for people and for machines.
struct AuditAnswer: Encodable {
  let ok: Bool
  var origin: String?
  var size: UInt64?
  var root: String?
  var computedRoot: String?
  var entries: UInt64?
  var entryBytes: UInt64?
  var bundles: UInt64?
  var tiles: UInt64?
  var partialTiles: UInt64?
  /// `verified` or `not-checked`.
  var signature: String?
  /// The key that signed (C2SP verifier key): what a policy names.
  var key: String?
  /// Whether the keys are those that whoever asks holds, not those that the log gives out.
  var ownKeys: Bool?
  var witnesses: [WitnessAnswer] = []
  /// Entries of a ledger that are known to be those that were published.
  var published: UInt64?
  var findings: [String]

  /// The log could not be audited because of what it is.
  init(fault: String) {
    ok = false
    findings = [fault]
  }

  init(_ report: AuditReport, ownKeys: Bool, published: StoredLog.Published = .unknown) {
    findings = report.findings.map(\.description)
    switch published {
    case .unknown: ok = report.isClean
    case .agrees(let size):
      ok = report.isClean
      self.published = size
    case .differs(let reason):
      ok = false
      findings.append(reason)
    }
    origin = report.checkpoint.origin
    size = report.checkpoint.size
    root = report.checkpoint.root.base64
    computedRoot = report.computedRoot.base64
    entries = report.entries
    entryBytes = report.entryBytes
    bundles = report.bundles
    tiles = report.tiles
    partialTiles = report.partialTiles
    self.ownKeys = ownKeys
    if case .verified(let log, let cosignatures) = report.signature {
      signature = "verified"
      key = log.text
      witnesses = cosignatures.map(WitnessAnswer.init)
    } else {
      signature = "not-checked"
    }
  }
}

extension AuditAnswer {
  /// Tells people what was checked and what was found.
  func tell() {
    if let origin, let size, let root {
      Output.line("log         \(origin)")
      Output.line("checkpoint  \(size) entries, root \(root)")
      if let key {
        Output.line(
          "signature   holds, by "
            + (ownKeys == true ? "a key that you hold" : "the key that the log itself gives out"))
        Output.line("key         \(key)")
      } else {
        Output.line("signature   not checked: no key was given; name one with --policy")
      }
    }
    for witness in witnesses { Output.line("witness     \(witness.name) at \(witness.time)") }
    if let entries, let entryBytes, let bundles, let tiles, let partialTiles, let computedRoot {
      Output.line(
        "checked     \(entries) entries (\(entryBytes) bytes) in \(bundles) bundles; \(tiles) tiles, "
          + "\(partialTiles) of them partial")
      Output.line("computed    root \(computedRoot)")
    }
    if let published {
      Output.line("published   \(published) entries, with which the ledger begins")
    }
    for finding in findings { Output.line("WRONG       \(finding)") }
    Output.line(
      ok
        ? "result      every entry, every tile and the signed root agree"
        : "result      THE LOG DOES NOT HOLD: keep this output, and the log")
  }
}

/// A cosignature, for machines.
struct WitnessAnswer: Encodable {
  let name: String
  let time: String

  init(_ cosignature: Cosignature) {
    name = cosignature.witness
    time = moment(cosignature.timestamp)
  }
}
