import Rules

extension Role {
  /// The role that a list prints, blanks disregarded (Deep Synthesis Provisions, article 23).
  init?(printed text: String) {
    switch CellText.squeezed(text) {
    case "服务提供者", "深度合成服务提供者": self = .provider
    case "服务技术支持者", "深度合成服务技术支持者", "技术支持者": self = .technicalSupporter
    default: return nil
    }
  }
}

extension AlgorithmCategory {
  /// The categories that a printed name covers: retrieval and filtering were one until 2023, and
  /// numbers told them apart all the same.
  ///
  /// Empty for a name that no list uses.
  static func covered(by text: String) -> [AlgorithmCategory] {
    switch CellText.squeezed(text) {
    case "生成合成类": [.generationSynthesis]
    case "个性化推送类": [.personalisedPush]
    case "排序精选类": [.rankingSelection]
    case "检索过滤类": [.retrieval, .filtering]
    case "信息检索类", "检索类": [.retrieval]
    case "内容过滤类", "过滤类": [.filtering]
    case "调度决策类": [.schedulingDecision]
    default: []
    }
  }
}
