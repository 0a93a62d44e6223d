import Foundation
import Rules
import Testing

@Suite("Filing numbers")
struct FilingNumberTests {
  /// Digits and their parts, from the published lists.
  struct Vector: Sendable, CustomTestStringConvertible {
    let digits: String
    let region: String
    let subject: String
    let category: AlgorithmCategory
    let year: Int
    let serial: Int

    init(_ printed: String, _ category: AlgorithmCategory = .generationSynthesis) {
      // Printed with blanks between the parts.
      let parts = printed.split(separator: " ").map(String.init)
      self.digits = parts.joined()
      self.region = parts[0]
      self.subject = parts[1]
      self.category = category
      self.year = 2000 + (Int(parts[3]) ?? 0)
      self.serial = Int(parts[4]) ?? 0
    }

    var testDescription: String { digits }

    static let all: [Vector] = [
      Vector("110101 1283877 01 23 001 1"),
      Vector("110108 2242366 01 22 001 7"),
      Vector("110108 6455028 01 23 003 5"),
      Vector("110108 6455028 01 23 004 3"),
      Vector("110108 8234839 01 23 003 1"),
      Vector("110115 5364552 01 23 003 1"),
      Vector("310104 4825688 01 23 001 1"),
      Vector("310104 4825688 01 23 004 5"),
      Vector("320114 5372585 01 23 001 9"),
      Vector("520111 2524746 01 23 003 3"),
      Vector("330110 5072064 01 23 004 3"),
      Vector("330110 5072064 01 23 003 5"),
      Vector("440305 2959887 01 23 001 3"),
      Vector("440304 0838051 01 23 001 5"),
      Vector("330110 8727707 01 23 002 7"),
      Vector("440305 2959887 01 24 014 7"),
      Vector("110108 4137607 01 25 006 3"),
      Vector("330108 5624161 04 22 001 1", .retrieval),
      Vector("610102 7269188 01 24 001 7"),
      Vector("310115 1243344 01 24 001 3"),
      Vector("330109 8304711 02 22 001 3", .personalisedPush),
      Vector("330109 8304711 03 22 001 9", .rankingSelection),
      Vector("330109 8304711 04 22 001 5", .retrieval),
    ]
  }

  @Test("A printed number has its six parts and reads back as printed", arguments: Vector.all)
  func parts(vector: Vector) throws {
    let printed = "网信算备\(vector.digits)号"
    let number = try FilingNumber(parsing: printed)
    #expect(number.description == printed)
    #expect(number.digits == vector.digits)
    #expect(number.regionCode.digits == vector.region)
    #expect(number.subjectDigits == vector.subject)
    #expect(number.subjectNumber == Int(vector.subject))
    #expect(number.category == vector.category)
    #expect(number.year == vector.year)
    #expect(number.serial == vector.serial)
    #expect(number.checkDigitHolds)
    #expect(number.regionCode.isAdministrativeDivision)
  }

  @Test("A number made from its parts gets the published check digit", arguments: Vector.all)
  func issue(vector: Vector) throws {
    let region = try #require(RegionCode(digits: vector.region))
    let subject = try #require(Int(vector.subject))
    let number = FilingNumber(
      region: region, subject: subject, category: vector.category, year: vector.year,
      serial: vector.serial)
    #expect(number?.digits == vector.digits)
  }

  @Test("A number cannot be made from a part outside its domain")
  func issueOutside() throws {
    let region = RegionCode.demonstration
    func make(subject: Int = 1, year: Int = 2023, serial: Int = 1) -> FilingNumber? {
      FilingNumber(
        region: region, subject: subject, category: .retrieval, year: year, serial: serial)
    }
    #expect(make() != nil)
    #expect(make(subject: -1) == nil)
    #expect(make(subject: 10_000_000) == nil)
    #expect(make(year: 1999) == nil)
    #expect(make(year: 2100) == nil)
    #expect(make(serial: 0) == nil)
    #expect(make(serial: 1000) == nil)
  }

  @Test(
    "A check digit that does not hold is seen, and the one that would fit is told",
    arguments: [("440305295988702220055", 7), ("110115399532201230015", 9)])
  func checkDigitFails(digits: String, fitting: Int) throws {
    let number = try #require(FilingNumber(digits: digits))
    #expect(!number.checkDigitHolds)
    #expect(number.expectedCheckDigit == fitting)
    #expect(number.withExpectedCheckDigit.checkDigitHolds)
    #expect(number.withExpectedCheckDigit.digits == digits.dropLast() + String(fitting))
  }

  @Test("The check digit agrees with the weighted sum written out, and is odd")
  func checkDigitFormula() throws {
    var random = SeededRandom(seed: 1)
    for _ in 0..<2000 {
      let digits = (0..<21).map { _ in Int.random(in: 0...9, using: &random) }
      let number = try #require(FilingNumber(digits: digits.map(String.init).joined()))
      var sum = 0
      for (place, digit) in digits.enumerated() { sum += digit << (20 - place) }
      #expect(number.checkDigitHolds == (sum % 10 == 1))
      #expect(number.expectedCheckDigit % 2 == 1)
    }
  }

  @Test(
    "The strict reading says what is wrong and where",
    arguments: [
      ("", FilingNumberError.Fault.empty, 0),
      ("110108645502801230035", .prefixMissing, 0),
      ("网信备110108645502801230035号", .prefixMissing, 2),
      (" 网信算备110108645502801230035号", .prefixMissing, 0),
      ("网信算备11010864550280123003５号", .notADigit(found: "５"), 24),
      ("网信算备1101O8645502801230035号", .notADigit(found: "O"), 8),
      ("网信算备110108 645502801230035号", .notADigit(found: "U+0020"), 10),
      ("网信算备11000000000001号", .digitCount(14, fitting: []), 18),
      ("网信算备号", .digitCount(0, fitting: []), 4),
      ("网信算备110108645502801230035", .suffixMissing, 25),
      ("网信算备110108645502801230035号。", .trailing(found: "。"), 26),
      ("网信算备110108645502801230035号\u{301}", .trailing(found: "U+0301"), 26),
    ])
  func strict(text: String, fault: FilingNumberError.Fault, offset: Int) {
    #expect(throws: FilingNumberError(fault, offset: offset)) {
      try FilingNumber(parsing: text)
    }
  }

  @Test("Of 22 digits it is told where they are too many and which number would fit")
  func officialMisprint() throws {
    let fitting = try #require(FilingNumber(digits: "110108224236606220017"))
    #expect(
      throws: FilingNumberError(.digitCount(22, fitting: [fitting]), offset: 25)
    ) { try FilingNumber(parsing: "网信算备1101082242366066220017号") }
  }

  @Test(
    "The tolerant reading lists what it overlooked",
    arguments: [
      ("网信算备110108645502801230035号", []),
      ("110108645502801230035", [.prefixMissing, .suffixMissing]),
      ("网信算备110108645502801230035", [.suffixMissing]),
      ("110108645502801230035号", [.prefixMissing]),
      ("  网信算备 110108 6455028 01 23 003 5 号\n", [.blanks]),
      ("网信算备\u{3000}１１０１０８６４５５０２８０１２３００３５号", [.blanks, .fullWidthDigits]),
      ("網信算備110108645502801230035號", [.traditionalCharacters]),
      ("\u{FEFF}110108645502801230035\u{200B}", [.blanks, .prefixMissing, .suffixMissing]),
    ] as [(String, [ReadFilingNumber.Tolerance])])
  func tolerant(text: String, tolerated: [ReadFilingNumber.Tolerance]) throws {
    let read = try FilingNumber.read(text)
    #expect(read.number.digits == "110108645502801230035")
    #expect(read.tolerated == tolerated)
  }

  @Test(
    "The tolerant reading changes no digit: what does not fit is refused with its place",
    arguments: [
      ("", FilingNumberError.Fault.empty, 0),
      (" \t", .empty, 0),
      ("网信", .prefixMissing, 2),
      ("沪网信算备110108645502801230035号", .prefixMissing, 0),
      ("网信算备11010864550280123003l号", .notADigit(found: "l"), 24),
      ("网信算备 11010864550280123003 号", .digitCount(20, fitting: []), 25),
      ("110108645502801230035号号", .trailing(found: "号"), 22),
      ("11010864550280123003500000", .digitCount(26, fitting: []), 21),
    ])
  func tolerantRefusals(text: String, fault: FilingNumberError.Fault, offset: Int) {
    #expect(throws: FilingNumberError(fault, offset: offset)) { try FilingNumber.read(text) }
  }

  @Test(
    "Digits alone are read only when there are 21 ASCII digits",
    arguments: [
      "", "11010864550280123003", "1101086455028012300355", "11010864550280123003５",
      "+10108645502801230035", "网信算备110108645502801230035号",
    ])
  func digitsOnly(text: String) { #expect(FilingNumber(digits: text) == nil) }

  @Test("A number travels through JSON as its digits, and orders by them")
  func codable() throws {
    let numbers = Vector.all.compactMap { FilingNumber(digits: $0.digits) }
    let data = try JSONEncoder().encode(numbers)
    #expect(String(decoding: data, as: UTF8.self).hasPrefix("[\"110101128387701230011\","))
    #expect(try JSONDecoder().decode([FilingNumber].self, from: data) == numbers)
    #expect(numbers.sorted().map(\.digits) == numbers.map(\.digits).sorted())
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([FilingNumber].self, from: Data("[\"11\"]".utf8))
    }
  }

  @Test("A number takes 16 bytes")
  func compact() { #expect(MemoryLayout<FilingNumber>.stride == 16) }

  @Test(
    "Every cancelled number reads, holds and lies in an administrative division",
    .enabled(if: Shared.has("data/cancellations.csv"), "shared/data is not here"))
  func cancelled() throws {
    let text = try Shared.text("data/cancellations.csv")
    let found = text.split { !$0.isASCII || !$0.isNumber }.filter { $0.utf8.count >= 18 }
    #expect(found.count == 57)
    for digits in found {
      let number = try #require(FilingNumber(digits: String(digits)), "\(digits)")
      #expect(number.checkDigitHolds && number.category != nil, "\(digits)")
      #expect(number.regionCode.isAdministrativeDivision, "\(digits)")
    }
  }

  @Test(
    "Of all numbers in the official lists only the two known misprints stand out",
    .enabled(if: Shared.has("data/lists") && Python.executable != nil, "lists or Python not here"))
  func lists() throws {
    let lists = Shared.folder.appending(path: "data/lists").path
    let all = try Python.oracle("list_numbers.py", lists).split(separator: "\n").map(String.init)
    #expect(all.count > 3000)
    let odd = all.filter {
      let reading = NumberReading($0)
      return reading.grade != .wellFormed || !reading.remarks.isEmpty
    }
    #expect(odd == OfficialMisprint.known.map(\.printed).sorted())
  }
}
