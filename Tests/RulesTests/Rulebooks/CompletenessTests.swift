import Foundation
import Rules
import TestSupport
import Testing

@Suite("Completeness of a submission")
struct CompletenessTests {
  let book: Rulebook

  init() throws { book = try #require(Rulebook.builtIn(for: .deepSynthesis)) }

  @Test("A complete submission has no findings, in either stage and as a whole")
  func complete() {
    #expect(book.missing(.completeProvider) == [])
    #expect(book.missing(.completeProvider, stage: .subject) == [])
  }

  @Test("Of nothing at all, everything that is required is asked for")
  func nothing() {
    let findings = book.missing(Answers())
    #expect(findings.contains { $0.id == "subject-name" && $0.kind == .missing })
    #expect(
      findings.contains {
        $0.id == "business-licence" && $0.places == ["documents.business-licence"]
      })
    // Without a role nobody knows whether products belong to it.
    #expect(!findings.contains { $0.id == "products" || $0.id == "service-mode" })
    #expect(findings.allSatisfy { !$0.wording.zh.isEmpty && !$0.remedy.en.isEmpty })
  }

  @Test("A stage asks for its own part alone")
  func stages() {
    let subject = book.missing(Answers(), stage: .subject)
    #expect(subject.contains { $0.id == "subject-name" })
    #expect(!subject.contains { $0.id == "algorithm-name" || $0.id == "disclosure-text" })
  }

  @Test("The role decides between products and technical service")
  func roles() {
    var answers = Answers.completeProvider
    answers.records = [:]
    #expect(book.missing(answers).map(\.id) == ["products"])
    answers.fields["role"] = .text("technical-supporter")
    #expect(
      Set(book.missing(answers).map(\.id))
        == ["service-mode", "service-customers", "service-description"])
  }

  /// A change to a complete submission, and what it has to bring about.
  struct Fault: Sendable, CustomTestStringConvertible {
    let rule: String
    let places: [String]
    let change: @Sendable (inout Answers) -> Void
    var testDescription: String { rule }

    static let all: [Fault] = [
      Fault(
        rule: "one-algorithm-name",
        places: ["algorithm-name", "disclosure-algorithm-name", "report-algorithm-name"]
      ) {
        $0.fields["report-algorithm-name"] = .text("演示图像合成算法")
      },
      Fault(rule: "single-algorithm", places: ["algorithm-name"]) {
        for field in ["algorithm-name", "disclosure-algorithm-name", "report-algorithm-name"] {
          $0.fields[field] = .text("图像生成算法、语音合成算法")
        }
      },
      Fault(rule: "right-category", places: ["algorithm-type"]) {
        $0.fields["algorithm-type"] = .text("ranking-selection")
      },
      Fault(rule: "formats-match-modality", places: ["output-modality", "output-formats"]) {
        $0.fields["output-modality"] = .list(["image", "video"])
      },
      Fault(rule: "formats-match-modality", places: ["output-modality", "output-formats"]) {
        $0.fields["output-formats"] = .list(["png", "mp3"])
      },
      Fault(
        rule: "product-forms-agree",
        places: ["report-product-forms", "products[0].service-form", "products[1].service-form"]
      ) {
        $0.fields["report-product-forms"] = .list(["app"])
      },
      Fault(
        rule: "permit-holder-is-subject",
        places: ["subject-name", "products[0].permit-holder", "products[1].permit-holder"]
      ) {
        $0.records["products"]?[1]["permit-holder"] = .text("另一家有限公司")
      },
      Fault(rule: "reviews-described", places: ["input-review-scope"]) {
        $0.fields["input-review-scope"] = .text(" ")
      },
      Fault(rule: "deployment-described", places: ["hardware"]) { $0.fields["hardware"] = nil },
      Fault(rule: "deployment-agrees", places: ["deployment-place", "report-deployment-place"]) {
        $0.fields["report-deployment-place"] = .text("上海机房")
      },
      Fault(rule: "third-party-named", places: ["third-party-filing-numbers"]) {
        $0.useThirdParty(numbers: nil)
      },
      Fault(rule: "third-party-numbers", places: ["third-party-filing-numbers"]) {
        $0.useThirdParty(numbers: ["网信算备110115399532201230015号"])
      },
      Fault(rule: "third-party-proof", places: ["documents.third-party-publication"]) {
        $0.useThirdParty(numbers: ["网信算备110108645502801230043号"])
        $0.documents.remove("third-party-publication")
      },
      Fault(rule: "labels-described", places: ["traceable-label"]) {
        $0.fields["traceable-label"] = nil
      },
      Fault(rule: "captures-present", places: ["documents.user-rights-capture"]) {
        $0.documents.remove("user-rights-capture")
      },
      Fault(rule: "users-agree", places: ["monthly-active-users", "report-users"]) {
        $0.fields["report-users"] = .number(5000)
      },
      Fault(rule: "signed-and-sealed", places: ["report-sealed"]) {
        $0.fields["report-sealed"] = .flag(false)
      },
      Fault(rule: "dates-in-order", places: ["assessment-date", "report-date"]) {
        $0.fields["assessment-date"] = .text("2026-11-01")
      },
      Fault(rule: "personal-data-basis-given", places: ["personal-data-basis"]) {
        $0.fields["uses-personal-data"] = .flag(true)
      },
      Fault(rule: "update-plan-given", places: ["update-plan"]) { $0.fields["update-plan"] = nil },
      Fault(rule: "no-exaggeration", places: ["purpose"]) {
        $0.fields["purpose"] = .text("打造全球 领先的图像工具")
      },
    ]
  }

  @Test(
    "Each known reason for a return is found, with its places and nothing besides",
    arguments: Fault.all)
  func faults(fault: Fault) throws {
    var answers = Answers.completeProvider
    fault.change(&answers)
    let findings = book.missing(answers)
    #expect(findings.map(\.id) == [fault.rule])
    let finding = try #require(findings.first)
    #expect(finding.kind == .rule)
    #expect(finding.places == fault.places)
    #expect(finding.source != nil)
  }

  @Test("Every completeness rule of the rulebook is tried here")
  func allRules() {
    #expect(Set(Fault.all.map(\.rule)) == Set(book.completeness.map(\.id)))
  }

  @Test(
    "An answer of the wrong form is told with its field",
    arguments: [
      ("credit-code", Answer.text("91110108335469089D")),
      ("launch-date", .text("2026-02-30")),
      ("responsible-email", .text("b.example.org")),
      ("responsible-phone", .text("none")),
      ("role", .text("reseller")),
      ("output-modality", .list(["image", "smell"])),
      ("monthly-active-users", .number(-1)),
      ("algorithm-name", .text(String(repeating: "长", count: 61))),
      ("introduction", .text("太短")),
      ("report-signed", .text("yes")),
    ])
  func invalid(field: String, answer: Answer) throws {
    var answers = Answers.completeProvider
    answers.fields[field] = answer
    let finding = try #require(book.missing(answers).first { $0.id == field })
    #expect(finding.kind == .invalid && finding.places == [field])
  }

  @Test("A field that another answer calls for is asked for only then")
  func conditional() {
    var answers = Answers.completeProvider
    answers.fields["licence-open-ended"] = .flag(false)
    #expect(book.missing(answers).map(\.id) == ["licence-valid-until"])
    answers.fields["licence-valid-until"] = .text("2030-01-01")
    answers.fields["face-or-voice-editing"] = .flag(true)
    #expect(book.missing(answers).map(\.id) == ["consent-prompt-capture"])
    answers.records["products"]?[0]["permits"] = nil
    #expect(book.missing(answers).flatMap(\.places).contains("products[0].permits"))
  }

  @Test("Answers travel through JSON as people would write them")
  func codable() throws {
    let data = try JSONEncoder().encode(Answers.completeProvider)
    #expect(try JSONDecoder().decode(Answers.self, from: data) == .completeProvider)
    let hand = #"{"fields":{"a":"x","b":["y"],"c":true,"d":3},"records":{},"documents":[]}"#
    let read = try JSONDecoder().decode(Answers.self, from: Data(hand.utf8))
    #expect(read.fields == ["a": .text("x"), "b": .list(["y"]), "c": .flag(true), "d": .number(3)])
  }
}

extension Answers {
  fileprivate mutating func useThirdParty(numbers: [String]?) {
    fields["model-origin"] = .text("third-party")
    fields["third-party-models"] = .list(["文心大模型算法-2"])
    fields["third-party-filing-numbers"] = numbers.map(Answer.list)
    documents.formUnion(["third-party-contract", "third-party-publication"])
  }
}

@Suite("Conditions")
struct ConditionTests {
  let answers: [String: Answer] = [
    "role": .text("provider"), "media": .list(["image", "video"]), "face": .flag(true),
    "count": .number(3), "blank": .text(" \u{3000}"),
  ]

  func holds(_ condition: Condition) -> Bool { condition.holds { answers[$0] } }

  @Test("Each word means what it says")
  func words() {
    #expect(holds(.equals(field: "role", value: .text("provider"))))
    #expect(!holds(.equals(field: "role", value: .text("supporter"))))
    #expect(holds(.equals(field: "face", value: .flag(true))))
    #expect(holds(.isIn(field: "count", values: [.number(1), .number(3)])))
    #expect(holds(.contains(field: "media", value: .text("video"))))
    #expect(!holds(.contains(field: "role", value: .text("provider"))))
    #expect(holds(.given(field: "role")) && !holds(.given(field: "blank")))
    #expect(holds(.not(.given(field: "none"))))
    #expect(holds(.all([])) && !holds(.any([])))
    #expect(holds(.any([.given(field: "none"), .given(field: "face")])))
    #expect(!holds(.all([.given(field: "none"), .given(field: "face")])))
  }

  @Test("What is not answered equals nothing, is in nothing and contains nothing")
  func absent() {
    #expect(!holds(.equals(field: "none", value: .text(""))))
    #expect(!holds(.isIn(field: "none", values: [.text("")])))
    #expect(!holds(.contains(field: "none", value: .text(""))))
  }
}
