extension ReadLabel.Notation {
  /// What it is in Chinese.
  var chinese: String {
    switch self {
    case .inner: "内层形式"
    case .wrapped: "带AIGC外层的形式"
    case .quoted: "作为JSON字符串的形式"
    case .frontMatter: "YAML形式"
    case .none: "无法辨认的形式"
    }
  }
}

extension ReadLabel.Form {
  /// What it is in Chinese.
  var chinese: String {
    switch self {
    case .string: "字符串"
    case .number: "数字"
    case .structure: "对象或列表"
    case .other: "null、true或false"
    }
  }
}
