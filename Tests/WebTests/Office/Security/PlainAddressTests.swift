import Foundation
import TestSupport
import Testing

@testable import Web

@Suite(
  "An address without TLS, in a browser",
  .enabled(if: Browser.isInstalled && Axe.isInstalled && Built.exists()))
struct PlainAddressTests {
  @Test("Off this machine the sign-in page says why it cannot work, and asks for no password")
  func saysWhy() async throws {
    try await CaseServer.run { server in
      var options = Browser.Options(language: "en-US")
      options.host = "register.example"
      try await Browser.with(options) { browser in
        let port = try #require(server.client.base.split(separator: ":").last)
        for path in ["/en/office/sign-in", "/zh/office/sign-in", "/en/office/register"] {
          try await browser.go("http://register.example:\(port)\(path)")
          // The browser agrees: what is marked Secure it would not keep here.
          #expect(try await browser.execute("return window.isSecureContext").bool == false)
          #expect(try await browser.findAll("input[type=password]").isEmpty)
          let notice = try await browser.find(".notice-warning").text()
          #expect(notice.contains("https://") && notice.contains("localhost"), "\(notice)")
          #expect(try await browser.axe().violations.isEmpty)
        }
        // What is sent all the same begins no session, and says so too.
        try await browser.execute(
          """
          const form = document.createElement('form');
          form.method = 'post';
          form.action = '/en/office/sign-in';
          document.body.append(form);
          form.submit();
          """)
        for _ in 0..<200 where try await !browser.address().hasSuffix("/en/office/sign-in") {
          try await Task.sleep(for: .milliseconds(50))
        }
        #expect(try await browser.find(".notice-warning").text().contains("localhost"))
        #expect(try await browser.cookies().isEmpty)
        try await browser.go(server.client.base + "/en/office/sign-in")
        #expect(try await browser.execute("return window.isSecureContext").bool == true)
        #expect(try await browser.findAll("input[type=password]").count == 1)
      }
    }
  }
}
