import Credentials
import Rules
import Testing

@testable import Checking

@Suite("What status codes say to people")
struct StatusMeaningTests {
  @Test("Every code has words in both languages, and there are no others")
  func complete() throws {
    #expect(Set(StatusMeaning.known.keys) == Set(StatusCode.allCases.map(\.rawValue)))
    for (code, meaning) in StatusMeaning.known {
      #expect(
        meaning.zh.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }, "\(code)")
      #expect(meaning.en.unicodeScalars.allSatisfy(\.isASCII) && !meaning.en.isEmpty, "\(code)")
      for text in [meaning.zh, meaning.en] {
        #expect(text.last != "." && text.last != "。" && !text.hasPrefix(" "), "\(code)")
      }
    }
  }

  @Test("A code that nobody knows yet speaks for itself")
  func unknown() {
    let status = CredentialSummary.Status(
      code: "claim.later", kind: "failure", url: nil, sentence: "what is wrong")
    #expect(status.meaning.en.contains("claim.later") && status.meaning.zh.contains("claim.later"))
  }
}
