import Foundation
import TestSupport
import Testing

@Suite("The harness: a real browser", .enabled(if: Browser.isInstalled), .serialized)
struct BrowserTests {
  static let good = """
    <!doctype html><html lang="en"><head><meta charset="utf-8"><title>备案 register</title>
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <style>body{font:20px sans-serif;margin:1em}@media(prefers-color-scheme:dark)
    {body{background:#000;color:#fff}}</style></head>
    <body><main><h1>深度合成服务算法备案清单</h1><form><label>Search <input name="q"></label>
    <button>Go</button></form><p id="said">silent</p><noscript><p>no script</p></noscript>
    <script>document.getElementById('said').textContent = 'scripted ' + navigator.language
    + ' ' + matchMedia('(prefers-color-scheme:dark)').matches</script></main></body></html>
    """

  @Test("A page is read, typed into and pictured")
  func pageIsUsed() async throws {
    let folder = try TemporaryDirectory()
    try await Browser.with(.init(language: "zh-CN", width: 390, height: 800)) { browser in
      try await browser.show(html: Self.good)
      #expect(try await browser.title() == "备案 register")
      #expect(try await browser.find("h1").text() == "深度合成服务算法备案清单")
      #expect(try await browser.find("#said").text() == "scripted zh-CN false")
      let field = try await browser.find("input")
      try await field.type("华为")
      #expect(try await field.property("value") == "华为")
      #expect(try await field.accessibleName() == "Search")
      try await browser.press("\u{E004}")
      #expect(try await browser.focused().role() == "button")
      #expect(try await browser.execute("return innerWidth") == 390)
      #expect(try await browser.overhang() == 0)
      let picture = try await browser.screenshot(to: folder.file("page.png"))
      let bytes = try Data(contentsOf: picture)
      #expect(bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]))
      await #expect(throws: HarnessError.self) { try await browser.find("#absent") }
    }
  }

  @Test("Scripts can be forbidden, and dark colours preferred")
  func pageWithoutScript() async throws {
    try await Browser.with(.init(scripting: false)) { browser in
      try await browser.show(html: Self.good)
      #expect(try await browser.find("#said").text() == "silent")
      #expect(try await browser.texts("noscript p") == ["no script"])
    }
    try await Browser.with(.init(dark: true)) { browser in
      try await browser.show(html: Self.good)
      #expect(try await browser.find("#said").text() == "scripted en true")
    }
  }

  @Test(
    "axe-core finds planted barriers, and none where there is none", .enabled(if: Axe.isInstalled))
  func axeFinds() async throws {
    try await Browser.with { browser in
      try await browser.show(html: Self.good)
      let clean = try await browser.axe()
      #expect(clean.violations.isEmpty, "\(clean.text)")
      #expect(clean.kept > 5)
      try await browser.show(
        html: """
          <html><head><meta http-equiv="content-security-policy" content="default-src 'none'">
          </head><body><img src="x.png"><p style="color:#bbb;background:#fff">pale</p><input>
          <a href="/a" style="display:inline-block;width:9px;height:9px">a</a><a href="/b"
          style="display:inline-block;width:9px;height:9px">b</a></body></html>
          """)
      let rules = Set(try await browser.axe().violations.map(\.rule))
      #expect(
        rules.isSuperset(of: [
          "image-alt", "html-has-lang", "document-title", "label", "target-size",
        ]))
      #expect(try await browser.complaints().contains { $0.contains("Content Security Policy") })
    }
  }
}
