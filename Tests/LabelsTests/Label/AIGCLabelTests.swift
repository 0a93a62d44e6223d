import Testing

@testable import Labels

@Suite("The label as a value")
struct AIGCLabelTests {
  private static let code = "001191110000000000000A10001"

  @Test("It is written byte for byte as the vector")
  func writing() throws {
    let label = try AIGCLabel(
      status: .generated, contentProducer: Self.code, produceID: "TV-0001")
    #expect(label.text() == Vectors.j)
    #expect(label.bytes().count == 195)
    let digest = OpenSSL.run(["dgst", "-sha256", "-binary"], input: label.bytes()).output
    #expect(!OpenSSL.isThere || digest == hex(Vectors.sha256OfJ))
  }

  @Test("The wrapped form has the blank that Annex E b) prints, and no other")
  func wrapped() throws {
    let label = try AIGCLabel(
      status: .generated, contentProducer: Self.code, produceID: "TV-0001")
    #expect(label.text(.wrapped) == #"{"AIGC": "# + Vectors.j + "}")
  }

  @Test("At first writing the propagation fields equal the producer's")
  func propagation() throws {
    let label = try AIGCLabel(status: .generated, contentProducer: "kling", produceID: "a-1")
    #expect(label.contentPropagator == "kling")
    #expect(label.propagateID == "a-1")
  }

  @Test(
    "Characters outside Annex E j) are refused in every field",
    arguments: [" ", "\\", "\u{7F}", "\u{0}", "\n", "生成", "é", "a\u{301}", "\u{202E}"])
  func characters(bad: String) {
    for place in 0..<6 {
      var fields = [String](repeating: "a", count: 6)
      fields[place] += bad
      #expect(throws: LabelError.self) {
        try AIGCLabel(
          status: .generated, contentProducer: fields[0], produceID: fields[1],
          reservedCode1: fields[2], contentPropagator: fields[3], propagateID: fields[4],
          reservedCode2: fields[5])
      }
    }
  }

  @Test("A quote is taken in the reserved codes only, and written with a backslash")
  func quotes() throws {
    let label = try AIGCLabel(
      status: .generated, contentProducer: "a", produceID: "b", reservedCode1: #"{"c":1}"#)
    #expect(label.text().contains(#""ReservedCode1":"{\"c\":1}""#))
    #expect(ReadLabel(reading: label.bytes())?.label == label)
    #expect(throws: LabelError.self) {
      try AIGCLabel(status: .generated, contentProducer: "a\"", produceID: "b")
    }
  }

  @Test("Every character that is allowed comes back as it went")
  func allowed() throws {
    let all = String(
      String.UnicodeScalarView(
        (0x21...0x7E).filter { $0 != 0x22 && $0 != 0x5C }.compactMap(Unicode.Scalar.init)))
    let label = try AIGCLabel(status: .suspected, contentProducer: all, produceID: all)
    let read = try #require(ReadLabel(reading: label.bytes()))
    #expect(read.label == label)
  }

  @Test("Only a platform that marks what it did not make may leave the producer out")
  func unknownProducer() throws {
    _ = try AIGCLabel(
      status: .possiblyGenerated, contentProducer: "", produceID: "", contentPropagator: "p",
      propagateID: "1")
    #expect(throws: LabelError.self) {
      try AIGCLabel(
        status: .generated, contentProducer: "", produceID: "", contentPropagator: "p",
        propagateID: "1")
    }
    #expect(throws: LabelError.self) {
      try AIGCLabel(status: .suspected, contentProducer: "", produceID: "")
    }
  }
}
