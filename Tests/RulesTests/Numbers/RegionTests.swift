import Rules
import Testing

@Suite("Regions")
struct RegionTests {
  @Test(
    "A code names its division, with those above it",
    arguments: [
      ("110000", "北京市", "北京市", Division.Level.province),
      ("110108", "海淀区", "北京市海淀区", .county),
      ("330110", "余杭区", "浙江省杭州市余杭区", .county),
      ("330100", "杭州市", "浙江省杭州市", .prefecture),
      ("429004", "仙桃市", "湖北省仙桃市", .county),
      ("441901", "市辖区", "广东省东莞市市辖区", .county),
      ("442001", "市辖区", "广东省中山市市辖区", .county),
      ("810000", "香港特别行政区", "香港特别行政区", .province),
    ])
  func division(code: String, name: String, fullName: String, level: Division.Level) throws {
    let division = try #require(RegionCode(digits: code)?.division)
    #expect(division.name == name)
    #expect(division.fullName == fullName)
    #expect(division.level == level)
    #expect(division.endYear == nil)
  }

  @Test(
    "A code that has been given up still names its division, and says until when",
    arguments: [
      ("330103", "下城区", 2021),  // Hangzhou joined it to Gongshu in 2021
      ("371202", "莱城区", 2018),  // Laiwu joined Jinan at the turn of 2018 to 2019
    ])
  func historical(code: String, name: String, end: Int) throws {
    let division = try #require(RegionCode(digits: code)?.division)
    #expect(division.name == name)
    #expect(division.endYear == end)
  }

  @Test(
    "Other codes name no division",
    arguments: [
      "406301", "000000", "400000", "110199", "119900", "330001", "442101", "999999", "522701",
    ])
  func none(code: String) throws {
    let region = try #require(RegionCode(digits: code))
    #expect(region.isAdministrativeDivision == (code == "522701"))
  }

  @Test(
    "A code is six ASCII digits", arguments: ["", "11010", "1101088", "11010x", "１１０１０８", "+11010"])
  func malformed(text: String) { #expect(RegionCode(digits: text) == nil) }

  @Test("The table knows all 34 provinces under the names the lists use")
  func provinces() throws {
    #expect(Province.allCases.count == 34)
    for province in Province.allCases {
      #expect(province.regionCode.division?.name == province.name.zh)
    }
    #expect(RegionCode(digits: "330110")?.province == .zhejiang)
    #expect(RegionCode(digits: "406301")?.province == nil)
    #expect(Province.innerMongolia.shortName == Wording(zh: "内蒙古", en: "Inner Mongolia"))
    #expect(Province.xinjiang.shortName.zh == "新疆")
    #expect(Province.hongKong.shortName.zh == "香港")
  }

  @Test(
    "A Latin name finds its province in any case",
    arguments: [
      ("ZheJiang", Province.zhejiang), ("Zhejiang", .zhejiang), ("NeiMengGu", .innerMongolia),
      ("Inner Mongolia", .innerMongolia), ("Shanxi", .shanxi), ("Shaanxi", .shaanxi),
      ("XiZang", .tibet), ("Xianggang", .hongKong),
    ])
  func latin(name: String, province: Province) { #expect(Province(latin: name) == province) }

  @Test("A Latin name of no province finds none", arguments: ["", "ZhongYangQiYe", "北京", "Bei"])
  func latinNone(name: String) { #expect(Province(latin: name) == nil) }
}
