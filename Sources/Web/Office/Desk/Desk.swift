import Record
import Register
import Rules

/// What the authority's own pages are made from: one state of the register, who looks, and when.
struct Desk: Sendable {
  let registrar: Registrar
  let cases: CaseState
  let state: RegisterState
  /// Who looks: an account of the authority's.
  let viewer: Account
  let now: Moment

  init(
    _ registrar: Registrar, _ cases: CaseState, _ state: RegisterState, viewer: Account,
    now: Moment
  ) {
    self.registrar = registrar
    self.cases = cases
    self.state = state
    self.viewer = viewer
    self.now = now
  }

  var today: Day { now.beijingDay }
  var calendar: WorkingDayCalendar { .china }

  func has(_ role: AccountRole) -> Bool { viewer.isActive && viewer.roles.contains(role) }

  /// The name of a Person; `nil` where it was erased or cannot be read.
  func name(of person: Identifier) -> String? {
    (try? registrar.details(of: person))?.name
  }

  /// The name of the Person whose account it is; `nil` as for ``name(of:)``.
  func name(ofAccount account: Identifier) -> String? {
    cases.account(account).flatMap { name(of: $0.person) }
  }

  /// Whether an account belongs to whoever looks.
  func isMine(_ account: Identifier?) -> Bool {
    account.flatMap { cases.account($0)?.person } == viewer.person
  }

  /// Whether the viewer may look into a case: it was handed in, and is not the viewer's own.
  func maySee(_ application: Application) -> Bool {
    application.round > 0 && (has(.officer) || has(.approver))
      && !cases.acts(viewer.person, for: application.organization)
  }

  /// Whether the viewer may take a step now, as far as role and state go.
  func may(_ step: ApplicationCommand.Name, _ application: Application) -> Bool {
    maySee(application) && statuses(step).contains(application.status)
  }

  /// The states in which the viewer may take a step, as far as roles go.
  func statuses(_ step: ApplicationCommand.Name) -> Set<ApplicationStatus> {
    viewer.roles.isDisjoint(with: Permission.roles(step)) ? [] : Permission.statuses(step)
  }

  /// The newest dossier of an application; `nil` where its record was erased.
  func dossier(_ application: Application) -> Submission? {
    try? registrar.submission(of: application, round: application.round)
  }
}

extension Submission {
  /// The name of the algorithm, as it is written in the form.
  var algorithm: String? {
    guard case .text(let name)? = answers.fields["algorithm-name"] else { return nil }
    return name
  }
}
