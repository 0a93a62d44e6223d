import Register
import Rules

/// The words of the field for where a case stands and for what was done in it, as the authority's
/// people say them.
enum DeskWords {
  static func name(_ status: ApplicationStatus) -> Wording {
    switch status {
    case .draft: Wording(zh: "起草中", en: "Draft")
    case .submitted: Wording(zh: "审核中", en: "Under review")
    case .returned: Wording(zh: "已退回", en: "Returned")
    case .recommended: Wording(zh: "待决定", en: "Waiting for a decision")
    case .approved: Wording(zh: "已准予备案，待公布", en: "Filed, not published yet")
    case .published: Wording(zh: "已公布", en: "Published")
    case .refused: Wording(zh: "不予备案", en: "Not filed")
    case .withdrawn: Wording(zh: "已撤回", en: "Withdrawn")
    }
  }

  /// What somebody did.
  static func done(_ step: ApplicationCommand.Name) -> Wording {
    switch step {
    case .begin: Wording(zh: "开始填报", en: "Begun")
    case .submit: Wording(zh: "提交", en: "Handed in")
    case .withdraw: Wording(zh: "撤回", en: "Withdrawn")
    case .claim: Wording(zh: "领取", en: "Taken in hand")
    case .release: Wording(zh: "放回", en: "Laid back")
    case .giveBack: Wording(zh: "退回", en: "Returned")
    case .recommend: Wording(zh: "提出审核意见", en: "Recommendation made")
    case .sendBack: Wording(zh: "退回复审", en: "Sent back for another review")
    case .approve: Wording(zh: "准予备案", en: "Filed")
    case .refuse: Wording(zh: "不予备案", en: "Not filed")
    case .publish: Wording(zh: "公布", en: "Published")
    case .erase: Wording(zh: "材料已删除", en: "Dossier erased")
    }
  }

  static func name(_ outcome: Application.Recommendation.Outcome) -> Wording {
    switch outcome {
    case .file: Wording(zh: "建议准予备案", en: "File it")
    case .refuse: Wording(zh: "建议不予备案", en: "Do not file it")
    }
  }

  static func name(_ role: AccountRole) -> Wording {
    switch role {
    case .applicant: Wording(zh: "填报人", en: "Applicant")
    case .officer: Wording(zh: "审核员", en: "Officer")
    case .approver: Wording(zh: "决定人", en: "Approver")
    case .administrator: Wording(zh: "管理员", en: "Administrator")
    }
  }

  /// How a status looks: the class of the pill, and a drawing so that colour is not all.
  static func look(_ status: ApplicationStatus) -> (style: String, icon: String) {
    switch status {
    case .draft, .submitted: ("state-open", Icon.ring)
    case .recommended: ("state-wait", Icon.pair)
    case .returned: ("state-wait", Icon.turn)
    case .approved, .published: ("state-good", Icon.check)
    case .refused, .withdrawn: ("state-bad", Icon.cross)
    }
  }
}

extension Icon {
  static let ring = "M8 3a5 5 0 1 0 0 10a5 5 0 1 0 0-10"
  static let pair = "M5.5 4a4 4 0 1 0 0 8M10.5 4a4 4 0 1 1 0 8"
}

extension Binding {
  /// Where an application stands, for the partial `status`.
  static func state(_ status: ApplicationStatus, _ texts: Texts) -> Binding {
    let (style, icon) = DeskWords.look(status)
    return .object([
      "class": .text(style), "icon": .text(icon), "name": .text(texts[DeskWords.name(status)]),
    ])
  }
}
