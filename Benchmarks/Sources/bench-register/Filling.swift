import Measuring
import Record
import Register
import Rules

/// Registers of made-up filings, put in through the ``Registrar`` like any other.
enum Filling {
  /// Makes a register in `data` with `count` filings, in lists as long as the official ones are.
  static func fill(_ data: String, count: Int) async throws -> Registrar {
    let registrar = try RegisterFile.create(
      DataDirectory(data), kind: .demonstration, origin: "made-up.example/log")
    var filings = MadeUpFilings()
    var made = 0
    var lists = 0
    while made < count {
      let length = min(MadeUpFilings.listLength, count - made)
      try await publish(filings.list(length: length), number: lists, to: registrar)
      made += length
      lists += 1
    }
    return registrar
  }

  /// Publishes a made-up list.
  ///
  /// Each has a day of its own, so that each has a name of its own.
  static func publish(
    _ list: OwnListParts, number: Int, to registrar: Registrar
  ) async throws {
    let day = Day(number: (Day(year: 2023, month: 1, day: 1)?.number ?? 0) + number)
    _ = try await registrar.carryOut(
      .publish(
        OwnList(
          track: .deepSynthesis, period: day.iso, title: "虚构清单（\(day.iso)）", published: day,
          filings: list.filings)),
      actor: .machine("benchmark"))
  }
}
