/// The words that demonstration filings are made of.
///
/// None of these firms or products exists.
enum DemonstrationData {
  struct Organization {
    let name: String
    let brand: String
    /// Seven digits, as in the number.
    let subject: String
  }

  struct Kind {
    let name: String
    let product: String
    let forms: [String]
    let scene: String
    let input: String
    let output: String
  }

  static let organizations: [Organization] = [
    ("青禾", "1000017"), ("望舒", "1000026"), ("听澜", "1000035"), ("墨羽", "1000044"),
    ("拾光", "1000053"), ("云栈", "1000062"), ("知更", "1000071"), ("南星", "1000080"),
    ("北斗勺", "1000099"), ("竹影", "1000108"), ("蓝鲸铃", "1000117"), ("晓风", "1000126"),
    ("半夏", "1000135"), ("重楼", "1000144"), ("鹿鸣", "1000153"), ("海棠依旧", "1000162"),
  ].map { brand, subject in
    Organization(
      name: "演示\(brand)（虚构）科技有限公司", brand: brand, subject: subject)
  }

  static let kinds: [Kind] = [
    Kind(
      name: "文本生成算法", product: "写作助手", forms: ["网站", "APP"], scene: "文字创作",
      input: "文本", output: "文章"),
    Kind(
      name: "图像生成算法", product: "画板", forms: ["网站"], scene: "图像设计", input: "文本、图片",
      output: "图片"),
    Kind(
      name: "人脸融合合成算法", product: "相机", forms: ["APP", "小程序"], scene: "影像娱乐",
      input: "人脸照片", output: "融合后的人脸图片"),
    Kind(
      name: "语音合成算法", product: "配音", forms: ["APP"], scene: "有声阅读", input: "文本",
      output: "语音"),
    Kind(
      name: "数字人视频合成算法", product: "主播", forms: ["网站"], scene: "视频制作", input: "文本、形象",
      output: "数字人视频"),
    Kind(
      name: "智能对话算法", product: "问答", forms: ["小程序"], scene: "智能客服", input: "问题",
      output: "回答"),
    Kind(
      name: "音乐生成算法", product: "作曲", forms: ["网站", "小程序"], scene: "音乐创作", input: "歌词、风格",
      output: "音乐"),
  ]
}
