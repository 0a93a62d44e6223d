public import Rules

/// Why a file was not taken as evidence.
@nonexhaustive
public enum EvidenceRefusal: Error, Hashable, Sendable {
  /// It has more bytes than are taken.
  case tooLarge(limit: Int)
  /// Its name has no ending, or one that is not known.
  case endingUnknown
  /// Its content is of another kind than its ending says.
  case endingDiffers(found: EvidenceKind)
  /// It is of a kind that is not taken here.
  case kindNotTaken(EvidenceKind, taken: [EvidenceKind])
  /// Its content is refused; the text says why and what to do.
  case unreadable(Wording)
  /// The scanner found malware in it.
  case infected
  /// The scanner gave no answer, for the reason that the operator is told.
  case notScanned(reason: String)
  /// No inspection took place, for the reason that the operator is told.
  case notInspected(reason: String)
  /// Too many files are being looked at just now.
  case busy
  /// It could not be kept, for the reason that the operator is told.
  case storage(EvidenceStoreError)
}

extension EvidenceRefusal {
  /// Whether the fault is the server's, so that the same file may be taken later.
  public var isOurs: Bool {
    switch self {
    case .notScanned, .notInspected, .busy, .storage: true
    default: false
    }
  }

  /// What the person who gave the file is told: what is wrong and what to do.
  public var wording: Wording {
    switch self {
    case .tooLarge(let limit):
      Wording(
        zh: "文件超过\(EvidenceRefusal.size(limit))，请压缩或拆分后上传",
        en: "the file has more than \(EvidenceRefusal.size(limit)); make it smaller, or split it")
    case .endingUnknown:
      Wording(
        zh: "请上传扩展名为\(EvidenceRefusal.list(EvidenceKind.allCases, "、"))的文件",
        en: "give a file whose name ends in \(EvidenceRefusal.list(EvidenceKind.allCases, ", "))")
    case .endingDiffers(let found):
      Wording(
        zh: "文件内容是\(found.endings[0])，与扩展名不符；请改正扩展名或重新导出",
        en: "the content is \(found.endings[0]) and the name says otherwise; correct the name, or "
          + "save the file again")
    case .kindNotTaken(_, let taken):
      Wording(
        zh: "此处只收\(EvidenceRefusal.list(taken, "、"))文件",
        en: "only \(EvidenceRefusal.list(taken, ", ")) is taken here")
    case .unreadable(let wording): wording
    case .infected:
      Wording(
        zh: "查毒程序在文件中发现恶意代码；文件未保存",
        en: "the scanner found malware in the file; it was not kept")
    case .notScanned:
      Wording(
        zh: "文件未能完成查毒，因此未保存；请稍后再试",
        en: "the file could not be scanned for malware and was not kept; try again later")
    case .busy:
      Wording(
        zh: "现在上传文件的人较多，请稍后再试",
        en: "many files are being checked just now; try again in a moment")
    case .notInspected, .storage:
      Wording(zh: "服务器未能保存文件，请稍后再试", en: "the server could not keep the file; try again later")
    }
  }

  /// The reason that only the operator is told, where there is one.
  public var operatorReason: String? {
    switch self {
    case .notScanned(let reason), .notInspected(let reason): reason
    case .storage(let error): error.description
    default: nil
    }
  }

  private static func list(_ kinds: [EvidenceKind], _ separator: String) -> String {
    kinds.map { $0.endings[0] }.joined(separator: separator)
  }

  private static func size(_ bytes: Int) -> String {
    bytes >= 1 << 20 ? "\(bytes >> 20) MiB" : bytes >= 1024 ? "\(bytes >> 10) KiB" : "\(bytes) B"
  }
}
