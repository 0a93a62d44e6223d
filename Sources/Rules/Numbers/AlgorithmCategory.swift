/// What kind of algorithm a filing number stands for: its digits 14 and 15.
///
/// The five types of the form (Algorithm Recommendation Provisions, art. 2) appear in numbers as
/// six codes, retrieval and filtering apart. No authority documents the codes; they are read off
/// the published lists.
public enum AlgorithmCategory: Int, Hashable, Sendable, Codable, CaseIterable {
  /// 01, 生成合成类.
  case generationSynthesis = 1
  /// 02, 个性化推送类.
  case personalisedPush = 2
  /// 03, 排序精选类.
  case rankingSelection = 3
  /// 04, 检索类.
  case retrieval = 4
  /// 05, 过滤类.
  case filtering = 5
  /// 06, 调度决策类.
  case schedulingDecision = 6

  /// The two digits as they stand in a number.
  public var digits: String { "0\(rawValue)" }

  /// The name in Chinese and in English.
  public var name: Wording {
    switch self {
    case .generationSynthesis: Wording(zh: "生成合成类", en: "generation and synthesis")
    case .personalisedPush: Wording(zh: "个性化推送类", en: "personalised push")
    case .rankingSelection: Wording(zh: "排序精选类", en: "ranking and selection")
    case .retrieval: Wording(zh: "信息检索类", en: "information retrieval")
    case .filtering: Wording(zh: "内容过滤类", en: "content filtering")
    case .schedulingDecision: Wording(zh: "调度决策类", en: "scheduling and decision")
    }
  }
}
