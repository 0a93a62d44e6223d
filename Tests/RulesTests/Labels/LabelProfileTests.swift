import Rules
import Testing

@Suite("Profiles of labels")
struct LabelProfileTests {
  @Test("The built-in profiles read, each with facts that rest on a source")
  func builtIn() throws {
    #expect(LabelProfile.builtIn.map(\.id) == ["cn", "eu", "us-ca"])
    for profile in LabelProfile.builtIn {
      #expect(!profile.facts.isEmpty)
      #expect(profile.facts.allSatisfy { $0.source.clause != nil })
    }
  }

  @Test("California asks for its four latent facts, the name of the system in two parts")
  func california() throws {
    let profile = try #require(LabelProfile.builtIn("us-ca"))
    for fact: LabelProfile.Fact in [.provider, .system, .systemVersion, .time, .contentID] {
      #expect(profile.requires(fact))
    }
    #expect(!profile.requires(.label))
  }

  @Test("All of them together ask for what any asks for, each fact once")
  func all() throws {
    let all = try #require(LabelProfile.builtIn("all"))
    #expect(Set(all.facts.map(\.fact)).count == all.facts.count)
    for profile in LabelProfile.builtIn {
      for entry in profile.facts where entry.required { #expect(all.requires(entry.fact)) }
    }
    #expect(LabelProfile.builtIn("nowhere") == nil)
  }

  @Test("A profile with an unknown fact or source is refused, by line")
  func bad() {
    let text = """
      label-profiles: 1
      date: 2026-11-27
      sources: []
      profiles:
        - id: x
          name: {zh: 一, en: one}
          facts:
            - {fact: colour, required: true, wording: {zh: 一, en: a}, source: {id: no}}
      """
    #expect(throws: RulebookError.self) { try LabelProfile.read(yaml: text) }
  }
}
