import Rules

extension CheckRefusal {
  /// Why, and what to do.
  var wording: Wording {
    switch self {
    case .tooLarge(let limit):
      Wording(
        zh: "文件超过\(limit >> 20) MB：请用命令行在本机核对，命令没有大小限制",
        en:
          "the file has more than \(limit >> 20) MB; check it on your own machine with the command, "
          + "which has no limit")
    case .tooSlow(let limit):
      Wording(
        zh: "文件未能在\(limit.components.seconds)秒内传完：请用命令行在本机核对，或换较快的连接再试",
        en: "the file did not come within \(limit.components.seconds) seconds; check it on your "
          + "own machine with the command, or try again over a faster connection")
    case .busy:
      Wording(zh: "目前等候核对的文件过多，请稍后再试", en: "many files wait to be checked; try again later")
    case .empty: Wording(zh: "没有选择文件，或文件为空", en: "no file was chosen, or it is empty")
    case .storage:
      Wording(zh: "服务器目前无法接收文件，请稍后再试", en: "files cannot be taken just now; try again later")
    case .tooHard:
      Wording(
        zh: "核对此文件所需的时间或内存超过限制：文件可能已损坏",
        en: "looking at the file took more time or memory than is allowed; it may be damaged")
    case .notLookedAt(let reason):
      Wording(zh: "文件未能核对：\(reason)", en: "the file could not be looked at: \(reason)")
    }
  }

  /// The problem for programs.
  var problem: Problem {
    let kind: ProblemKind =
      switch self {
      case .tooLarge: .bodyTooLong
      case .empty: .invalidBody
      case .tooSlow: .tooSlow
      case .storage, .notLookedAt, .busy: .unavailable
      case .tooHard: .fileRefused
      }
    var problem = Problem(kind, zh: wording.zh, en: wording.en)
    switch self {
    case .tooLarge, .tooSlow: problem.hangsUp = true
    default: break
    }
    return problem
  }
}
