import Measuring
import Record
import Rules

/// Filings that nobody made: the same for the same number of them, under region 000000, which is no
/// administrative division, with organizations that say in their names that they are fictional.
///
/// Like the official lists in what costs something: about two filings an organization, names that
/// share a few hundred characters, purposes of some sixty.
struct MadeUpFilings {
  /// How many filings stand in a list.
  static let listLength = 600

  private var numbers = SplitMix(seed: 2022)
  private var made = 0
  private var organization = 0
  private var serial = 0
  private var left = 0
  private var brand = ""

  private static let syllables = Array(
    "青禾望舒听澜墨羽拾光云栈知更南星竹影晓风半夏重楼鹿鸣棠依旧雪松岭泉溪岚霁澄沐锦瑟晨曦暮烟霞帆舟渡江汀洲蒹葭苍"
      .unicodeScalars)
  private static let kinds = [
    ("文本生成", "写作", "网站"), ("图像生成", "画板", "小程序"), ("人脸融合", "相机", "APP"),
    ("语音合成", "配音", "APP"), ("数字人视频合成", "主播", "网站"), ("智能对话", "问答", "小程序"),
    ("音乐生成", "作曲", "网站"), ("视频生成", "剪辑", "APP"), ("虚拟形象驱动", "形象", "小程序"),
  ]
  private static let scenes = [
    "智能客服", "教育辅导", "医疗问诊", "影像娱乐", "有声阅读", "电商营销", "文旅导览", "办公写作", "工业质检", "金融咨询",
  ]

  /// The next list of this register's own, with as many filings as are asked for.
  mutating func list(length: Int) -> OwnListParts {
    let turn = made
    let filings = (0..<length).map { _ in filing() }
    return OwnListParts(turn: turn, filings: filings)
  }

  private mutating func filing() -> FilingFacts {
    if left == 0 {
      organization += 1
      serial = 0
      left = 1 + Int(numbers.below(3))
      brand = String(
        String.UnicodeScalarView(
          (0..<4).map { _ in Self.syllables[Int(numbers.below(UInt64(Self.syllables.count)))] }))
    }
    left -= 1
    serial += 1
    made += 1
    let kind = Self.kinds[Int(numbers.below(UInt64(Self.kinds.count)))]
    let scene = Self.scenes[Int(numbers.below(UInt64(Self.scenes.count)))]
    let other = Self.scenes[Int(numbers.below(UInt64(Self.scenes.count)))]
    let supporter = numbers.below(3) == 0
    let number = FilingNumber(
      region: .demonstration, subject: organization, category: .generationSynthesis,
      year: 2023 + made / 2000 % 4, serial: serial)
    return FilingFacts(
      number: number?.description ?? "", algorithm: "\(brand)\(kind.0)算法-\(serial)",
      role: supporter ? .technicalSupporter : .provider,
      organization: "虚构\(brand)科技有限公司",
      products: supporter
        ? []
        : [Product(name: "\(brand)\(kind.1)", form: kind.2), Product(name: brand, form: "网站")],
      purpose: supporter
        ? "应用于\(scene)场景，服务于\(other)类的企业端客户，通过接口为其提供\(kind.0)功能，所列内容均为虚构数据。"
        : "应用于\(scene)和\(other)场景，根据用户输入的文本、图片或语音，利用\(kind.0)算法，生成符合要求的内容（虚构数据）。")
  }
}

/// A made-up list, before it has a place in time.
struct OwnListParts {
  /// How many filings were made up before it.
  let turn: Int
  let filings: [FilingFacts]
}
