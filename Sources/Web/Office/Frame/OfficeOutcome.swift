import Hummingbird
import Register
import Rules

/// What comes of a visit to the office.
enum OfficeOutcome: Sendable {
  /// A page; a form that came back with errors is sent with 422.
  case content(PageContent)
  /// Another page of the office, by its path without a language, with the key of a text that says
  /// what was done (`done-...`).
  case redirect(String, notice: String?)
  /// It is not done; the page says why, and leads back.
  case refused(OfficeRefusal)
  /// One has to sign in first, and is led back to `next`.
  case signIn(next: String?)
  /// A session begins: the browser gets its token, and goes on.
  case begin(SecretToken, then: String, notice: String?)
  /// A session begins anew, and a page is shown at once, since it is to be had only now.
  case beginShowing(SecretToken, PageContent)
  /// The session has ended.
  case end(notice: String?)
  /// A file.
  case file(Response)

  /// A page of the office.
  static func page(_ page: OfficePage, _ visit: Visit) -> OfficeOutcome {
    .content(page.content(visit))
  }
  /// Another page of the office.
  static func redirect(_ path: String) -> OfficeOutcome { .redirect(path, notice: nil) }
}

/// Why something was not done, for the page that says so.
struct OfficeRefusal: Hashable, Sendable {
  /// 403, 404, 409, 422 and so on.
  var status: Int
  /// The heading.
  var title: Wording
  /// What is wrong, and what to do.
  var wording: Wording
  /// The path of the office that leads back, without a language.
  var back: String

  init(status: Int, title: Wording, wording: Wording, back: String = OfficePath.start) {
    self.status = status
    self.title = title
    self.wording = wording
    self.back = back
  }

  /// What cannot be seen is answered as what is not there.
  static let unknown = OfficeRefusal(
    status: 404, title: Wording(zh: "没有此页", en: "There is no such page"),
    wording: Wording(
      zh: "此处没有内容，或者您无权查看。",
      en: "There is nothing here, or nothing that you may see."))

  /// A form that did not come from a page of this session.
  static let forged = OfficeRefusal(
    status: 403, title: Wording(zh: "表单未被接受", en: "The form was not accepted"),
    wording: Wording(
      zh: "该表单不是由您当前登录状态下的页面发出的，因此未作任何更改。请返回并重新载入该页，再提交一次。",
      en:
        "The form did not come from a page of this session, so nothing was changed. Go back, load "
        + "the page again and send it once more."))

  /// A command of the register that was refused.
  init(_ refusal: Refusal, back: String = OfficePath.start) {
    guard refusal != .unknown else {
      self = .unknown
      return
    }
    let status =
      switch refusal {
      case .mirror, .accountEnded, .role, .notActing, .samePerson, .ownCase: 403
      case .state, .inHand, .notInHand, .nameTaken, .organizationKnown, .staffIDTaken, .begun: 409
      default: 422
      }
    self.init(
      status: status, title: Wording(zh: "未能办理", en: "This was not done"),
      wording: refusal.wording, back: back)
  }
}
