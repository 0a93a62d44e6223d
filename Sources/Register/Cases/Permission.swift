/// Who may give which command, in which state of an application: the whole of it, as data.
///
/// The one place that is asked, and the source of `docs/permissions.md`. What it allows may still be
/// refused for who the actor is (acts for the organization, another Person than the one before).
public enum Permission {
  /// The states in which a command can be given.
  public static func statuses(_ command: ApplicationCommand.Name) -> Set<ApplicationStatus> {
    switch command {
    case .begin: []
    case .submit: [.draft, .returned]
    case .withdraw: [.draft, .submitted, .returned, .recommended]
    case .claim, .release, .giveBack, .recommend: [.submitted]
    case .sendBack, .approve, .refuse: [.recommended]
    case .publish: [.approved]
    case .erase: [.refused, .withdrawn]
    }
  }

  /// The roles of which one is needed for a command.
  public static func roles(_ command: ApplicationCommand.Name) -> Set<AccountRole> {
    switch command {
    case .begin, .submit, .withdraw, .erase: [.applicant]
    case .claim, .release, .giveBack, .recommend: [.officer]
    case .sendBack, .approve, .refuse, .publish: [.approver]
    }
  }

  /// The roles of which one is needed for a command on accounts; `nil` where none is asked, since
  /// something else decides: a code, or access to the machine.
  public static func roles(_ command: PeopleCommand) -> Set<AccountRole>? {
    switch command {
    case .propose, .confirm, .proposeReset, .confirmReset: [.administrator]
    case .register, .activate, .begin, .demonstrate, .redeemReset: nil
    case .end, .erase: Set(AccountRole.allCases)
    }
  }

  /// The roles of which one is needed for a command on organizations.
  public static func roles(_ command: OrganizationCommand) -> Set<AccountRole> {
    switch command {
    case .register, .join, .claimFiling, .leave: [.applicant]
    case .accept, .decline: [.officer]
    }
  }

  /// The matrix as the documents show it: roles × states × commands.
  public static var table: String {
    var lines = [
      "| state | " + AccountRole.allCases.map(\.rawValue).joined(separator: " | ") + " |",
      "| --- |" + String(repeating: " --- |", count: AccountRole.allCases.count),
    ]
    for status in [nil] + ApplicationStatus.allCases.map(Optional.some) {
      let cells = AccountRole.allCases.map { role in
        let names = ApplicationCommand.Name.allCases.filter { command in
          roles(command).contains(role)
            && status.map { statuses(command).contains($0) } ?? (command == .begin)
        }
        return names.isEmpty ? "–" : names.map(\.rawValue).joined(separator: ", ")
      }
      lines.append(
        "| \(status?.rawValue ?? "(none yet)") | " + cells.joined(separator: " | ") + " |")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
