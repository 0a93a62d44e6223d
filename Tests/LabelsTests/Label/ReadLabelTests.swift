import Rules
import Testing

@testable import Labels

@Suite("The label as it is found")
struct ReadLabelTests {
  private func read(_ text: String, own: Bool = false) -> ReadLabel? {
    ReadLabel(reading: Array(text.utf8), at: .init(isLabelsOwn: own))
  }

  private func rules(_ label: ReadLabel?) -> Set<LabelRule> {
    Set(label?.findings.map(\.rule) ?? [])
  }

  @Test("A label as the standard wants it is compliant")
  func compliant() throws {
    let text = Vectors.seven(
      producer: "00119144030008867405X210001", id: "a/1", propagator: "00119144030008867405X220001",
      propagateID: "a/1")
    let label = try #require(read(text))
    #expect(label.standing == .compliant)
    #expect(label.findings.isEmpty)
    #expect(label.status == .generated)
    guard case .code(let code) = label.producer else {
      Issue.record("the producer's code does not read")
      return
    }
    #expect(code.creditCode.text == "9144030008867405X2")
  }

  @Test("Both wrappers, and JSON within a string, say the same")
  func wrappers() throws {
    let inner = try #require(read(Vectors.j))
    let wrapped = try #require(read(#"{"AIGC": "# + Vectors.j + "}"))
    let quoted = try #require(
      read(#"{"AIGC":""# + Vectors.j.replacing("\"", with: "\\\"") + "\"}"))
    #expect(wrapped.notation == .wrapped)
    #expect(quoted.notation == .quoted)
    #expect(inner.label == wrapped.label)
    #expect(inner.label == quoted.label)
  }

  @Test("Keys in the order of the alphabet read, and the missing ones are named")
  func qwen() throws {
    let label = try #require(
      read(
        #"{"ContentPropagator":"001191440101MA9Y9T4H7A00000","Label":"1","#
          + #""ProduceID":"u:100834564696/task:e5118399e50d44ca9b92b3205a6fe4b8"}"#))
    #expect(label.standing == .wellFormed)
    #expect(rules(label).isSuperset(of: [.keyOrder, .missingKey, .propagation]))
    #expect(label.findings.filter { $0.rule == .missingKey }.count == 4)
    #expect(label.propagator.creditCode?.text == "91440101MA9Y9T4H7A")
  }

  @Test("A label with AIGC for its value is there and not well-formed")
  func invalidStatus() throws {
    let label = try #require(
      read(#"{"Label":"AIGC","ContentProducer":"Minimax Agent AI","ProduceID":"1"}"#))
    #expect(label.standing == .present)
    #expect(label.status == nil)
    #expect(rules(label).isSuperset(of: [.statusDomain, .fieldCharacters, .producerName]))
  }

  @Test("A number for Label reads and is a departure")
  func numberStatus() throws {
    let label = try #require(read(#"{"Label":1,"ContentProducer":"a","ProduceID":"b"}"#))
    #expect(label.status == .generated)
    #expect(label.standing == .wellFormed)
    #expect(rules(label).contains(.statusNumber))
  }

  @Test("A nested reserved code is kept as its source bytes")
  func nested() throws {
    let inside = #"{"Bindings": {"Value":null},  "PubSd":[]}"#
    let label = try #require(
      read(
        #"{"Label":"1","ContentProducer":"a","ProduceID":"b","ReservedCode1":\#(inside),"#
          + #""ContentPropagator":"a","PropagateID":"b","ReservedCode2":""}"#))
    #expect(label[.reservedCode1] == inside)
    #expect(label.fields[.reservedCode1]?.form == .structure)
    #expect(label.standing == .wellFormed)
  }

  @Test("A key that is written twice makes the label doubtful, and the first counts")
  func duplicateKey() throws {
    let label = try #require(
      read(#"{"Label":"1","Label":"3","ContentProducer":"a","ProduceID":"b"}"#))
    #expect(label.standing == .present)
    #expect(label.status == .generated)
    #expect(rules(label).contains(.duplicateKey))
  }

  @Test("Keys that the standard does not have are reported")
  func unknownKeys() throws {
    let label = try #require(
      read(#"{"Label":"1","ReserveCode1":"","Propagator":"x","ContentProducer":"a"}"#))
    #expect(label.unknownKeys == ["ReserveCode1", "Propagator"])
  }

  @Test(
    "What has none of the seven fields is no label",
    arguments: [
      #"{"data":{"product":"aweme","aigc_info":"{\"aigc_type\":1,\"is_sticker_aigc\":0}"}}"#,
      #"{"aigc_label_type":0}"#, "1", "", "AIGC", #"{"AIGC":"1"}"#, #"{"AIGC":{}}"#, "[]", "{}",
      "{\"AIGC\":{\"label\":\"1\"}}",
    ])
  func noLabel(text: String) {
    #expect(read(text) == nil)
    // At a place that is a label's own, it is there and malformed.
    #expect(read(text, own: true)?.standing == .present)
  }

  @Test("Front matter reads, in every way that a text is written in it")
  func frontMatter() throws {
    let text = """
      AIGC:
        Label: '1'
        ContentProducer: 001191310104MACE0YX63918020
        ProduceID: "142569260085903360" # comment
        ReservedCode1: '{"SecurityData":{"Type":"TC260PG"}}'
        ContentPropagator: >-
          001191310104MACE0YX63918020
        PropagateID: 142569260085903360
        ReservedCode2: ""

      """
    let label = try #require(read(text))
    #expect(label.notation == .frontMatter)
    #expect(label[.produceID] == "142569260085903360")
    #expect(label[.reservedCode1] == #"{"SecurityData":{"Type":"TC260PG"}}"#)
    #expect(label[.contentPropagator] == "001191310104MACE0YX63918020")
    #expect(label.standing == .compliant, "\(label.findings)")
    let changed = try #require(label.source(with: [.propagateID: "new", .contentPropagator: "me"]))
    let again = try #require(ReadLabel(reading: changed))
    #expect(again[.propagateID] == "new")
    #expect(again[.contentPropagator] == "me")
    #expect(again[.produceID] == label[.produceID])
    #expect(String(decoding: changed, as: UTF8.self).contains("Label: '1'\n"))
  }

  @Test("The front matter of a text assistant that says AIGC for 1 is there and doubtful")
  func agent() throws {
    let text = "AIGC:\n    Label: AIGC\n    ContentProducer: Minimax Agent AI\n    ProduceID: 3\n"
    let label = try #require(read(text))
    #expect(label.notation == .frontMatter)
    #expect(label.standing == .present)
    #expect(label.producer == .name("Minimax Agent AI"))
  }

  @Test("A change leaves every byte of the other fields")
  func change() throws {
    let text =
      "{ \"ProduceID\" : \"a\\u002fb\" ,\n \"Label\":\"1\",\"ContentProducer\":\"\\u0061\",\"X\":[1, 2] }"
    let label = try #require(read(text))
    let changed = try #require(
      label.source(with: [.contentPropagator: "p", .propagateID: "q"]))
    #expect(
      String(decoding: changed, as: UTF8.self)
        == String(text.dropLast(1)) + #","ContentPropagator":"p","PropagateID":"q"}"#)
    let again = try #require(ReadLabel(reading: changed)?.source(with: [.contentPropagator: "r\""]))
    #expect(ReadLabel(reading: again)?[.contentPropagator] == "r\"")
    #expect(ReadLabel(reading: again)?[.produceID] == "a/b")
  }

  @Test("Every real provider code decodes, and a wrong digit is seen")
  func codes() {
    let real = [
      "001191110102MACQD9K64010000", "00119144030008867405X210001", "00119144030008867405X220001",
      "001191440101MA9Y9T4H7A00000", "001191440300708461136T1XGW3", "001191440300708461136T1308L",
      "001191440300708461136T1WFUO", "001191310104MACE0YX63918020", "001191440300MA5G49LC9K1YO01",
      "001191110102MAD55U9H0F10002",
    ]
    for code in real {
      guard case .code = ContentProducer(reading: code) else {
        Issue.record("\(code) does not decode")
        continue
      }
    }
    guard case .broken = ContentProducer(reading: "001191110102MACQD9K65010000") else {
      Issue.record("a wrong check character passes")
      return
    }
    guard case .broken = ContentProducer(reading: "0011DEMOAI00000") else {
      Issue.record("a code that is too short passes")
      return
    }
    guard case .organization = ContentProducer(reading: "001191330106MA2CFLDG4R") else {
      Issue.record("the part of a code that names the organization does not read")
      return
    }
    guard case .code = ContentProducer(reading: "001191320118MAK93FC72D10001") else {
      Issue.record("the example's code does not decode")
      return
    }
    for name in ["doubao", "kling", "MiniMax", "Minimax Agent AI", "RunningHub"] {
      #expect(ContentProducer(reading: name) == .name(name))
    }
    #expect(ContentProducer(reading: "") == .nobody)
  }

  @Test("JSON nested deeper than the limit, or broken anywhere, is refused with its place")
  func hostile() throws {
    let deep = String(repeating: "[", count: 100_000)
    #expect(throws: JSONFault.self) { try JSONReader.read(Array(deep.utf8)) }
    let bytes = Array(Vectors.j.utf8)
    for end in 0..<bytes.count {
      #expect(throws: JSONFault.self, "\(end)") { try JSONReader.read(Array(bytes[..<end])) }
    }
    let (node, end) = try JSONReader.read(Array(#"{"a":"\ud83d\ude00\ud800x"} rest"#.utf8))
    #expect(node["a"]?.string == "😀\u{FFFD}x")
    #expect(end == 27)
  }
}
