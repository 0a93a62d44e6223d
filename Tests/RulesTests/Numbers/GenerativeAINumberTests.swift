import Foundation
import Rules
import Testing

@Suite("Generative-AI numbers")
struct GenerativeAINumberTests {
  @Test(
    "A filing and a registration have their parts",
    arguments: [
      (
        "Beijing-WenXinYiYan-20230821", "Beijing", "WenXinYiYan", "2023-08-21",
        GenerativeAINumber.Kind.filing, nil
      ),
      ("Jiangsu-ZhiBiaoBao-202512030061", "Jiangsu", "ZhiBiaoBao", "2025-12-03", .filing, 61),
      ("Shanghai-Muse-20260731S0210", "Shanghai", "Muse", "2026-07-31", .registration, 210),
      ("ZhongYangQiYe-JiuTian-20240123", "ZhongYangQiYe", "JiuTian", "2024-01-23", .filing, nil),
      ("Beijing-Chat-GLM-20230821", "Beijing", "Chat-GLM", "2023-08-21", .filing, nil),
    ])
  func parts(
    text: String, place: String, name: String, date: String, kind: GenerativeAINumber.Kind,
    serial: Int?
  ) throws {
    let number = try GenerativeAINumber(parsing: text)
    #expect(number.place == place)
    #expect(number.name == name)
    #expect(number.date.iso == date)
    #expect(number.kind == kind)
    #expect(number.serial == serial)
    #expect(number.description == text)
  }

  @Test(
    "What is no such number is refused with its place",
    arguments: [
      ("", GenerativeAINumberError.Fault.empty, 0),
      ("Beijing", .partsMissing, 7),
      ("Beijing-20230821", .partsMissing, 16),
      ("-WenXin-20230821", .placeMissing, 0),
      ("Beijing--20230821", .nameMissing, 8),
      ("北京-WenXin-20230821", .notAllowed(found: "北"), 0),
      ("Beijing-文心-20230821", .notAllowed(found: "文"), 8),
      ("Beijing-Wen Xin-20230821", .notAllowed(found: "U+0020"), 11),
      ("Beijing-WenXin-2023082", .tail, 22),
      ("Beijing-WenXin-20230821S21", .tail, 26),
      ("Beijing-WenXin-20230821S", .tail, 24),
      ("Beijing-WenXin-20230821s0210", .notAllowed(found: "s"), 23),
      ("Beijing-WenXin-2023082100612", .tail, 28),
      ("Beijing-WenXin-20230230", .date("20230230"), 15),
      ("Beijing-WenXin-２０２３０８２１", .notAllowed(found: "２"), 15),
      ("Beijing-\(String(repeating: "x", count: 201))-20230821", .nameTooLong, 208),
    ])
  func refused(text: String, fault: GenerativeAINumberError.Fault, offset: Int) {
    #expect(throws: GenerativeAINumberError(fault, offset: offset)) {
      try GenerativeAINumber(parsing: text)
    }
  }

  @Test("Two spellings of one number fold to the same text")
  func folded() throws {
    let one = try GenerativeAINumber(parsing: "ZheJiang-TongYiQianWen-20230901")
    let other = try GenerativeAINumber(parsing: "Zhejiang-TongYiQianWen-20230901")
    #expect(one != other)
    #expect(one.foldedText == other.foldedText)
    #expect(one.province == .zhejiang && other.province == .zhejiang)
  }

  @Test("A number travels through JSON as written")
  func codable() throws {
    let number = try GenerativeAINumber(parsing: "Shanghai-Muse-20260731S0210")
    let data = try JSONEncoder().encode([number])
    #expect(String(decoding: data, as: UTF8.self) == "[\"Shanghai-Muse-20260731S0210\"]")
    #expect(try JSONDecoder().decode([GenerativeAINumber].self, from: data) == [number])
  }

  @Test(
    "Every number of the published sample reads, of its kind and in its territory",
    .enabled(if: Shared.has("data/generative-ai-sample.csv"), "shared/data is not here"))
  func sample() throws {
    let rows = try Shared.csv("data/generative-ai-sample.csv")
    #expect(rows.count == 31)
    for row in rows {
      let number = try GenerativeAINumber(parsing: row[5])
      #expect(number.description == row[5])
      #expect(number.kind.rawValue == row[7], "\(row[5])")
      if row[2] == "国资委" {
        #expect(number.isCentralEnterprise && number.province == nil)
      } else {
        #expect(number.province?.name.zh == row[2], "\(row[5])")
      }
    }
  }
}
