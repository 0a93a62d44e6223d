import Hummingbird
import Logging
import Record
import Rules
import TestSupport

@testable import Register
@testable import Web

extension PageSamples {
  /// Where a sample comes from: no connection.
  private struct Nowhere: RequestContextSource {
    let logger = Logger(label: "samples") { _ in SwiftLogNoOpLogHandler() }
  }

  /// A visit of somebody whose name, address and everything else is what a test says.
  func visit(
    _ page: PageRequest, _ texts: Texts, _ account: AccountKind = .personal,
    roles: Set<AccountRole> = [.applicant], hasFactor: Bool = true, isSignedIn: Bool = true
  ) -> Visit {
    var random = SystemRandomNumberGenerator()
    let id = Identifier.random(using: &random)
    let person = Identifier.random(using: &random)
    let signIn = SignInAccount(
      id: id, login: word, person: person, kind: account, created: Self.officeNow,
      hasSecondFactor: hasFactor, recoveryCodesLeft: 2)
    let session = Session(
      account: signIn, created: Self.officeNow, secondFactor: hasFactor, hash: [1, 2, 3])
    let visitor = Visitor(
      token: SecretToken(.session, random: .system), session: session,
      account: Account(
        id: id, person: person, roles: roles, staffID: account == .official ? word : nil))
    return Visit(
      request: Request(
        head: HTTPRequest(method: .get, scheme: "http", authority: "localhost", path: "/office"),
        body: RequestBody(buffer: ByteBuffer())),
      context: WebContext(
        CoreRequestContextStorage(source: Nowhere()), client: "192.0.2.1", hangUp: {}),
      page: page, texts: texts, cases: CaseState(), visitor: isSignedIn ? visitor : nil,
      now: Self.officeNow, path: "/office", canHoldSession: true, client: "192.0.2.1")
  }

  static let officeNow = Moment(seconds: 1_795_000_000)

  /// A page with every kind of block and of field, and a text of strangers in every place.
  func everyBlock(_ visit: Visit) -> OfficePage {
    let link = OfficeLink(word, "/office/" + word)
    var coded = OfficeCell(word, isCode: true)
    coded.note = word
    var elsewhere = OfficeCell(word)
    elsewhere.address = word
    let button = OfficeFormBlock(
      "/office/x", buttons: [.init(word, name: word, value: word, isSecondary: true, about: word)],
      hidden: [(word, word)], label: word)
    let cells = [
      OfficeCell(word), OfficeCell(word, path: "/office/" + word), coded, elsewhere,
      OfficeCell(OfficeBadge(word, .bad)), OfficeCell(button),
    ]
    var page = OfficePage(title: word, path: "/office", section: .account)
    page.crumbs = [link]
    page.lead = word
    page.badge = OfficeBadge(word, .good)
    page.faults = [word]
    page.hasScript = true
    page.side = [
      .steps([
        OfficeStep(link: link, note: word, isDone: true, isCurrent: true),
        OfficeStep(link: link, note: word, isDone: false, isCurrent: false),
      ])
    ]
    page.blocks = QRCode(word).map { [.qrCode($0, text: word)] } ?? []
    page.blocks += [
      .heading(word, id: "x"), .heading(word), .text(word), .hint(word), .notice(word),
      .notice(word, isWarning: true), .facts(cells.map { (word, $0) }), .links([link]),
      .buttons([link, link]), .items([word]),
      .table(OfficeTable(caption: word, headings: cells.map { _ in word }, rows: [cells])),
      .code([word]),
      .events([
        OfficeEvent(what: word, who: word, note: word, at: Self.officeNow),
        OfficeEvent(what: word, who: word, note: nil, at: Self.officeNow),
      ]),
      .form(
        OfficeFormBlock(
          "/office/y", fields: fields, buttons: [.init(word)], hasFiles: true, label: word,
          isAutosaved: true)),
      .form(OfficeFormBlock("/office/z", fields: [bare], buttons: [.init(word)])),
    ]
    return page
  }

  /// A field of every kind, with all that can stand at one.
  private var fields: [OfficeField] {
    let options = [
      OfficeField.Option(value: word, label: word), OfficeField.Option(value: "x", label: word),
    ]
    let controls: [OfficeField.Control] = [
      .line(type: "text", autocomplete: "off"), .lines(rows: 3), .radios(options),
      .select(options), .checks(options), .file(accept: ".pdf"), .heading,
    ]
    return controls.map { control in
      var field = OfficeField(
        word, word, control, value: word, help: word, isRequired: true, error: word)
      field.saysOptional = true
      field.remarks = [word]
      field.button = .init(word, name: word, value: word, about: word)
      return field
    }
  }

  /// A field with nothing but its label.
  private var bare: OfficeField { OfficeField("a", word, .line(type: "text", autocomplete: "off")) }

  /// The pages of those who sign in that are made of blocks, for somebody with the sample's words.
  func office(_ page: PageRequest, _ texts: Texts) throws -> [(String, PageContent)] {
    let visit = visit(page, texts)
    var done = page
    done.items = QueryItems(parsing: "done=done-saved")
    let official = self.visit(page, texts, .official, roles: [.officer, .approver])
    let bare = self.visit(page, texts, hasFactor: false)
    let stranger = self.visit(page, texts, isSignedIn: false)
    let token = APIToken(
      id: visit.visitor?.account.id ?? .random(using: &Self.unseeded), name: word,
      scopes: [.read, .file], created: Self.officeNow, expires: Self.officeNow)
    var tokens = TokensPage(tokens: [token])
    tokens.name = word
    tokens.errors = ["name": word, "scopes": word, "days": word]
    var check = IdentityCheck()
    check.passwordError = word
    check.codeError = word
    tokens.check = check
    let made = MadeToken(token: SecretToken(.api, random: .system), listed: token)
    var signIn = SignInForm(next: word)
    signIn.login = word
    signIn.refusal = .codeWrong
    var registration = RegistrationForm()
    registration.name = word
    registration.email = word
    registration.errors = ["name": word, "email": word, "password": word]
    let erasure = ErasurePage(alone: [organization], sureError: word, check: check)
    let setup = SecondFactorSetup(secretText: word, address: word)
    let mandates = self.mandates
    let reasons = Dictionary(uniqueKeysWithValues: mandates.map { ($0.id, word) })
    var organizations = OrganizationsPage(mandates: mandates, reasons: reasons)
    organizations.code = word
    organizations.name = word
    organizations.errors = ["credit-code": word, "name": word, "document": word]
    var own = OwnOrganizationPage(organization: organization)
    own.people = [word]
    own.claims = mandates
    own.reasons = reasons
    own.mandate = mandates[0]
    own.offered = page.state.filings.prefix(2).map(\.current)
    own.number = word
    own.errors = ["filings": word, "number": word, "document": word]
    own.leaveError = word
    var resets = ResetsPage(
      open: [(true, true), (false, true), (false, false)].map { isConfirmed, isMine in
        .init(
          id: organization.id, name: word, email: word, proposedBy: word,
          takesSecondFactor: isMine, isConfirmed: isConfirmed, isMine: isMine)
      })
    resets.login = word
    resets.error = word
    let pages: [(String, OfficePage, Visit)] = [
      ("every block", everyBlock(visit), visit), ("done", everyBlock(visit), with(visit, done)),
      ("nothing", OfficePage(title: word, path: "/office"), stranger),
      ("account", AccountPage(tokens: 1, oldError: word, newError: word).page(visit), visit),
      ("account of an official", AccountPage().page(official), official),
      ("tokens", tokens.page(visit), visit), ("no tokens", TokensPage(tokens: []).page(bare), bare),
      ("token", MadeTokenPage(made: made, base: word).page(visit), visit),
      ("erasure", erasure.page(visit), visit),
      ("erasure of an official", ErasurePage(alone: []).page(official), official),
      ("factor", SecondFactorPage().page(visit), visit),
      ("no factor", SecondFactorPage().page(bare), bare),
      ("factor begun", SecondFactorPage(setup: setup, error: word).page(visit), visit),
      ("factor replaced", SecondFactorPage(isReplacing: true, check: check).page(visit), visit),
      ("factor removed", FactorRemovalPage(check: check).page(visit), visit),
      ("factor kept", FactorRemovalPage().page(official), official),
      ("codes", RecoveryCodesPage(check: check).page(visit), visit),
      ("codes shown", RecoveryCodesPage.shown([word], word, visit), visit),
      ("sign-in", signIn.page(stranger), stranger),
      ("registration", registration.page(stranger), stranger),
      ("organizations", organizations.page(visit), visit), ("own", own.page(visit), visit),
      ("resets", resets.page(official), official),
      (
        "half of a code",
        ResetHalfPage(
          half: ActivationHalf(using: &Self.unseeded), reset: organization.id, isFirst: true
        ).page(official), official
      ),
      (
        "new password", NewPasswordPage(reset: organization.id, fault: word).page(stranger),
        stranger
      ),
      ("applications", ApplicationsPage().page(visit), visit),
    ]
    return pages.map { ($0, $1.content($2)) } + dossierPages(visit).map { ($0, $1.content(visit)) }
  }

  private func with(_ visit: Visit, _ page: PageRequest) -> Visit {
    Visit(
      request: visit.request, context: visit.context, page: page, texts: visit.texts,
      cases: visit.cases, visitor: visit.visitor, now: visit.now, path: visit.path,
      canHoldSession: true, client: visit.client)
  }

  private static var unseeded: SystemRandomNumberGenerator {
    get { SystemRandomNumberGenerator() }
    set { _ = newValue }
  }

  /// An organization with the sample's name.
  static func organization(_ word: String) throws -> FilingOrganization {
    FilingOrganization(
      id: .random(using: &unseeded), creditCode: try CreditCode(parsing: "91110108335469089C"),
      name: word)
  }

  /// A mandate in each state.
  private var mandates: [Mandate] {
    Mandate.Status.allCases.map { status in
      var one = Mandate(
        id: .random(using: &Self.unseeded), organization: organization.id,
        person: .random(using: &Self.unseeded), filing: word,
        record: RecordReference(id: word, version: 1, digest: word), requested: Self.officeNow)
      one.status = status
      return one
    }
  }

  /// The pages of an application that is written, returned, refused and erased.
  private func dossierPages(_ visit: Visit) -> [(String, OfficePage)] {
    guard let (dossier, application) = dossier else { return [] }
    return dossierPages(visit, dossier, application)
  }

  /// A returned application with the sample's words in every text.
  var dossier: (Dossier, Register.Application)? {
    guard let book = Rulebook.builtIn(for: .deepSynthesis) else { return nil }
    let id = Identifier.random(using: &Self.unseeded)
    var application = Register.Application(
      id: id, organization: organization.id, track: .deepSynthesis, rulebook: book.reference,
      begun: Self.officeNow, applicant: id, changed: Self.officeNow)
    application.history = ApplicationCommand.Name.allCases.map {
      Register.Application.Step(name: $0, actor: $0 == .erase ? word : id.text, at: Self.officeNow)
    }
    application.returns = [
      Register.Application.Return(
        round: 1, places: [word], record: RecordReference(id: word, version: 1, digest: word),
        at: Self.officeNow)
    ]
    application.status = .returned
    let file = Submission.Document(
      sha256: String(repeating: "ab", count: 32), name: word, bytes: 2_500_000, scanned: false,
      uploaded: Self.officeNow)
    var submission = Submission(answers: .completeProvider)
    for field in book.fields {
      if case .text = submission.answers.fields[field.id] {
        submission.answers.fields[field.id] = .text(word)
      }
    }
    submission.replies = ["introduction": word]
    submission.documents = ["business-licence": [file]]
    var dossier = Dossier(
      application: application, organization: organization, rulebook: book,
      submission: submission, revision: 1)
    dossier.items = ["introduction", "documents.business-licence", "products[0].permits"].map {
      ReturnItem(place: $0, reason: word, remedy: word)
    }
    return (dossier, application)
  }

  private func dossierPages(
    _ visit: Visit, _ dossier: Dossier, _ application: Register.Application
  ) -> [(String, OfficePage)] {
    var application = application
    let (book, submission) = (dossier.rulebook, dossier.submission)
    let history = CaseHistory(application: application, names: [application.id.text: word])
    var versions = EvidenceVersions()
    versions.add(submission, round: nil)
    var pages = book.sections.map { section in
      ("section \(section.id)", SectionPage(dossier: dossier, section: section).page(visit))
    }
    if let section = book.sections.first {
      pages.append(
        (
          "conflict",
          SectionPage(dossier: dossier, section: section, stored: Answers()).page(visit)
        ))
    }
    pages.append(
      (
        "documents",
        DocumentsPage(dossier: dossier, versions: versions, errors: ["business-licence": word])
          .page(visit)
      ))
    pages.append(
      (
        "application",
        ApplicationPage(dossier: dossier, history: history, withdrawError: word).page(visit)
      ))
    application.status = .refused
    application.decision = RecordReference(id: word, version: 1, digest: word)
    let refused = Dossier(
      application: application, organization: organization, rulebook: book,
      submission: Submission(), revision: 0)
    pages.append(
      ("refused", ApplicationPage(dossier: refused, history: history, reasons: word).page(visit)))
    pages.append(("documents handed in", DocumentsPage(dossier: refused).page(visit)))
    application.status = .withdrawn
    let withdrawn = Dossier(
      application: application, organization: organization, rulebook: book,
      submission: Submission(), revision: 0)
    pages.append(
      (
        "withdrawn",
        ApplicationPage(dossier: withdrawn, history: history, eraseError: word).page(visit)
      ))
    return pages
  }
}
