import Record
import Testing

@testable import Register

@Suite("The note of a row")
struct NoteCellTests {
  struct Sample: Sendable {
    let note: String
    /// Each statement as `kind month: before -> after`.
    let statements: [String]
    var rules: [ListFinding.Rule] = []
  }

  static let samples = [
    Sample(note: "", statements: []), Sample(note: " \n", statements: []),
    Sample(note: "已注销", statements: ["cancelled : -> "]),
    Sample(
      note: "原主体名称“甲（京）公司 ”变更为“乙公司”\n",
      statements: ["organization-renamed : 甲（京）公司 -> 乙公司"]),
    Sample(
      note: "变更内容：原主体“甲公司”变更为“乙公司”、原算法名称“丙算法”变更为“丁算法”",
      statements: ["organization-renamed : 甲公司 -> 乙公司", "algorithm-renamed : 丙算法 -> 丁算法"]),
    Sample(
      note: "2024年8月，变更内容：算法名称由甲算法变更为乙算法，新增关联产品丙(网站)、丁(APP)",
      statements: [
        "algorithm-renamed 2024-08: 甲算法 -> 乙算法", "products-changed 2024-08: -> 丙(网站)、丁(APP)",
      ]),
    Sample(
      note: "算法名称原“甲”变更为“乙”，关联产品“丙(APP)”变更为“丁(APP)”",
      statements: ["algorithm-renamed : 甲 -> 乙", "products-changed : 丙(APP) -> 丁(APP)"]),
    Sample(note: "原算法名称“甲算法-2”", statements: ["algorithm-renamed : 甲算法-2 -> "]),
    Sample(
      note: "主体由甲公司变更为乙公司，新增产品丙(网站)",
      statements: ["organization-renamed : 甲公司 -> 乙公司", "products-changed : -> 丙(网站)"]),
    Sample(
      note: "《自评估报告》中主体名称由“甲”变更为“乙”", statements: ["organization-renamed : 甲 -> 乙"]),
    Sample(note: "2022年9月更新备案主体名称", statements: ["organization-renamed 2022-09: -> "]),
    Sample(
      note: "产品名称由“甲(APP)”变更为“乙(网站)”、“丙（丁）(APP)”变更为“戊(APP)”",
      statements: ["products-changed : 甲(APP) -> 乙(网站)", "products-changed : 丙（丁）(APP) -> 戊(APP)"]),
    Sample(
      note: "产品名称甲（APP）、乙（APP）变更为丙(APP)、丁(APP)",
      statements: ["products-changed : 甲（APP）、乙（APP） -> 丙(APP)、丁(APP)"]),
    Sample(
      note: "2024年8月，产品变更为甲(APP)、乙(APP)", statements: ["products-changed 2024-08: -> 甲(APP)、乙(APP)"]
    ),
    Sample(
      note: "产品变更、算法模型变更、输入模态变更",
      statements: ["products-changed : -> ", "model-changed : -> ", "model-changed : -> "]),
    Sample(
      note: "2023年8月更新应用产品，新增甲网站和小程序",
      statements: ["products-changed 2023-08: -> ", "products-changed 2023-08: -> 甲网站和小程序"]),
    Sample(
      note: "删除关联产品“甲(网站)、乙(网站)”", statements: ["products-changed : 甲(网站)、乙(网站) -> "]),
    Sample(note: "新增产品“甲(APP)”、“乙(APP)”", statements: ["products-changed : -> 甲(APP)、乙(APP)"]),
    Sample(note: "新增甲服务助手(APP)", statements: ["products-changed : -> 甲服务助手(APP)"]),
    Sample(
      note: "新增产品甲(小程序) 增加接入乙大模型",
      statements: ["products-changed : -> 甲(小程序)", "model-changed : -> 乙大模型"]),
    Sample(
      note: "原主体名称“甲”变更为“乙”《拟公示算法机制机理内容》变更算法运行机制",
      statements: ["organization-renamed : 甲 -> 乙", "disclosure-changed : -> "]),
    Sample(
      note: "备案材料中新增甲大模型算法-1、乙大模型算法", statements: ["model-changed : -> 甲大模型算法-1、乙大模型算法"]),
    Sample(note: "增加接入甲大模型，乙大模型", statements: ["model-changed : -> 甲大模型、乙大模型"]),
    Sample(
      note: "算法输出模态由图像变更为文本、图像，变更主要用途文字描述",
      statements: ["model-changed : 图像 -> 文本、图像", "purpose-changed : -> "]),
    Sample(note: "模型版本升级为Qwen2", statements: ["model-changed : -> Qwen2"]),
    Sample(note: "变更主要用途 为“应用于甲，用于乙。”", statements: ["purpose-changed : -> 应用于甲，用于乙。"]),
    Sample(
      note: "变更《拟公示算法机制机理内容》中算法基本原理、算法运行机制图像、视频描述",
      statements: ["disclosure-changed : -> "]),
    Sample(
      note: "2023年4月、12月更新算法公示信息",
      statements: ["disclosure-changed 2023-04: -> ", "disclosure-changed 2023-12: -> "]),
    Sample(
      note: "2023年4月新增算法使用产品，2023年12月更新算法公示信息",
      statements: ["products-changed 2023-04: -> ", "disclosure-changed 2023-12: -> "]),
    Sample(
      note: "2024年4月、6月，新增关联产品甲(网站)，主体由乙变更为丙",
      statements: ["products-changed : -> 甲(网站)", "organization-renamed : 乙 -> 丙"],
      rules: [.noteMonths]),
    Sample(note: "变更算法安全责任人", statements: ["responsible-person-changed : -> "]),
    Sample(note: "算法安全责任人发生变更", statements: ["responsible-person-changed : -> "]),
    Sample(
      note: "新增“甲”功能涉及乙场景；新增检索“丙”功能，同时添加语音输入检索功能",
      statements: ["functions-changed : -> ", "functions-changed : -> ", "functions-changed : -> "]),
    Sample(
      note: "一句没有模子的话", statements: ["other : -> "], rules: [.noteNotUnderstood]),
    Sample(
      note: "新增产品甲(APP)、没有模子", statements: ["products-changed : -> 甲(APP)", "other : -> "],
      rules: [.noteNotUnderstood]),
    Sample(
      note: "2024年13月，产品变更", statements: ["other : -> ", "products-changed : -> "],
      rules: [.noteNotUnderstood]),
    // A quotation mark that never closes must not swallow what follows.
    Sample(
      note: "原主体名称“甲变更为乙，产品变更",
      statements: ["organization-renamed : “甲 -> 乙", "products-changed : -> "]),
  ]

  @Test("Notes are read statement by statement", arguments: samples)
  func statements(sample: Sample) {
    let cell = NoteCell(sample.note)
    let read = cell.statements.map {
      "\($0.kind.rawValue) \($0.month ?? ""): \($0.before.map { $0 + " " } ?? "")-> \($0.after ?? "")"
    }
    #expect(read == sample.statements)
    #expect(cell.remarks.map(\.rule) == sample.rules)
  }

  @Test("Every statement keeps its own words")
  func words() {
    let cell = NoteCell("2024年8月，变更内容：产品变更，新增产品甲(APP)、乙(网站)；一句话。")
    #expect(cell.statements.map(\.text) == ["产品变更", "新增产品甲(APP)、乙(网站)", "一句话"])
  }

  @Test("A combining mark after a word does not hide it, and hides nothing")
  func combiningMarks() {
    let cell = NoteCell("产品变更、\u{301}原主体名称“甲”变更为“乙”")
    #expect(cell.statements.map(\.kind) == [.productsChanged, .other])
  }
}
