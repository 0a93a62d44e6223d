import Register
import Rules

extension OfficialsModel {
  /// What the template is given.
  func bindings(_ forms: DeskForms) -> Bindings {
    let texts = forms.texts
    return [
      "resets": .text(SiteAddress.page(.office(DeskRoute.resets), texts.language).path),
      "half": .optional(half.map { bindings($0, texts) }),
      "fault": .optional(fault.map { texts[$0] }),
      "caption": .text(texts.count("officials-caption", officials.count)),
      "officials": .list(
        officials.map { one in
          [
            "name": .text(one.name ?? texts["person-erased"]),
            "email": .optional(one.email),
            "staffID": .text(one.staffID),
            "roles": .text(roles(one.roles, texts)),
            "active": .flag(one.isActive),
            "you": .flag(one.isViewer),
            "end": one.canEnd ? forms.form(.end(one.id)) : .absent,
            "kept": .flag(one.isActive && !one.canEnd),
          ]
        }),
      "hasProposals": .flag(!proposals.isEmpty),
      "proposals": .list(
        proposals.map { one in
          [
            "name": .text(one.name ?? texts["person-erased"]),
            "email": .optional(one.email),
            "staffID": .text(one.staffID),
            "roles": .text(roles(one.roles, texts)),
            "by": .text(
              texts.fill("officials-by", ["name": one.proposedBy ?? texts["person-erased"]])),
            "confirm": one.canConfirm ? forms.form(.confirm(one.id)) : .absent,
            "state": .text(
              texts[
                one.isConfirmed
                  ? "officials-confirmed"
                  : one.canConfirm ? "officials-unconfirmed" : "officials-other"]),
          ]
        }),
      "propose": forms.form(.officials),
      "draft": .object([
        "name": .text(draft.name), "email": .text(draft.email), "staffID": .text(draft.staffID),
        "choices": .list(
          [AccountRole.officer, .approver, .administrator].map { role in
            [
              "value": .text(role.rawValue),
              "label": .text(texts[DeskWords.name(role)]),
              "about": .text(texts[DeskWords.about(role)]),
              "ticked": .flag(draft.roles.contains(role)),
            ]
          }),
      ]),
    ]
  }

  private func roles(_ roles: [AccountRole], _ texts: Texts) -> String {
    roles.map { texts[DeskWords.name($0)] }.joined(separator: " · ")
  }

  private func bindings(_ shown: ShownHalf, _ texts: Texts) -> Bindings {
    [
      "title": .text(texts[shown.isFirst ? "half-first" : "half-second"]),
      "text": .text(texts.fill("half-text", ["name": shown.name])),
      "code": .text(shown.half.secretText),
      "address": .desk(.activation(shown.proposal), texts),
    ]
  }
}

extension DeskWords {
  /// What a role is for.
  static func about(_ role: AccountRole) -> Wording {
    switch role {
    case .applicant: Wording(zh: "代表主体填报", en: "files for an organization")
    case .officer: Wording(zh: "审核申请并提出意见", en: "reviews applications and recommends")
    case .approver:
      Wording(zh: "对他人提出的意见作出决定，公布清单", en: "decides on what another recommends; publishes lists")
    case .administrator:
      Wording(zh: "创建和停用官方账号，不参与决定", en: "makes and ends official accounts; decides nothing")
    }
  }
}
