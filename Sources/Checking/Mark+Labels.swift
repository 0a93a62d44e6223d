internal import Labels
internal import Rules

extension Mark {
  /// A label, as a mark.
  init(_ sighting: LabelSighting) {
    let label = sighting.label
    let verdict: Verdict
    let sentence: Wording
    switch label.status {
    case .generated:
      verdict = .generated
      sentence = Wording(
        zh: "属于人工智能生成合成内容", en: "the content is generated or synthesized")
    case .possiblyGenerated:
      verdict = .possiblyGenerated
      sentence = Wording(
        zh: "可能为人工智能生成合成内容", en: "the content may be generated or synthesized")
    case .suspected:
      verdict = .suspected
      sentence = Wording(
        zh: "疑似为人工智能生成合成内容",
        en: "the content is suspected of being generated or synthesized")
    case nil:
      // Whoever puts a label there means something by it, even where what it says is not to be read.
      verdict = .suspected
      sentence = Wording(
        zh: "其中的生成合成标签无法读出", en: "its status cannot be read")
    }
    let elements = AIGCLabel.Element.allCases
    var producers: [Producer] = []
    for (part, element) in [
      (Producer.Part.producer, AIGCLabel.Element.contentProducer),
      (.propagator, .contentPropagator),
    ] {
      if let text = label[element], !text.isEmpty { producers.append(Producer(part, text)) }
    }
    self.init(
      kind: .label, verdict: verdict, place: sighting.place, offset: sighting.offset,
      sentence: sentence,
      fields: elements.compactMap { element in
        label[element].map { Field(element.rawValue, $0) }
      }, producers: producers)
  }

  /// Another mark than a label.
  init(_ mark: OtherMark) {
    let kind: Kind
    let sentence: Wording
    switch mark.kind {
    case .sourceType:
      kind = .sourceType
      sentence = Wording(
        zh: "IPTC数字来源类型：\(mark.value)", en: "the IPTC digital source type: \(mark.value)")
    case .system, .systemVersion, .prompt, .promptWriter:
      kind = .sourceType
      sentence = Wording(
        zh: "IPTC人工智能字段：\(mark.value)", en: "IPTC's fields about AI: \(mark.value)")
    case .credentials:
      kind = .credential
      sentence = Wording(
        zh: "文件中有内容凭证（C2PA）", en: "the file carries Content Credentials (C2PA)")
    case .remoteCredentials:
      kind = .credential
      sentence = Wording(
        zh: "内容凭证存放于别处：\(mark.value)", en: "Content Credentials are elsewhere: \(mark.value)")
    case .kling, .douyin, .tencent, .credit, .parameters:
      kind = .trace
      sentence = Wording(zh: "生成工具留下的痕迹：\(mark.value)", en: "a trace of a tool: \(mark.value)")
    case .created:
      kind = .trace
      sentence = Wording(zh: "文件所载的制作时间", en: "the time of making that the file gives")
    case .earlierLabels:
      kind = .trace
      sentence = Wording(
        zh: "更正前的标识，仍保留在文件中", en: "labels that a correction replaced are kept in the file")
    }
    let verdict: Verdict =
      switch mark.weight {
      case .states, .suggests: .suspected
      case .neutral: .noMarkFound
      }
    self.init(
      kind: kind, verdict: verdict, place: mark.place, offset: mark.offset, sentence: sentence,
      fields: [Field(mark.kind.rawValue, mark.value)])
  }
}
