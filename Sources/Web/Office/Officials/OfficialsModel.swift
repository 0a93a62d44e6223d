import Register
import Rules

/// The authority's accounts, and those that are proposed and not in use yet.
struct OfficialsModel: Sendable {
  var officials: [Official] = []
  var proposals: [Proposal] = []
  var draft = ProposalDraft()
  /// Why what was asked was not done.
  var fault: Wording?
  /// Half of an activation code, which is shown this once.
  var half: ShownHalf?

  struct Official: Hashable, Sendable {
    var id: Identifier
    var name: String?
    var email: String?
    var roles: [AccountRole]
    var staffID: String
    var isActive: Bool
    var isViewer: Bool
    var canEnd: Bool
  }

  struct Proposal: Hashable, Sendable {
    var id: Identifier
    var name: String?
    var email: String?
    var roles: [AccountRole]
    var staffID: String
    var proposedBy: String?
    var isConfirmed: Bool
    /// Whether the viewer is the second administrator that it needs.
    var canConfirm: Bool
  }

  struct ShownHalf: Hashable, Sendable {
    var isFirst: Bool
    var half: ActivationHalf
    var proposal: Identifier
    /// Whose account it will be.
    var name: String
  }
}

/// An account as it is proposed, as it was typed.
struct ProposalDraft: Hashable, Sendable {
  var name = ""
  var email = ""
  var staffID = ""
  var roles: Set<AccountRole> = []

  init() {}

  init(_ form: FormFields) {
    name = form.text("name") ?? ""
    email = form.text("email") ?? ""
    staffID = form.text("staff-id") ?? ""
    roles = Set(form.texts("roles").compactMap(AccountRole.init))
  }
}

extension OfficialsModel {
  init(
    _ desk: Desk, draft: ProposalDraft = ProposalDraft(), fault: Wording? = nil,
    half: ShownHalf? = nil
  ) {
    self.init(draft: draft, fault: fault, half: half)
    let all = desk.cases.officials
    let administrators = all.count { $0.isActive && $0.roles.contains(.administrator) }
    officials = all.map { account in
      let details = (try? desk.registrar.details(of: account.person)) ?? nil
      let keeps = account.roles.contains(.administrator) && administrators <= 2
      return Official(
        id: account.id, name: details?.name, email: details?.email,
        roles: Self.ordered(account.roles), staffID: account.staffID ?? "",
        isActive: account.isActive, isViewer: account.id == desk.viewer.id,
        canEnd: account.isActive && !keeps)
    }
    proposals = desk.cases.openProposals.map { proposal in
      let details = (try? desk.registrar.details(of: proposal.person)) ?? nil
      return Proposal(
        id: proposal.id, name: details?.name, email: details?.email,
        roles: Self.ordered(proposal.roles), staffID: proposal.staffID,
        proposedBy: desk.name(ofAccount: proposal.proposedBy),
        isConfirmed: proposal.isConfirmed,
        canConfirm: !proposal.isConfirmed && !desk.isMine(proposal.proposedBy))
    }
  }

  static func ordered(_ roles: Set<AccountRole>) -> [AccountRole] {
    AccountRole.allCases.filter(roles.contains)
  }
}
