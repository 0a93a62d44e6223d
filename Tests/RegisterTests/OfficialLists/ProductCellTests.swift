import Record
import Testing

@testable import Register

@Suite("The cell of products")
struct ProductCellTests {
  struct Sample: Sendable {
    let cell: String
    /// Names and forms, `name|form`.
    let products: [String]
    var rules: [ListFinding.Rule] = []
  }

  static let samples = [
    Sample(cell: "甲(APP)、乙（网站）", products: ["甲|APP", "乙|网站"]),
    Sample(cell: "甲（小程序)", products: ["甲|小程序"]),
    Sample(cell: "甲（APP、网站）、乙（网站、APP、小程序）", products: ["甲|APP、网站", "乙|网站、APP、小程序"]),
    Sample(cell: "甲（国际、国内）(APP)", products: ["甲（国际、国内）|APP"]),
    Sample(cell: "（甲）乙（微信、抖音）(小程序)、丙(其他)", products: ["（甲）乙（微信、抖音）|小程序", "丙|其他"]),
    Sample(cell: "甲（H5）（网站）(网站)", products: ["甲（H5）（网站）|网站"]),
    Sample(cell: "甲，甲乙(APP)", products: ["甲，甲乙|APP"]),
    Sample(cell: "甲(APP)，乙(网站)；丙(其他)\n丁(小程序)", products: ["甲|APP", "乙|网站", "丙|其他", "丁|小程序"]),
    Sample(cell: "甲(APP)、\n乙(APP)", products: ["甲|APP", "乙|APP"]),
    Sample(cell: "A B(APP)、\nC\nD(APP)", products: ["A B|APP", "C D|APP"]),
    Sample(cell: "甲/乙(APP)", products: ["甲/乙|APP"]),
    Sample(cell: "《甲、乙》(APP)、“丙、丁”(网站)", products: ["《甲、乙》|APP", "“丙、丁”|网站"]),
    Sample(cell: "甲(app)、乙(App)", products: ["甲|app", "乙|App"]),
    Sample(
      cell: "甲（APP）、乙（APP）等", products: ["甲|APP", "乙|APP"], rules: [.productsOmitted]),
    Sample(cell: "甲（APP）、乙（APP）、等", products: ["甲|APP", "乙|APP"], rules: [.productsOmitted]),
    Sample(cell: "甲(APP)、等级测试(APP)", products: ["甲|APP", "等级测试|APP"]),
    Sample(
      cell: "甲（APP、网站）乙（APP）、丙（APP）", products: ["甲|APP、网站", "乙|APP", "丙|APP"],
      rules: [.productSeparator]),
    Sample(
      cell: "甲(APP) 乙(APP)", products: ["甲|APP", "乙|APP"], rules: [.productSeparator]),
    Sample(cell: "甲(网站)、", products: ["甲|网站"], rules: [.productEmpty]),
    Sample(
      cell: "、甲(网站)、、乙(APP)", products: ["甲|网站", "乙|APP"], rules: [.productEmpty, .productEmpty]),
    Sample(cell: "甲", products: ["甲|"], rules: [.productForm]),
    Sample(cell: "甲（国际版）", products: ["甲（国际版）|"], rules: [.productForm]),
    Sample(cell: "(APP)", products: ["(APP)|"], rules: [.productForm]),
    // A bracket that never closes must not swallow what follows.
    Sample(cell: "甲（乙(APP)、丙(网站)", products: ["甲（乙|APP", "丙|网站"]),
    Sample(cell: "甲)乙(APP)、丙(网站)", products: ["甲)乙|APP", "丙|网站"]),
    Sample(cell: "", products: []), Sample(cell: "--", products: []),
    Sample(cell: " —— \n", products: []), Sample(cell: "/", products: []),
    Sample(cell: "无", products: []),
  ]

  @Test("Products are told apart with their forms", arguments: samples)
  func products(sample: Sample) {
    let cell = ProductCell(sample.cell)
    #expect(cell.products.map { "\($0.name)|\($0.form ?? "")" } == sample.products)
    #expect(cell.remarks.map(\.rule) == sample.rules)
  }
}
