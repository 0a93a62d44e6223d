internal import Labels

extension LabelRule {
  /// What a finding of this rule is, in Chinese.
  ///
  /// The finding itself says it in English, with what was
  /// found.
  var chinese: String {
    switch self {
    case .malformed: "标识内容不是规定的格式"
    case .trailing: "标识内容之后还有其他文字"
    case .duplicateKey: "同一要素出现两次"
    case .missingKey: "缺少要素"
    case .unknownKey: "有标准未规定的要素"
    case .keyOrder: "要素的顺序与标准不同"
    case .fieldType: "要素的值不是字符串"
    case .wrapper: "标识的外层写法与该格式的指南不同"
    case .statusDomain: "生成合成标签的值不是1、2、3之一"
    case .statusNumber: "生成合成标签写成了数字，应为字符串"
    case .fieldCharacters: "要素含有标准不允许的字符"
    case .fieldEmpty: "要素为空"
    case .producerName: "写的是名称而不是编码，不能由此查到主体"
    case .producerCode: "编码不正确"
    case .producerPart: "编码不完整"
    case .producerService: "制作者写的是传播服务的编码"
    case .propagation: "首次写入时传播要素与制作要素不一致"
    case .duplicateLabel: "文件中有多个隐式标识，只应保留一个"
    case .contradiction: "文件中的标识相互矛盾"
    case .place: "标识不在该格式规定的位置"
    case .namespace: "标识所用的命名空间与指南不同"
    case .packet: "XMP数据包格式有误"
    case .packetEncoding: "XMP数据包的编码不是UTF-8"
    case .sourceTypeForm: "数字来源类型应写完整的网址"
    case .duplicateProperty: "同一属性出现两次"
    case .bareKey: "名为AIGC的文字中没有任何规定的要素，不是标识"
    }
  }
}
