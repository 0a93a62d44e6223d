public import Rules

/// Why a command of a case is not carried out: what is wrong, and what to do.
@nonexhaustive
public enum Refusal: Error, Hashable, Sendable {
  /// The register takes no filings of its own.
  case mirror
  /// There is nothing under that id that the actor may see.
  case unknown
  /// The actor's account is ended, or not known.
  case accountEnded
  /// None of the account's roles may give the command.
  case role(needed: Set<AccountRole>)
  /// The state does not allow it.
  case state(String)
  /// The actor does not act for the organization.
  case notActing
  /// Four eyes: the same Person has taken the step before.
  case samePerson
  /// The actor acts for the organization that the case is about.
  case ownCase
  /// An officer has it in hand.
  case inHand
  /// The actor has not taken it in hand.
  case notInHand
  /// What was handed in is not complete.
  case incomplete([Finding])
  /// Items of the return are neither corrected nor answered.
  case unanswered([String])
  /// Another filing, or another application, has this algorithm name.
  case nameTaken(String)
  /// The organization is registered already.
  case organizationKnown
  /// Another official account has this staff id.
  case staffIDTaken
  /// The roles do not go together.
  case roles
  /// The code is wrong.
  case code
  /// Enough administrators are there to make more.
  case begun
  /// Something is missing or too long.
  case text(String)
  /// All running numbers of the organization are used.
  case numbersUsedUp
  /// What was handed in has to be kept until this day.
  case kept(until: Day)
  /// The edition of the rulebook, or the record, cannot be read any more.
  case lost(String)

  /// A code for machines, stable.
  public var code: String {
    switch self {
    case .mirror: "mirror"
    case .unknown: "unknown"
    case .accountEnded: "account-ended"
    case .role: "role"
    case .state: "state"
    case .notActing: "not-acting"
    case .samePerson: "same-person"
    case .ownCase: "own-case"
    case .inHand: "in-hand"
    case .notInHand: "not-in-hand"
    case .incomplete: "incomplete"
    case .unanswered: "unanswered"
    case .nameTaken: "name-taken"
    case .organizationKnown: "organization-known"
    case .staffIDTaken: "staff-id-taken"
    case .roles: "roles"
    case .code: "code"
    case .begun: "begun"
    case .text: "text"
    case .numbersUsedUp: "numbers-used-up"
    case .kept: "kept"
    case .lost: "lost"
    }
  }

  /// A sentence for people, in both languages.
  public var wording: Wording {
    switch self {
    case .mirror:
      Wording(zh: "本站是镜像，不受理备案", en: "this is a mirror, and takes no filings")
    case .unknown:
      Wording(zh: "没有这一事项，或您无权查看", en: "there is no such thing, or you may not see it")
    case .accountEnded:
      Wording(zh: "此账号已停用", en: "this account is not in use any more")
    case .role(let needed):
      Wording(
        zh: "您的账号不能办理此事项（需要：\(needed.map(\.rawValue).sorted().joined(separator: "、"))）",
        en: "your account may not do this (it takes: "
          + needed.map(\.rawValue).sorted().joined(separator: ", ") + ")")
    case .state(let state):
      Wording(zh: "当前状态（\(state)）下不能办理", en: "this cannot be done while it is \(state)")
    case .notActing:
      Wording(
        zh: "您尚未获准代表该主体：请提交授权材料，待审核通过",
        en: "you do not act for this organization: ask to, with a document that shows it")
    case .samePerson:
      Wording(zh: "须由另一人办理", en: "this takes another person")
    case .ownCase:
      Wording(
        zh: "您代表该主体，须回避", en: "you act for this organization, so somebody else has to do this")
    case .inHand: Wording(zh: "已由另一审核员领取", en: "another officer has it in hand")
    case .notInHand: Wording(zh: "请先领取", en: "take it in hand first")
    case .incomplete(let findings):
      Wording(
        zh: "还差\(findings.count)项", en: "it is not complete: \(findings.count) things are missing")
    case .unanswered(let places):
      Wording(
        zh: "退回事项尚未更正或说明：\(places.joined(separator: "、"))",
        en: "correct these items of the return, or answer them: \(places.joined(separator: ", "))")
    case .nameTaken(let name):
      Wording(
        zh: "算法名称“\(name)”已被使用", en: "there is an algorithm named \(name) already; names are unique"
      )
    case .organizationKnown:
      Wording(
        zh: "该统一社会信用代码已登记，请申请代表该主体",
        en: "an organization with this credit code is registered: ask to act for it")
    case .staffIDTaken:
      Wording(zh: "此工号已有账号", en: "there is an account with this staff id")
    case .roles:
      Wording(
        zh: "管理员账号不得兼任其他角色；官方账号须为审核员、决定人或管理员",
        en:
          "an administrator has no other role; an official account is for an officer, an approver "
          + "or an administrator")
    case .code: Wording(zh: "激活码不正确", en: "the activation code is wrong")
    case .begun:
      Wording(
        zh: "已有两名管理员，其他账号由他们创建",
        en: "there are two administrators already; they make all other accounts")
    case .text(let what):
      Wording(zh: "内容缺失或过长：\(what)", en: "this is missing or too long: \(what)")
    case .numbersUsedUp:
      Wording(zh: "该主体的流水号已用完", en: "the running numbers of this organization are used up")
    case .kept(let day):
      Wording(
        zh: "申请人可能提起复议或诉讼，所交内容须保存至\(day.iso)",
        en: "what was handed in is kept until \(day.iso), while the decision can still be contested"
      )
    case .lost(let what):
      Wording(zh: "所需记录无法读取：\(what)", en: "what this needs cannot be read any more: \(what)")
    }
  }
}
