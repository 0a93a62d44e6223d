import Record
import Rules
import TestSupport

@testable import Register

/// Makes random commands, and tells a reference register what each of them means.
struct CommandGenerator {
  private(set) var random: SeededRandom
  private(set) var reference = ReferenceRegister()
  private var serial = 0
  private var lists = 0

  init(_ random: SeededRandom) { self.random = random }

  static let organizations = [
    "北京青禾科技有限公司", "上海望舒（集团）有限公司", "ＡＢ听澜网络科技（北京）有限公司", "Lan Yin 蓝音 Ltd.", "绿洲女娲信息技术有限公司",
    "重庆长乐行科技有限公司", "杭州拾光 2号 工作室", "O'Hara 数据（深圳）有限公司",
  ]
  private static let words = [
    "文本", "图像", "人脸", "语音", "对话", "ＡＩ", "GPT", "3D", "生成", "合成", "音乐", "视频", "写真", "绿", "女",
  ]
  private static let misprints = ["网信算备11010824223660662200170号", "网信算备1101082422366066号", "（待补）"]

  /// What somebody might look for: a part of a text that stands somewhere, in one of its forms.
  mutating func term() -> String {
    let facts = reference.order.randomElement(using: &random).map { reference.allFacts($0) } ?? []
    let texts = facts.flatMap { facts in
      [facts.number, facts.organization, facts.algorithm, facts.purpose]
        + facts.products.map(\.name) + facts.notes.compactMap(\.before)
    }
    guard let text = texts.randomElement(using: &random), chance(0.95) else {
      return ["华为", "zzz", "99999", "公司", "ab", "号", "a", "lü"].randomElement(using: &random) ?? ""
    }
    var part = slice(text)
    switch Int.random(in: 0..<6, using: &random) {
    case 0: part = part.uppercased()
    case 1:
      let syllables = ReferenceSearch.syllables(ReferenceSearch.normal(text))
      let from = Int.random(in: 0...max(syllables.count - 1, 0), using: &random)
      let run = syllables.dropFirst(from).joined()
      part = String(run.prefix(Int.random(in: 2...10, using: &random)))
    case 2:
      part = String(
        String.UnicodeScalarView(
          part.unicodeScalars.map { scalar in
            (0x21...0x7E).contains(scalar.value)
              ? Unicode.Scalar(scalar.value + 0xFEE0) ?? scalar : scalar
          }))
    default: break
    }
    return part
  }

  private mutating func slice(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    guard scalars.count > 1 else { return text }
    let length = Int.random(in: 1...min(6, scalars.count), using: &random)
    let from = Int.random(in: 0...scalars.count - length, using: &random)
    return String(String.UnicodeScalarView(scalars[from..<from + length]))
  }

  mutating func chance(_ part: Double) -> Bool { Double.random(in: 0..<1, using: &random) < part }

  mutating func pick<Element>(_ elements: [Element]) -> Element? {
    elements.randomElement(using: &random)
  }

  mutating func day() -> Day { Day(number: Int.random(in: 19_500...20_800, using: &random)) }

  private mutating func date() -> PublicDate {
    let day = day()
    return chance(0.5) ? PublicDate(day) : PublicDate(String(day.iso.prefix(7))) ?? PublicDate(day)
  }

  private mutating func number(region: Int = 110_101) -> String {
    serial += 1
    let subject = 1_234_000 + serial % 7
    guard let region = RegionCode(region),
      let number = FilingNumber(
        region: region, subject: subject, category: .generationSynthesis,
        year: 2023 + serial % 3, serial: serial % 999 + 1)
    else { return "" }
    return number.description
  }

  private mutating func text(_ count: Int) -> String {
    (0..<count).map { _ in pick(Self.words) ?? "" }.joined()
  }

  private mutating func notes() -> [NoteStatement] {
    guard chance(0.3) else { return [] }
    return (0..<Int.random(in: 1...2, using: &random)).map { _ in
      let kind = pick(NoteStatement.Kind.allCases) ?? .other
      return NoteStatement(
        kind: kind, month: chance(0.6) ? String(day().iso.prefix(7)) : nil,
        before: chance(0.7) ? "旧\(text(2))" : nil, text: "备注\(text(1))")
    }
  }

  mutating func facts(_ number: String) -> FilingFacts {
    serial += 1
    return FilingFacts(
      number: number, algorithm: "\(text(2))算法\(serial)", role: pick(Role.allCases),
      organization: pick(Self.organizations) ?? "",
      products: (0..<Int.random(in: 0...2, using: &random)).map { _ in
        Product(name: text(2) + " App", form: "网站")
      }, purpose: text(4), notes: notes())
  }

  /// A number for a row: mostly new, sometimes one that stands elsewhere, sometimes a misprint.
  private mutating func rowNumber() -> String {
    switch Int.random(in: 0..<20, using: &random) {
    case 0: return pick(Self.misprints) ?? ""
    case 1, 2:
      return pick(reference.order).flatMap { reference.allFacts($0).first?.number } ?? number()
    case 3: return pick(Array(reference.pending.keys).sorted()) ?? number()
    default: return number()
    }
  }

  static let columns = ["算法名称", "角色", "主体名称", "应用产品", "主要用途", "备案编号", "备注"]

  private static func printed(_ facts: FilingFacts) -> [String] {
    [
      facts.algorithm, facts.role?.rawValue ?? "", facts.organization,
      facts.products.map(\.name).joined(separator: "、"), facts.purpose, facts.number,
      facts.notes.map { "\($0.kind.rawValue)\($0.month ?? "")\($0.before ?? "")\($0.text)" }
        .joined(separator: "；"),
    ]
  }

  private static func list(
    _ id: String, _ track: Track, _ published: PublicDate, _ facts: [FilingFacts]
  ) -> OfficialList {
    OfficialList(
      track: track, title: id, period: String(id.dropFirst(track.rawValue.utf8.count + 1)),
      published: published, columns: columns,
      rows: facts.enumerated().map { place, facts in
        OfficialListRow(row: place + 1, serial: nil, printed: printed(facts), facts: facts)
      }, findings: [], source: Source(name: id, sha256: "00", bytes: 1))
  }

  /// The date on which each list was published, by its id.
  private var published: [String: PublicDate] = [:]

  /// The next command, of whatever kind fits.
  mutating func next(at now: Moment) -> Command {
    switch Int.random(in: 0..<10, using: &random) {
    case 0...2: return newList(at: now)
    case 3...5: return newerCopy(at: now) ?? newList(at: now)
    case 6, 7: return notices()
    case 8: return ownList(at: now)
    default: return decision() ?? ownList(at: now)
    }
  }

  mutating func newList(at now: Moment) -> Command {
    lists += 1
    let track = chance(0.5) ? Track.deepSynthesis : .recommendation
    let id = "\(track.rawValue)/\(lists)"
    let date = date()
    published[id] = date
    reference.begin(id, track, isOwn: false)
    var rows: [FilingFacts] = []
    for row in 1...Int.random(in: 1...6, using: &random) {
      let repeated = rows.last.map(\.number)
      let facts = facts(repeated.flatMap { chance(0.05) ? $0 : nil } ?? rowNumber())
      rows.append(facts)
      reference.add(facts, to: id, as: row, on: date, seen: now.beijingDay)
    }
    return .importList(Self.list(id, track, date, rows), observed: day())
  }

  /// A newer copy of a list: rows changed, taken out, added.
  private mutating func newerCopy(at now: Moment) -> Command? {
    let known = reference.lists.filter { !$0.value.isOwn && !$0.value.standing.isEmpty }
    guard let id = pick(known.keys.sorted()), let list = known[id], let date = published[id] else {
      return nil
    }
    let observed = day()
    var rows: [FilingFacts] = []
    var changed: [(Int, FilingFacts)] = []
    var withdrawn: [Int] = []
    for row in list.standing {
      let isAlone = list.standing.filter { $0.facts.number == row.facts.number }.count == 1
      var facts = row.facts
      switch Int.random(in: 0..<8, using: &random) {
      case 0 where isAlone && list.standing.count > 1:
        withdrawn.append(row.id)
        continue
      case 1:
        facts.purpose += text(1)
        changed.append((row.id, facts))
      case 2:
        facts.notes = notes() + [NoteStatement(kind: .modelChanged, text: "第\(serial)次")]
        serial += 1
        changed.append((row.id, facts))
      case 3 where isAlone:
        // Matched by algorithm and organization: a corrected number.
        facts.number = chance(0.5) ? number() : pick(reference.pending.keys.sorted()) ?? number()
        let isFree =
          !list.standing.contains { $0.facts.number == facts.number }
          && !rows.contains { $0.number == facts.number }
        if isFree { changed.append((row.id, facts)) } else { facts = row.facts }
      default: break
      }
      rows.append(facts)
    }
    for (row, facts) in changed {
      reference.change(facts, in: id, row: row, on: PublicDate(observed))
    }
    for row in withdrawn { reference.withdraw(row: row, of: id) }
    var next = list.rows.map(\.id).max() ?? 0
    // A new row beside one that was taken out could be taken for that one with another number.
    while withdrawn.isEmpty, chance(0.3) {
      next += 1
      let facts = facts(number())
      rows.append(facts)
      reference.add(facts, to: id, as: next, on: PublicDate(observed), seen: now.beijingDay)
    }
    return .importList(Self.list(id, list.track, date, rows), observed: observed)
  }

  mutating func notices() -> Command {
    let source = Source(name: "notices", sha256: "00", bytes: 1)
    let notices = (0..<Int.random(in: 1...3, using: &random)).map { row in
      let known = pick(reference.order).flatMap { reference.allFacts($0).last?.number }
      let number =
        chance(0.6) ? known ?? number() : chance(0.5) ? number() : pick(Self.misprints) ?? ""
      let day = day()
      _ = reference.notice(number, on: PublicDate(day))
      return CancellationNotice(
        row: row + 1, announced: day, algorithm: "算法", role: nil, category: nil,
        organization: "公司", products: [], number: number, list: nil, source: source)
    }
    return .importNotices(notices, source: source)
  }

  private mutating func ownList(at now: Moment) -> Command {
    lists += 1
    let day = day()
    let id = "\(Track.deepSynthesis.rawValue)/000000-\(lists)"
    reference.begin(id, .deepSynthesis, isOwn: true)
    var filings: [FilingFacts] = []
    for row in 1...Int.random(in: 1...3, using: &random) {
      let facts = facts(number(region: 0))
      filings.append(facts)
      reference.add(facts, to: id, as: row, on: PublicDate(day), seen: now.beijingDay)
    }
    return .publish(
      OwnList(
        track: .deepSynthesis, period: "\(lists)", title: id, published: day, filings: filings))
  }

  private mutating func decision() -> Command? {
    let own = reference.own.filter { reference.view($0)?.status.isInForce == true }
    guard let key = pick(own), let act = pick(DecisionLeaf.Act.allCases),
      let current = reference.view(key)?.facts
    else { return nil }
    let facts: FilingFacts? = act == .changed ? facts(current.number) : nil
    let day = day()
    reference.decide(key, act, facts, on: PublicDate(day))
    return .decide(
      OwnDecision(number: current.number, act: act, ground: "arp-24", facts: facts, effective: day))
  }
}
