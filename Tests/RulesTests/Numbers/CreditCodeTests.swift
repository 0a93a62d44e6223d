import Foundation
import Rules
import Testing

@Suite("Credit codes and provider codes")
struct CreditCodeTests {
  /// Codes seen in labelled files and on licences.
  static let codes = [
    "91110102MACQD9K640", "9144030008867405X2", "91440101MA9Y9T4H7A", "91330106MA2CFLDG4R",
    "91440300708461136T", "91310104MACE0YX639", "91440300MA5G49LC9K", "91110102MAD55U9H0F",
    "91110108335469089C", "91110000802100433B", "91110108MACC4D63XF", "91110105MACJ6K1C8A",
    "91340100MAEB4N8H76",
  ]

  @Test("A code seen in the field reads back as written", arguments: codes)
  func reads(text: String) throws {
    let code = try CreditCode(parsing: text)
    #expect(code.description == text)
    #expect(code.organizationCheckHolds)
    #expect(code.regionCode?.isAdministrativeDivision == true)
  }

  @Test("Any one wrong character is caught", arguments: codes)
  func oneWrong(text: String) {
    let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")
    let characters = Array(text)
    for place in characters.indices {
      for other in alphabet where other != characters[place] {
        var changed = characters
        changed[place] = other
        #expect(throws: CreditCodeError.self) { try CreditCode(parsing: String(changed)) }
      }
    }
  }

  @Test(
    "What is no code is refused with its place and what to do",
    arguments: [
      ("", CreditCodeError.Fault.length(0), 0),
      ("91110108335469089", .length(17), 17),
      ("91110108335469089CC", .length(19), 18),
      ("9111O108335469089C", .notAllowed(found: "O"), 4),
      ("91110108335469089c", .notAllowed(found: "c"), 17),
      ("91110108 335469089C", .notAllowed(found: "U+0020"), 8),
      ("９1110108335469089C", .notAllowed(found: "９"), 0),
    ])
  func refused(text: String, fault: CreditCodeError.Fault, offset: Int) {
    #expect(throws: CreditCodeError(fault, offset: offset)) { try CreditCode(parsing: text) }
  }

  @Test("A check character that does not go with the others names the one that would")
  func checkFails() throws {
    let right = try CreditCode(parsing: "91110108335469089C")
    #expect(throws: CreditCodeError(.checkFails(fitting: right), offset: 17)) {
      try CreditCode(parsing: "91110108335469089D")
    }
  }

  @Test(
    "The tolerant reading overlooks blanks, width and case",
    arguments: [
      " 9111 0108 3354 6908 9c\n", "９１１１０１０８３３５４６９０８９Ｃ",
    ])
  func tolerant(text: String) throws {
    #expect(try CreditCode.read(text).text == "91110108335469089C")
  }

  @Test(
    "A provider code seen in files decodes and encodes",
    arguments: [
      ("001191110102MACQD9K64010000", ProviderCode.Service.generation, "0000"),
      ("00119144030008867405X210001", .generation, "0001"),
      ("00119144030008867405X220001", .propagation, "0001"),
      ("001191440101MA9Y9T4H7A00000", .unused, "0000"),
      ("001191440300708461136T1XGW3", .generation, "XGW3"),
      ("001191440300708461136T1308L", .generation, "308L"),
      ("001191440300708461136T1WFUO", .generation, "WFUO"),
      ("001191310104MACE0YX63918020", .generation, "8020"),
      ("001191440300MA5G49LC9K1YO01", .generation, "YO01"),
      ("001191110102MAD55U9H0F10002", .generation, "0002"),
    ])
  func provider(text: String, service: ProviderCode.Service, model: String) throws {
    let code = try ProviderCode(parsing: text)
    #expect(code.service == service)
    #expect(code.modelCode.text == model)
    #expect(code.description == text)
    let modelCode = try #require(ModelCode(model))
    #expect(
      ProviderCode(creditCode: code.creditCode, service: service, modelCode: modelCode) == code)
    let data = try JSONEncoder().encode([code])
    #expect(try JSONDecoder().decode([ProviderCode].self, from: data) == [code])
  }

  @Test(
    "What is no provider code is refused with its place",
    arguments: [
      ("", ProviderCodeError.Fault.length(0), 0),
      ("doubao", .notAllowed(found: "d"), 0),
      ("001191110102MACQD9K640", .length(22), 22),
      ("001191110102MACQD9K640100001", .length(28), 28),
      ("101191110102MACQD9K64010000", .unknown(.format, found: "1"), 0),
      ("002191110102MACQD9K64010000", .unknown(.subjectType, found: "2"), 2),
      ("001291110102MACQD9K64010000", .unknown(.binding, found: "2"), 3),
      ("001191110102MACQD9K64030000", .unknown(.service, found: "3"), 22),
      ("001191110102MACQD9K640A0000", .unknown(.service, found: "A"), 22),
      ("001191110102MACQD9K64000001", .modelWithoutService, 23),
      ("001191110102MACQD9K640100é0", .notAllowed(found: "é"), 25),
    ])
  func providerRefused(text: String, fault: ProviderCodeError.Fault, offset: Int) {
    #expect(throws: ProviderCodeError(fault, offset: offset)) { try ProviderCode(parsing: text) }
  }

  @Test("A wrong credit code within a provider code is placed in the whole")
  func providerCredit() throws {
    do {
      _ = try ProviderCode(parsing: "001191110102MACQD9K64110000")
      Issue.record("a wrong check character was accepted")
    } catch {
      #expect(error.offset == 21)
      #expect(error.wording.en.contains("91110102MACQD9K640"))
    }
  }

  @Test("A model code needs a service, and is four digits or capital letters")
  func modelCode() throws {
    let credit = try CreditCode(parsing: "91110108335469089C")
    let model = try #require(ModelCode("0001"))
    #expect(ProviderCode(creditCode: credit, service: .unused, modelCode: model) == nil)
    #expect(ProviderCode(creditCode: credit).description == "001191110108335469089C00000")
    for text in ["", "001", "00011", "abcd", "00é", "0 01"] { #expect(ModelCode(text) == nil) }
  }
}
