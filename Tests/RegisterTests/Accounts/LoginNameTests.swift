import Testing

@testable import Register

@Suite("Mail addresses to sign in with")
struct LoginNameTests {
  @Test("spellings of one address are one login")
  func normal() {
    for typed in ["li@example.org", " Li@Example.ORG\n", "ｌｉ＠ｅｘａｍｐｌｅ．ｏｒｇ", "LI@EXAMPLE.ORG"] {
      #expect(LoginName(typed)?.text == "li@example.org", "\(typed)")
    }
    #expect(LoginName("a.b+c@x-1.example")?.local == "a.b+c")
  }

  @Test(
    "what is no address of the plain form is refused",
    arguments: [
      "", "@", "li", "li@", "@example.org", "li@@example.org", "li@example", "li@exa mple.org",
      "l i@example.org", ".li@example.org", "li.@example.org", "l..i@example.org",
      "li@-example.org", "li@example-.org", "li@example..org", "li@example.org.", "li@192.0.2.1",
      "li@[192.0.2.1]", "\"li\"@example.org", "李@example.org", "li@例子.中国", "li@example.org\0",
      "li@e\u{301}xample.org", "lі@example.org", "li@exa\nmple.org", "li@example.org\r\nBcc: x@y.z",
      String(repeating: "a", count: 65) + "@example.org",
      "li@" + String(repeating: "a", count: 64) + ".org",
      "li@" + String(repeating: "abcdefghi.", count: 25) + "org",
    ])
  func refused(_ typed: String) {
    #expect(LoginName(typed) == nil)
  }

  @Test("an IPv6 customer is one client, and an IPv4 address one in either form")
  func clients() {
    let group = ClientAddress.group(of: "2001:db8:1:2:aaaa::1")
    #expect(group == ClientAddress.group(of: "2001:DB8:1:2:ffff:1:2:3"))
    #expect(group != ClientAddress.group(of: "2001:db8:1:3:aaaa::1"))
    #expect(ClientAddress.group(of: "::ffff:192.0.2.7") == "192.0.2.7")
    #expect(ClientAddress.group(of: "192.0.2.7") == "192.0.2.7")
    #expect(ClientAddress.group(of: "") == "")
  }
}
