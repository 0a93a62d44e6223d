import Record
import Rules

/// Fictional filings to look at: three lists, changes, cancellations and a revocation.
///
/// They stand under region 000000, which is no administrative division. Every organization says in
/// its name that it is fictional.
public enum Demonstration {
  /// Fills a new demonstration register.
  public static func fill(_ registrar: Registrar) async throws {
    var serials: [String: Int] = [:]
    for list in lists {
      let filings = list.entries.map { entry in
        facts(entry, year: list.published.year, serials: &serials)
      }
      _ = try await registrar.carryOut(
        .publish(
          OwnList(
            track: .deepSynthesis, period: String(list.published.iso.prefix(7)),
            title: "演示：深度合成服务算法备案清单（虚构数据，\(list.published.year)年\(list.published.month)月）",
            published: list.published, filings: filings)),
        actor: .machine("demonstration"))
    }
    for decision in decisions(registrar.published.state) {
      _ = try await registrar.carryOut(.decide(decision), actor: .machine("demonstration"))
    }
  }

  struct Entry {
    let organization: Int
    let algorithm: String
    let role: Role
    let products: [Product]
    let purpose: String
  }

  struct List {
    let published: Day
    let entries: [Entry]
  }

  private static func facts(
    _ entry: Entry, year: Int, serials: inout [String: Int]
  ) -> FilingFacts {
    let organization = DemonstrationData.organizations[entry.organization]
    let serial = (serials[organization.subject] ?? 0) + 1
    serials[organization.subject] = serial
    let number = FilingNumber(
      region: .demonstration, subject: Int(organization.subject) ?? 0,
      category: .generationSynthesis, year: year, serial: serial)
    let digits = String(serial)
    return FilingFacts(
      number: number?.description ?? "", algorithm: entry.algorithm, role: entry.role,
      organization: organization.name, products: entry.products, purpose: entry.purpose,
      creditCode: creditCode(organization.subject),
      modelCode: ModelCode(String(repeating: "0", count: 4 - digits.utf8.count) + digits))
  }

  /// A made-up credit code: under division 000000, which is no place, with the subject number and the
  /// check character that fits.
  static func creditCode(_ subject: String) -> CreditCode? {
    for check in "0123456789ABCDEFGHJKLMNPQRTUWXY" {
      if let code = try? CreditCode(parsing: "91000000D\(subject)E\(check)") { return code }
    }
    return nil
  }

  private static var lists: [List] {
    let days = [(2026, 3, 12), (2026, 5, 6), (2026, 7, 17)]
    let kinds = DemonstrationData.kinds
    return days.enumerated().compactMap { turn, date in
      guard let day = Day(year: date.0, month: date.1, day: date.2) else { return nil }
      var entries: [Entry] = []
      for organization in DemonstrationData.organizations.indices {
        let kind = kinds[(organization * 5 + turn * 3) % kinds.count]
        let brand = DemonstrationData.organizations[organization].brand
        let supporter = (organization + turn) % 3 == 2
        entries.append(
          Entry(
            organization: organization,
            algorithm: "\(brand)\(kind.name)\(turn == 0 ? "" : "-\(turn + 1)")（演示）",
            role: supporter ? .technicalSupporter : .provider,
            products: supporter
              ? [] : kind.forms.map { Product(name: "\(brand)\(kind.product)", form: $0) },
            purpose: supporter
              ? "演示数据：应用于\(kind.scene)场景，服务于企业端客户，通过接口提供\(kind.name)功能。"
              : "演示数据：应用于\(kind.scene)场景，根据用户输入的\(kind.input)，生成\(kind.output)。"))
      }
      return List(published: day, entries: entries)
    }
  }

  private static func decisions(_ state: RegisterState) -> [OwnDecision] {
    let filings = state.filings.map(\.current)
    guard filings.count > 20, let change = Day(year: 2026, month: 6, day: 2),
      let cancel = Day(year: 2026, month: 8, day: 14),
      let revoke = Day(year: 2026, month: 9, day: 30)
    else { return [] }
    var renamed = filings[3].facts
    renamed.products.append(
      Product(name: "\(DemonstrationData.organizations[3].brand)随身版", form: "小程序"))
    renamed.notes.append(
      NoteStatement(
        kind: .productsChanged, month: "2026-06", text: "2026年6月，新增应用产品（演示）"))
    var purpose = filings[9].facts
    purpose.purpose += "（用途表述已更新）"
    return [
      OwnDecision(
        number: filings[3].facts.number, act: .changed, ground: "arp-24", facts: renamed,
        effective: change),
      OwnDecision(
        number: filings[9].facts.number, act: .changed, ground: "arp-24", facts: purpose,
        effective: change),
      OwnDecision(
        number: filings[5].facts.number, act: .cancelled, ground: "arp-24", effective: cancel),
      OwnDecision(
        number: filings[14].facts.number, act: .cancelled, ground: "arp-33", effective: cancel),
      OwnDecision(
        number: filings[7].facts.number, act: .revoked, ground: "arp-33", effective: revoke),
    ]
  }
}
