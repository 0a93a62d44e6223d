/// A province-level division of China; the raw value is the first two digits of its codes.
public enum Province: Int, Hashable, Sendable, Codable, CaseIterable {
  case beijing = 11
  case tianjin = 12
  case hebei = 13
  case shanxi = 14
  case innerMongolia = 15
  case liaoning = 21
  case jilin = 22
  case heilongjiang = 23
  case shanghai = 31
  case jiangsu = 32
  case zhejiang = 33
  case anhui = 34
  case fujian = 35
  case jiangxi = 36
  case shandong = 37
  case henan = 41
  case hubei = 42
  case hunan = 43
  case guangdong = 44
  case guangxi = 45
  case hainan = 46
  case chongqing = 50
  case sichuan = 51
  case guizhou = 52
  case yunnan = 53
  case tibet = 54
  case shaanxi = 61
  case gansu = 62
  case qinghai = 63
  case ningxia = 64
  case xinjiang = 65
  case taiwan = 71
  case hongKong = 81
  case macao = 82

  /// The code of the province, 110000 for Beijing.
  public var regionCode: RegionCode { RegionCode(unchecked: UInt32(rawValue) * 10_000) }

  /// The name: in Chinese as the code list has it, in English as the province uses it of itself.
  public var name: Wording {
    let (zh, en, _) = names
    return Wording(zh: zh, en: en)
  }

  /// The name without what kind of division it is: 北京, 内蒙古, 香港.
  public var shortName: Wording {
    let (zh, en, _) = names
    for ending in ["壮族自治区", "回族自治区", "维吾尔自治区", "特别行政区", "自治区", "省", "市"]
    where zh.hasSuffix(ending) {
      return Wording(zh: String(zh.dropLast(ending.count)), en: en)
    }
    return Wording(zh: zh, en: en)
  }

  /// The province that a Latin name means, whatever its case: English names and pinyin, with or
  /// without blanks.
  public init?(latin text: String) {
    let folded = text.utf8.compactMap { byte -> UInt8? in
      switch byte {
      case 0x41...0x5A: byte + 0x20
      case 0x61...0x7A: byte
      default: nil
      }
    }
    let key = String(decoding: folded, as: UTF8.self)
    guard let province = Province.byLatinName[key] else { return nil }
    self = province
  }

  private static let byLatinName: [String: Province] = {
    var table: [String: Province] = [:]
    for province in allCases {
      let (_, en, pinyin) = province.names
      table[String(en.lowercased().filter(\.isLetter))] = province
      table[pinyin] = province
    }
    return table
  }()

  private var names: (zh: String, en: String, pinyin: String) {
    switch self {
    case .beijing: ("北京市", "Beijing", "beijing")
    case .tianjin: ("天津市", "Tianjin", "tianjin")
    case .hebei: ("河北省", "Hebei", "hebei")
    case .shanxi: ("山西省", "Shanxi", "shanxi")
    case .innerMongolia: ("内蒙古自治区", "Inner Mongolia", "neimenggu")
    case .liaoning: ("辽宁省", "Liaoning", "liaoning")
    case .jilin: ("吉林省", "Jilin", "jilin")
    case .heilongjiang: ("黑龙江省", "Heilongjiang", "heilongjiang")
    case .shanghai: ("上海市", "Shanghai", "shanghai")
    case .jiangsu: ("江苏省", "Jiangsu", "jiangsu")
    case .zhejiang: ("浙江省", "Zhejiang", "zhejiang")
    case .anhui: ("安徽省", "Anhui", "anhui")
    case .fujian: ("福建省", "Fujian", "fujian")
    case .jiangxi: ("江西省", "Jiangxi", "jiangxi")
    case .shandong: ("山东省", "Shandong", "shandong")
    case .henan: ("河南省", "Henan", "henan")
    case .hubei: ("湖北省", "Hubei", "hubei")
    case .hunan: ("湖南省", "Hunan", "hunan")
    case .guangdong: ("广东省", "Guangdong", "guangdong")
    case .guangxi: ("广西壮族自治区", "Guangxi", "guangxi")
    case .hainan: ("海南省", "Hainan", "hainan")
    case .chongqing: ("重庆市", "Chongqing", "chongqing")
    case .sichuan: ("四川省", "Sichuan", "sichuan")
    case .guizhou: ("贵州省", "Guizhou", "guizhou")
    case .yunnan: ("云南省", "Yunnan", "yunnan")
    case .tibet: ("西藏自治区", "Tibet", "xizang")
    case .shaanxi: ("陕西省", "Shaanxi", "shaanxi")
    case .gansu: ("甘肃省", "Gansu", "gansu")
    case .qinghai: ("青海省", "Qinghai", "qinghai")
    case .ningxia: ("宁夏回族自治区", "Ningxia", "ningxia")
    case .xinjiang: ("新疆维吾尔自治区", "Xinjiang", "xinjiang")
    case .taiwan: ("台湾省", "Taiwan", "taiwan")
    case .hongKong: ("香港特别行政区", "Hong Kong", "xianggang")
    case .macao: ("澳门特别行政区", "Macao", "aomen")
    }
  }
}
