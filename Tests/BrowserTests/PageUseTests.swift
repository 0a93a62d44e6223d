import Rules
import TestSupport
import Testing

extension InABrowser {
  @Suite("The pages in use", .serialized)
  struct PageUseTests {
    /// Tab and Enter, as WebDriver writes them.
    static let tab = "\u{E004}"
    static let enter = "\u{E007}"

    @Test("The search is reached and used by keyboard alone", arguments: Language.allCases)
    func keyboard(_ language: Language) async throws {
      let site = try await Sites.site(.demonstration)
      try await Browser.with { browser in
        try await browser.go(site.address("/", language))
        try await browser.press(Self.tab)
        // The first stop leads past the header.
        #expect(try await browser.focused().property("hash") == "#content")
        try await browser.press(Self.enter)
        var steps = 0
        while try await browser.focused().property("id") != "q", steps < 12 {
          try await browser.press(Self.tab)
          steps += 1
        }
        let field = try await browser.focused()
        #expect(try await field.property("id") == "q", "not reached in \(steps) steps")
        try await field.type("相机" + Self.enter)
        // The browser answers a key before it has gone to the page that the key leads to.
        var waits = 0
        while try await !browser.address().contains("q="), waits < 100 {
          try await Task.sleep(for: .milliseconds(100))
          waits += 1
        }
        #expect(try await browser.address().contains("q=%E7%9B%B8%E6%9C%BA"))
        #expect(try await browser.findAll(".card").count > 0)
      }
    }

    @Test("Everything that can be used shows that it has the focus")
    func focus() async throws {
      let site = try await Sites.site(.demonstration)
      try await Browser.with { browser in
        for path in ["/", "/statistics", "/number"] {
          try await browser.go(site.address(path, .english))
          for _ in 0..<25 {
            try await browser.press(Self.tab)
            let outline = try await browser.execute(
              """
              const style = getComputedStyle(document.activeElement);
              return document.activeElement === document.body
                || parseFloat(style.outlineWidth) >= 2 && style.outlineStyle !== 'none'
              """)
            #expect(outline.bool == true, "\(path)")
          }
        }
      }
    }

    @Test("Without scripts, a search with filters works as it does with them")
    func withoutScripts() async throws {
      let site = try await Sites.site(.demonstration)
      try await Browser.with(.init(language: "zh-CN", width: 390, height: 844, scripting: false)) {
        browser in
        try await browser.go(site.address("/", .chinese))
        try await browser.find(".filters summary").click()
        let status = try await browser.find("#status option[value=revoked]")
        try await status.click()
        try await browser.find("#q").type("演示")
        try await browser.find(".field-actions button").follow()
        #expect(try await browser.address().hasSuffix("?q=%E6%BC%94%E7%A4%BA&status=revoked"))
        #expect(try await browser.texts(".card-title").count == 1)
        try await browser.find(".card-title a").follow()
        #expect(try await browser.find(".filing-status").text().contains("已撤销"))
      }
    }

    @Test("The other language shows the same page")
    func languageSwitch() async throws {
      let site = try await Sites.site(.demonstration)
      try await Browser.with { browser in
        try await browser.go(site.address("/?q=%E6%BC%94%E7%A4%BA&status=cancelled", .english))
        let before = try await browser.texts(".card-title")
        try await browser.find(".languages a").follow()
        #expect(try await browser.address().contains("/zh/?q="))
        #expect(try await browser.texts(".card-title") == before)
        #expect(
          try await browser.execute("return document.documentElement.lang").string == "zh-Hans")
      }
    }

    @Test("The front page comes in the language that the browser asks for")
    func negotiation() async throws {
      let site = try await Sites.site(.demonstration)
      for (language, heading) in [("zh-CN", "查询算法备案"), ("en-GB", "Search algorithm filings")] {
        try await Browser.with(.init(language: language)) { browser in
          try await browser.go(site.server.base + "/")
          #expect(try await browser.find("h1").text() == heading)
        }
      }
    }
  }
}
