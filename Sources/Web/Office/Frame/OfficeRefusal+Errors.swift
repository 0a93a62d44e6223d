import Register
import Rules

extension OfficeRefusal {
  private static let notDone = Wording(zh: "未能办理", en: "This was not done")

  /// As many accounts were opened as may be in an hour, from one address or from all.
  static func tooManyAccounts(_ seconds: Int) -> OfficeRefusal {
    let minutes = max(1, (seconds + 59) / 60)
    return OfficeRefusal(
      status: 429, title: notDone,
      wording: Wording(
        zh: "近一小时内注册的账号过多，请\(minutes)分钟后再试；已有账号的，请直接登录。",
        en: "Many accounts were opened within the last hour. Try again in \(minutes) "
          + "\(minutes == 1 ? "minute" : "minutes"); if you have an account, sign in."),
      back: OfficePath.signIn)
  }

  /// A form that could not be read.
  init(_ error: FormError) {
    let problem = error.problem
    self.init(
      status: problem.kind.status, title: Wording(zh: "表单无法读取", en: "The form could not be read"),
      wording: problem.detail)
  }

  /// Something about an account that was not done.
  init(_ refusal: AccountRefusal) {
    let status =
      switch refusal {
      case .tooManyAttempts: 429
      case .busy, .storage: 503
      case .secondFactorFirst, .officialKeepsSecondFactor, .ended: 403
      default: 422
      }
    self.init(
      status: status, title: Self.notDone, wording: refusal.wording, back: OfficePath.account)
  }

  /// A file that was not taken.
  init(_ refusal: EvidenceRefusal) {
    self.init(
      status: refusal.isOurs ? 503 : 422,
      title: Wording(zh: "文件未被接受", en: "The file was not taken"), wording: refusal.wording)
  }

  /// The page that says so.
  func page(_ visit: Visit) -> OfficePage {
    var page = OfficePage(title: visit.texts[title], path: visit.path)
    page.blocks = [
      .text(visit.texts[wording]),
      .links([OfficeLink(visit.texts["office-back"], back)]),
    ]
    return page
  }
}
