internal import Media
internal import Rules

extension ReadLabel {
  /// What a place in a file says about the text that stands in it.
  struct Place {
    /// Whether the place is for a label and nothing else, so that whatever stands there is one.
    var isLabelsOwn = false
    /// The wrapper that the guide says for the place.
    var wrapper: AIGCLabel.Wrapper? = .inner
    /// Whether other bytes may stand around the label.
    var isShared = false
  }

  /// The most bytes of a text that is read as a label.
  static let longest = 1 << 20

  /// Reads a label from a text, however it came here.
  ///
  /// - Returns: nil where the text is no label: none of the seven fields is in it.
  public init?(text: [UInt8]) { self.init(reading: text, at: Place(wrapper: nil)) }

  /// Reads a label from the text of a place.
  ///
  /// - Returns: nil where the text is no label: none of the seven fields is in it.
  init?(reading bytes: [UInt8], at place: Place = Place()) {
    guard bytes.count <= ReadLabel.longest else {
      guard place.isLabelsOwn || ReadLabel.namesField(bytes) else { return nil }
      self.init(
        malformed: Array(bytes.prefix(1024)),
        Wording(
          zh: "标识内容有\(bytes.count)字节，最多读取\(ReadLabel.longest)字节",
          en: "the text has \(bytes.count) bytes, and at most \(ReadLabel.longest) are read"))
      return
    }
    // A text that is itself written as a JSON string is opened once.
    var source = bytes
    var quoted = false
    if ReadLabel.firstByte(of: source) == 0x22, let (node, _) = try? JSONReader.read(source),
      let text = node.string
    {
      source = Array(text.utf8)
      quoted = true
    }
    if let start = ReadLabel.objectStart(in: source) {
      do throws(JSONFault) {
        let (node, end) = try JSONReader.read(source, from: start)
        self.init(node, behind: end, in: source, quoted: quoted, place)
        return
      } catch {
        guard place.isLabelsOwn || ReadLabel.namesField(source) else { return nil }
        self.init(
          malformed: source,
          Wording(
            zh: "标识内容不是JSON：第\(error.offset)字节处\(error.wording.zh)",
            en: "the text is no JSON: \(error.wording.en), at byte \(error.offset)"))
        return
      }
    }
    let matter = FrontMatter(source)
    if matter.members.contains(where: { AIGCLabel.Element(rawValue: $0.key) != nil }) {
      self.init(matter, in: source)
      return
    }
    guard place.isLabelsOwn else { return nil }
    self.init(malformed: source, ReadLabel.nothing)
  }

  private static let nothing = Wording(
    zh: "标识内容中没有七个要素中的任何一个", en: "the text has none of the seven fields")

  private static func firstByte(of bytes: [UInt8]) -> UInt8? {
    bytes.first { !$0.isBlankOrZero }
  }

  /// Where the first object of a text begins; nil where front matter comes before it.
  private static func objectStart(in bytes: [UInt8]) -> Int? {
    var place = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while place < bytes.count, bytes[place].isBlankOrZero { place += 1 }
    // Some services glue the name to the text.
    if bytes[place...].starts(with: Array("AIGC".utf8)) {
      var behind = place + 4
      while behind < bytes.count, [0x20, 0x3A, 0x3D, 0].contains(bytes[behind]) { behind += 1 }
      if behind < bytes.count, bytes[behind] == UInt8(ascii: "{") { return behind }
    }
    return place < bytes.count && bytes[place] == UInt8(ascii: "{") ? place : nil
  }

  /// Whether a text has the name of a field that only this label has, near its beginning.
  static func namesField(_ bytes: [UInt8]) -> Bool {
    let head = bytes.prefix(1 << 18)
    return ["ContentProducer", "ContentPropagator", "ProduceID", "PropagateID"].contains {
      head.firstRange(of: Array($0.utf8)) != nil
    }
  }

  private init(malformed source: [UInt8], _ wording: Wording) {
    self.init(
      source: source, notation: .none, fields: [:], unknownKeys: [],
      findings: [LabelFinding(.malformed, wording)], insertion: nil, object: nil)
  }

  private init?(
    _ node: JSONNode, behind end: Int, in source: [UInt8], quoted: Bool, _ place: Place
  ) {
    var object = node
    var source = source
    var notation: Notation = quoted ? .quoted : .inner
    var end = end
    if node.members?.contains(where: { AIGCLabel.Element(rawValue: $0.key) != nil }) != true,
      let inside = node["AIGC"]
    {
      if let text = inside.string, let (deeper, behind) = try? JSONReader.read(Array(text.utf8)) {
        (object, source, notation, end) = (deeper, Array(text.utf8), .quoted, behind)
      } else {
        object = inside
        notation = quoted ? .quoted : .wrapped
      }
    }
    let members = object.members ?? []
    guard members.contains(where: { AIGCLabel.Element(rawValue: $0.key) != nil }) else {
      guard place.isLabelsOwn else { return nil }
      self.init(malformed: source, ReadLabel.nothing)
      return
    }
    var audit = LabelAudit()
    for member in members {
      let form: Form
      let text: String
      let raw = source[member.value.range]
      switch member.value.content {
      case .string(let string): (form, text) = (.string, string)
      case .number: (form, text) = (.number, String(decoding: raw, as: UTF8.self))
      case .null: (form, text) = (.other, "")
      case .bool: (form, text) = (.other, String(decoding: raw, as: UTF8.self))
      case .array, .object: (form, text) = (.structure, String(decoding: raw, as: UTF8.self))
      }
      audit.take(member.key, Field(text: text, form: form, range: member.value.range))
    }
    audit.finish()
    if notation == .wrapped, node.members.map({ $0.count > 1 }) == true {
      audit.add(
        .unknownKey, zh: "外层对象中AIGC之外还有其他键",
        en: "other keys stand beside AIGC in the outer object")
    }
    if let wrapper = place.wrapper, notation.rawValue != wrapper.rawValue {
      audit.add(
        .wrapper,
        zh: "标识写成了\(notation.chinese)，此处应为\(wrapper == .inner ? "内层" : "带AIGC外层的")形式",
        en:
          "the label is written as \(notation.rawValue), and this place has the \(wrapper.rawValue) form"
      )
    }
    let rest = source[min(end, source.count)...]
    if !place.isShared, rest.contains(where: { !$0.isBlankOrZero }) {
      audit.add(
        .trailing, zh: "标识内容之后还有\(rest.count)字节",
        en: "\(rest.count) bytes stand behind the label's text")
    }
    self.init(
      source: source, notation: notation, fields: audit.fields, unknownKeys: audit.unknownKeys,
      findings: audit.findings,
      insertion: notation == .quoted
        ? nil : .object(object.range.upperBound - 1, isEmpty: members.isEmpty),
      object: object.range)
  }

  private init(_ matter: FrontMatter, in source: [UInt8]) {
    var audit = LabelAudit()
    for member in matter.members {
      let isNumber =
        member.plain && !member.text.isEmpty && member.text.utf8.count < 6
        && member.text.utf8.allSatisfy { (0x30...0x39).contains($0) }
      // Only `Label` is a number by intention: an id of digits alone is one by accident.
      let form: Form =
        isNumber && member.key == AIGCLabel.Element.status.rawValue
        ? .number : .string
      audit.take(member.key, Field(text: member.text, form: form, range: member.range))
    }
    audit.finish()
    self.init(
      source: source, notation: .frontMatter, fields: audit.fields,
      unknownKeys: audit.unknownKeys, findings: audit.findings,
      insertion: .line(matter.end, indent: matter.indent), object: nil)
  }
}

/// Looks at the fields of a label one after the other, and then at all of them.
private struct LabelAudit {
  private(set) var fields: [AIGCLabel.Element: ReadLabel.Field] = [:]
  private(set) var unknownKeys: [String] = []
  private(set) var findings: [LabelFinding] = []
  private var order: [AIGCLabel.Element] = []

  mutating func add(
    _ rule: LabelRule, zh: String, en: String, _ element: AIGCLabel.Element? = nil
  ) {
    guard findings.count < 200 else { return }
    findings.append(LabelFinding(rule, zh: zh, en: en, element: element))
  }

  mutating func take(_ key: String, _ field: ReadLabel.Field) {
    guard let element = AIGCLabel.Element(rawValue: key) else {
      guard unknownKeys.count < 100 else { return }
      unknownKeys.append(key)
      return add(
        .unknownKey, zh: "标准没有规定键“\(key.shown)”", en: "the standard has no key \(key.shown)")
    }
    if let first = fields[element] {
      let same = first == ReadLabel.Field(text: field.text, form: field.form, range: first.range)
      return add(
        .duplicateKey, zh: "\(key)出现两次，值\(same ? "相同" : "不同")",
        en: "\(key) is written twice, \(same ? "with the same value" : "with different values")",
        element)
    }
    fields[element] = field
    order.append(element)
    examine(field, element)
  }

  private mutating func examine(_ field: ReadLabel.Field, _ element: AIGCLabel.Element) {
    let key = element.rawValue
    if element == .status {
      if ReadLabel.status(field.text) == nil {
        return add(
          .statusDomain, zh: "Label的值是“\(field.text.shown)”，应为1、2或3",
          en: "Label is \(field.text.shown), and may be 1, 2 or 3", element)
      }
      switch field.form {
      case .string: return
      case .number:
        return add(
          .statusNumber, zh: "Label写成了数字\(field.text.shown)，应为字符串",
          en: "Label is a number and has to be a string", element)
      case .structure, .other:
        return add(
          .fieldType, zh: "Label不是字符串，而是\(field.form.chinese)", en: "Label is no string", element)
      }
    }
    switch field.form {
    case .string: break
    case .structure:
      return add(
        .fieldType, zh: "\(key)写成了对象或列表，应为字符串", en: "\(key) is an object, and has to be a string",
        element)
    case .number, .other:
      add(
        .fieldType, zh: "\(key)不是字符串，而是\(field.form.chinese)：\(field.text.shown)",
        en: "\(key) is no string", element)
    }
    if let fault = FieldDomain.fault(in: field.text, of: element) {
      add(.fieldCharacters, zh: "\(key)：\(fault.zh)", en: "\(key): \(fault.en)", element)
    }
  }

  mutating func finish() {
    for element in AIGCLabel.Element.allCases where fields[element] == nil {
      // Without it nobody can say what the label says.
      add(
        element == .status ? .statusDomain : .missingKey, zh: "缺少\(element.rawValue)",
        en: "the key \(element.rawValue) is missing", element)
    }
    let standard = AIGCLabel.Element.allCases.filter { fields[$0] != nil }
    if order != standard {
      let found = order.map(\.rawValue).joined(separator: "、")
      add(
        .keyOrder, zh: "要素的顺序与标准不同：\(found)",
        en: "the keys are in another order than in the standard")
    }
    let propagator = fields[.contentPropagator]?.text ?? ""
    // A platform that writes 2 or 3 need not know who made the content.
    let byPlatform =
      fields[.status].map { $0.text == "2" || $0.text == "3" } == true
      && !propagator.isEmpty
    for element in [AIGCLabel.Element.contentProducer, .produceID]
    where fields[element]?.text.isEmpty == true && !byPlatform {
      add(
        .fieldEmpty, zh: "\(element.rawValue)为空", en: "\(element.rawValue) is empty", element)
    }
    findings += ContentProducer(reading: fields[.contentProducer]?.text ?? "")
      .findings(for: .contentProducer)
    let number = fields[.propagateID]?.text ?? ""
    if propagator.isEmpty != number.isEmpty {
      let (filled, empty) =
        number.isEmpty ? ("ContentPropagator", "PropagateID") : ("PropagateID", "ContentPropagator")
      add(
        .propagation, zh: "\(filled)有值而\(empty)为空",
        en: "of ContentPropagator and PropagateID only one is filled")
    } else if propagator.isEmpty, fields[.contentPropagator] != nil {
      add(
        .propagation, zh: "传播要素为空；首次写入时应与制作要素一致",
        en: "the propagation fields are empty; at first writing they equal the producer's"
      )
    }
    if propagator != fields[.contentProducer]?.text {
      findings += ContentProducer(reading: propagator).findings(for: .contentPropagator)
    }
  }
}
