import Measuring
import Record
import Register
import Rules

/// What an append costs in registers of different sizes: each in turn, again and again, so that
/// whatever else the machine does falls on all of them alike.
enum Appending {
  /// Appends `rounds` lists of one filing and `rounds` decisions to each register, and writes for
  /// each of them a line with both costs.
  static func measure(_ directories: [String], rounds: Int) async throws {
    var registrars: [Registrar] = []
    for data in directories { registrars.append(try RegisterFile.open(DataDirectory(data))) }
    var sources = registrars.map { NewFilings(after: $0.published.state) }
    var lists = registrars.map { _ in Samples() }
    var decisions = registrars.map { _ in Samples() }
    var numbers = SplitMix(seed: 7)
    // The first few rounds warm everything up and are not counted.
    for round in -5..<rounds {
      for (at, registrar) in registrars.enumerated() {
        let list = sources[at].next()
        let (_, listing) = try await Cost.of {
          try await registrar.carryOut(.publish(list), actor: .machine("benchmark"))
        }
        let state = registrar.published.state
        let place = Int(numbers.below(UInt64(state.filings.count)))
        guard let decision = Deciding.change(state, place: place) else { continue }
        let (_, deciding) = try await Cost.of {
          try await registrar.carryOut(.decide(decision), actor: .machine("benchmark"))
        }
        guard round >= 0 else { continue }
        lists[at].add(listing)
        decisions[at].add(deciding)
      }
    }
    for (at, registrar) in registrars.enumerated() {
      let filings = registrar.published.state.filings.count
      say("{\"filings\":\(filings),\"list\":\(lists[at].json),\"decision\":\(decisions[at].json)}")
    }
  }
}

/// Filings that a register does not have yet, one a list.
private struct NewFilings {
  private var subject: Int
  private var day: Int

  init(after state: RegisterState) {
    // Subjects of the fill are counted from 1; these are counted down from the last there is.
    subject = 9_999_999 - state.filings.count
    day = (Day(year: 2100, month: 1, day: 1)?.number ?? 0) + state.listIDs.count
  }

  mutating func next() -> OwnList {
    subject -= 1
    day += 1
    let number = FilingNumber(
      region: .demonstration, subject: subject, category: .generationSynthesis, year: 2026,
      serial: 1)
    let published = Day(number: day)
    return OwnList(
      track: .deepSynthesis, period: published.iso, title: "虚构清单（\(published.iso)）",
      published: published,
      filings: [
        FilingFacts(
          number: number?.description ?? "", algorithm: "新登\(subject)文本生成算法", role: .provider,
          organization: "虚构新登\(subject)科技有限公司",
          products: [Product(name: "新登写作", form: "网站")],
          purpose: "应用于办公写作场景，根据用户输入的文本，利用文本生成算法，生成符合要求的内容（虚构数据）。")
      ])
  }
}
