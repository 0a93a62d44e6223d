import Foundation
import Record
import Rules
import TestSupport
import Testing

@testable import Register
@testable import Web

@Suite(
  "A filing from an account to the published list, in a browser",
  .enabled(if: Browser.isInstalled && Axe.isInstalled && Built.exists()), .serialized)
struct WholePathTests {
  @Test("The whole path with mouse and keyboard, in Chinese, on two screens")
  func withMouse() async throws {
    try await walk(language: "zh", keysAlone: false, widths: [1280, 390])
  }

  @Test("The whole path with the keyboard alone, in English")
  func withKeysAlone() async throws {
    try await walk(language: "en", keysAlone: true, widths: [1280])
  }

  private func walk(language: String, keysAlone: Bool, widths: [Int]) async throws {
    try await CaseServer.run { server in
      try await Browser.with(.init(language: language == "zh" ? "zh-CN" : "en-US")) { browser in
        let office = PathOffice(
          server, Hands(browser: browser, useKeysAlone: keysAlone), language: language,
          widths: widths)
        let officer = try await office.official("李审核", .officer, staff: "O-1")
        let approver = try await office.official("王决定", .approver, staff: "A-1")
        try await Self.openAccount(office)
        try await Self.askForMandate(office)
        try await office.signIn(officer, as: "officer")
        try await Self.acceptMandate(office)
        try await office.become("applicant")
        try await Self.apply(office)
        try await office.become("officer")
        try await Self.giveBack(office)
        try await office.become("applicant")
        try await Self.answer(office)
        try await office.become("officer")
        try await Self.recommend(office)
        try await office.signIn(approver, as: "approver")
        try await Self.decide(office)
        print("the whole path, \(language): \(office.pagesLookedAt) pages looked at")
      }
      let filings = server.registrar.published.state.filings
      #expect(filings.count == 1)
      #expect(filings[0]?.current.facts.algorithm == "演示图像生成算法")
    }
  }

  // MARK: Accounts

  /// Opens an account, sets up a second factor, and signs in with both.
  private static func openAccount(_ office: PathOffice) async throws {
    let hands = office.hands
    try await office.go("/office")
    try await office.look("sign-in")
    try await hands.press("main a[href$='/office/register']")
    try await office.look("register")
    let login = "chen@example.org"
    try await hands.write("陈填报", into: "input[name=name]")
    try await hands.write(login, into: "input[name=email]")
    try await hands.write(PathOffice.password, into: "input[name=password]")
    try await hands.press("form[action$=register] button")
    try await office.look("first-page")
    try await hands.press(".office-bar a[href$='/office/account']")
    try await office.look("account")
    try await hands.press("main a[href$='/office/account/second-factor']")
    try await office.look("second-factor")
    try await hands.write(PathOffice.password, into: "input[name=password]")
    try await hands.press("form[action$=second-factor] button")
    try await office.look("second-factor-secret")
    let shown = try await office.browser.find(".command code").text().filter { $0 != " " }
    let secret = try #require(BitAlphabet.base32.decode(shown.utf8))
    try await hands.write(office.code(secret), into: "input[name=code]")
    try await hands.press("form[action$=confirm] button")
    try await office.look("recovery-codes")
    #expect(try await office.browser.findAll(".command code").count >= 8)
    try await hands.press("form[action$=sign-out] button")
    #expect(try await office.browser.cookies()[SessionCookie.name] == nil)
    try await office.signIn(.init(login: login, secret: secret), as: "applicant")
  }

  private static func askForMandate(_ office: PathOffice) async throws {
    let hands = office.hands
    try await hands.press(".office-bar a[href$='/office/organizations']")
    try await office.look("organizations")
    try await hands.write("91110108335469089C", into: "input[name=credit-code]")
    try await hands.write("演示科技有限公司", into: "input[name=name]")
    try await hands.attach(try office.file("mandate"), to: "input[name=document]")
    try await hands.press("form[action$=organizations] button")
    try await office.look("organizations-asked")
  }

  private static func acceptMandate(_ office: PathOffice) async throws {
    try await office.look("queue-empty")
    try await office.hands.press("main a[href$='/office/mandates']")
    try await office.look("mandates")
    try await office.hands.press("form[action$=accept] button")
    try await office.look("mandates-none")
  }

  // MARK: The application

  /// Fills in the form section by section, hands in the evidence, and submits.
  private static func apply(_ office: PathOffice) async throws {
    let (hands, browser) = (office.hands, office.browser)
    let rulebook = try #require(Rulebook.builtIn(for: .deepSynthesis))
    var answers = Answers.completeProvider
    // One product of the two, and the report speaks of that one.
    answers.fields["report-product-forms"] = .list(["website"])
    try await office.go("/office/applications")
    try await office.look("applications")
    try await hands.press("form[action$=applications] button")
    try await office.look("application-new")
    #expect(try await browser.findAll("form[action$=submit]").isEmpty)
    let missing = try await browser.findAll(".office-main .office-links a").count
    #expect(missing > 20)
    try await hands.press(".steps a[href*='/sections/']")
    var sections = 0
    while try await browser.address().contains("/sections/") {
      sections += 1
      if sections < 5 { try await office.look("section-\(sections)") }
      try await office.fillIn(answers, rulebook)
      try await hands.press("form[action*='/sections/'] button[value=continue]")
    }
    #expect(sections == 6)
    try await office.look("documents")
    for document in rulebook.documents {
      guard answers.documents.contains(document.id) else { continue }
      let form = "form:has(input[name='document'][value='\(document.id)'])"
      try await hands.attach(try office.file(document.id), to: form + " input[type=file]")
      try await hands.press(form + " button")
    }
    try await office.look("documents-given")
    try await hands.press(".office-main a.button")
    let left = try await browser.texts(".office-main .office-links a")
    #expect(left.isEmpty, "\(left)")
    try await office.look("application-ready")
    try await hands.press("form[action$=submit] button")
    try await office.look("application-submitted")
  }

  /// Answers what the officer has asked, and hands it in again.
  private static func answer(_ office: PathOffice) async throws {
    let hands = office.hands
    try await office.go("/office/applications")
    try await hands.press("main table a")
    try await office.look("application-returned")
    try await hands.write("已在第2节补充", into: "textarea[name='reply:introduction']")
    try await hands.press("form[action$=submit] button")
  }

  // MARK: The authority

  private static func giveBack(_ office: PathOffice) async throws {
    let hands = office.hands
    try await office.go("/office/queue")
    try await office.look("queue")
    try await hands.press(".actions form[action$=claim] button")
    try await office.look("review")
    try await hands.choose("#tick-place-introduction")
    try await hands.write("过于简略", into: "#reason-place-introduction")
    try await hands.write("写明输入与输出", into: "#remedy-place-introduction")
    try await hands.press("form[action$=return] .act button")
    try await office.look("queue-returned")
  }

  private static func recommend(_ office: PathOffice) async throws {
    let hands = office.hands
    try await office.go("/office/queue")
    try await hands.press(".actions form[action$=claim] button")
    try await office.look("review-again")
    try await hands.choose("#outcome-file")
    try await hands.write("材料齐全", into: "#reasons")
    try await hands.press("form[action$=recommend] button")
    // Nobody decides on what they have recommended: the page offers it to another Person alone.
    #expect(try await office.browser.findAll("form[action$=approve]").isEmpty)
    try await office.look("recommended")
  }

  private static func decide(_ office: PathOffice) async throws {
    let (hands, browser) = (office.hands, office.browser)
    try await office.go("/office/queue")
    try await hands.press("table.queue th a")
    try await office.look("decide")
    try await hands.press("form[action$=approve] button")
    try await office.look("decided")
    let number = try await browser.find(".filing-number").text()
    try await hands.press("main a[href*='/office/lists']")
    try await hands.choose("input[type=checkbox][name=application]")
    try await hands.press("main form[method=get] button")
    try await office.look("preview")
    try await hands.press("section form.act button")
    try await hands.press(".notice-done a")
    try await office.look("published-list")
    let digits = number.filter(\.isNumber)
    #expect(try await browser.find("main").text().filter(\.isNumber).contains(digits))
  }
}
