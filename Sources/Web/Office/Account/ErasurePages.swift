import Hummingbird
import Register
import Rules

extension OfficePages {
  /// Erasing what the register holds about a Person.
  func addErasure(_ language: Language?, to router: Router<WebContext>) {
    let anybody = Access.roles(Set(AccountRole.allCases))
    page(OfficePath.erasure, language, router, for: anybody) { visit in
      .page(ErasurePage(alone: alone(visit)).page(visit), visit)
    }
    act(OfficePath.erasure, language, router, for: anybody) { visit, form in
      guard let visitor = visit.visitor else { return .signIn(next: nil) }
      var answer = ErasurePage(alone: alone(visit))
      guard form.fields.has("sure") else {
        answer.sureError = visit.texts["erasure-sure-error"]
        return .page(answer.page(visit), visit)
      }
      answer.check = try await checkIdentity(visit, form)
      guard answer.check.holds else { return .page(answer.page(visit), visit) }
      _ = try await registrar.carryOut(
        .people(.erase(person: visitor.person)), actor: visitor.actor)
      return .end(notice: "done-erased")
    }
  }

  /// The organizations for which nobody else acts, and that have something under way.
  private func alone(_ visit: Visit) -> [FilingOrganization] {
    guard let visitor = visit.visitor else { return [] }
    return visit.cases.organizations(of: visitor.person).filter { organization in
      visit.cases.persons(actingFor: organization.id) == [visitor.person]
        && visit.cases.applications(of: organization.id).contains { !$0.status.isFinal }
    }
  }
}

/// The page on which somebody has their data erased: what goes, what stays, and why.
struct ErasurePage: Sendable {
  /// Organizations for whose applications nobody would be left.
  let alone: [FilingOrganization]
  var sureError: String?
  var check = IdentityCheck()

  func page(_ visit: Visit) -> OfficePage {
    let texts = visit.texts
    var page = OfficePage(
      title: texts["erasure-title"], path: OfficePath.erasure, section: .account)
    page.crumbs = [OfficeLink(texts["office-nav-account"], OfficePath.account)]
    guard visit.visitor?.account.isOfficial != true else {
      page.blocks = [.notice(texts["erasure-official"])]
      return page
    }
    page.lead = texts["erasure-lead"]
    page.blocks = [
      .heading(texts["erasure-goes"]),
      .items([
        texts["erasure-goes-person"], texts["erasure-goes-account"],
        texts["erasure-goes-mandates"],
      ]),
      .heading(texts["erasure-stays"]),
      .items([
        texts["erasure-stays-events"], texts["erasure-stays-dossiers"],
        texts["erasure-stays-public"], texts["erasure-stays-backups"],
      ]),
    ]
    if !alone.isEmpty {
      page.blocks += [
        .notice(
          texts.fill(
            "erasure-alone",
            ["names": alone.map(\.name).joined(separator: texts.listSeparator)]),
          isWarning: true),
        .links([OfficeLink(texts["office-nav-applications"], OfficePath.applications)]),
      ]
    }
    page.blocks += [
      .heading(texts["erasure-do"]),
      .form(
        OfficeFormBlock(
          OfficePath.erasure,
          fields: [
            OfficeField(
              "sure", texts["erasure-sure"],
              .checks([.init(value: "yes", label: texts["erasure-sure-label"])]), isRequired: true,
              error: sureError)
          ] + check.fields(visit), buttons: [.init(texts["erasure-button"])])),
    ]
    return page
  }
}
