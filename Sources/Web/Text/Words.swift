import Record
import Register
import Rules

/// The words of the field for the values of the domain: one word for one thing.
enum Words {
  static func name(_ status: FilingStatus) -> Wording {
    switch status {
    case .inForce: Wording(zh: "有效", en: "In force")
    case .changed: Wording(zh: "有效，曾变更", en: "In force, changed")
    case .cancelled: Wording(zh: "已注销", en: "Cancelled")
    case .revoked: Wording(zh: "已撤销", en: "Revoked")
    }
  }

  static func name(_ role: Role) -> Wording {
    switch role {
    case .provider: Wording(zh: "服务提供者", en: "Provider")
    case .technicalSupporter: Wording(zh: "服务技术支持者", en: "Technical supporter")
    }
  }

  /// The track as a heading names it.
  static func name(_ track: Track) -> Wording {
    switch track {
    case .deepSynthesis: Wording(zh: "深度合成服务算法备案", en: "Deep-synthesis algorithms")
    case .recommendation:
      Wording(zh: "互联网信息服务算法备案（算法推荐等）", en: "Recommendation and other algorithms")
    case .generativeAI: Wording(zh: "生成式人工智能服务", en: "Generative-AI services")
    default: Wording(zh: track.rawValue, en: track.rawValue)
    }
  }

  /// The track where there is little room.
  static func shortName(_ track: Track) -> Wording {
    switch track {
    case .deepSynthesis: Wording(zh: "深度合成", en: "Deep synthesis")
    case .recommendation: Wording(zh: "算法推荐", en: "Recommendation")
    case .generativeAI: Wording(zh: "生成式人工智能", en: "Generative AI")
    default: Wording(zh: track.rawValue, en: track.rawValue)
    }
  }

  /// A list by its identifier, `track/period`: 深度合成2023年8月, Deep synthesis, August 2023.
  static func list(_ id: String) -> Wording {
    let sides = id.utf8.split(separator: 0x2F, maxSplits: 1)
      .map { String(decoding: $0, as: UTF8.self) }
    guard sides.count == 2 else { return Wording(zh: id, en: id) }
    let track = shortName(Track(rawValue: sides[0]))
    let period = period(sides[1])
    return Wording(zh: track.zh + period.zh, en: "\(track.en), \(period.en)")
  }

  /// A list where its track is known already.
  static func listPeriod(_ id: String) -> Wording {
    let sides = id.utf8.split(separator: 0x2F, maxSplits: 1)
      .map { String(decoding: $0, as: UTF8.self) }
    return sides.count == 2 ? period(sides[1]) : Wording(zh: id, en: id)
  }

  /// `2023-08`, or `000000-2023-08` for a list of a demonstration; anything else stays as it is.
  private static func period(_ text: String) -> Wording {
    let demonstration = "000000-"
    let isDemonstration = text.hasPrefix(demonstration)
    let month = isDemonstration ? String(text.dropFirst(demonstration.utf8.count)) : text
    guard let date = PublicDate(month), !date.isDay else { return Wording(zh: text, en: text) }
    let day = date.certainFrom
    return Wording(
      zh: "\(day.year)年\(day.month)月" + (isDemonstration ? "（演示）" : ""),
      en: "\(monthNames[day.month - 1]) \(day.year)" + (isDemonstration ? " (demonstration)" : ""))
  }

  private static let monthNames = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]

  static func name(_ kind: NoteStatement.Kind, _ texts: Texts) -> String {
    texts["note-" + kind.rawValue]
  }

  /// What a role does, in a few words.
  static func explanation(_ role: Role, _ texts: Texts) -> String {
    texts["role-\(role.rawValue)-text"]
  }
}
