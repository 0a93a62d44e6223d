import Record
import Transparency

/// What a monitor saw, for machines.
struct MonitorAnswer: Encodable {
  let ok: Bool
  let what: String
  let explanation: String
  let before: UInt64?
  let size: UInt64?
  /// The checkpoint that was remembered and the one that does not go with it, as signed.
  var evidence: [String] = []

  init(_ report: MonitorReport) {
    ok = report.isGood
    explanation = report.description
    switch report {
    case .first(let checkpoint): (what, before, size) = ("first", nil, checkpoint.size)
    case .unchanged(let checkpoint):
      (what, before, size) = ("unchanged", checkpoint.size, checkpoint.size)
    case .grown(let old, let new): (what, before, size) = ("grown", old.size, new.size)
    case .rewritten(let old, let new, _):
      (what, before, size) = ("rewritten", nil, nil)
      evidence = [old, new].map { String(decoding: $0.encoded, as: UTF8.self) }
    case .rolledBack(let old, let new, _):
      (what, before, size) = ("rolled-back", nil, nil)
      evidence = [old, new].map { String(decoding: $0.encoded, as: UTF8.self) }
    case .unreadable: (what, before, size) = ("unreadable", nil, nil)
    }
  }
}

/// A moment of a cosignature, for people.
func moment(_ seconds: UInt64) -> String { Moment(seconds: Int(clamping: seconds)).description }
