import ArgumentParser
import Record
import Register
import Rules

/// The filters that search and export share.
struct FilterOptions: ParsableArguments {
  @Option(
    help: "Only this track: deep-synthesis, recommendation or generative-ai.",
    completion: .list(Track.known.map(\.rawValue)), transform: Reading.track)
  var track: Track?

  @Option(help: "Only this list, track/period, such as deep-synthesis/2023-08.")
  var list: String?

  @Option(
    help: "Only this role: provider or technical-supporter.",
    completion: .list(Role.allCases.map(\.rawValue)), transform: Reading.role)
  var role: Role?

  @Option(
    help: "Only this status: in-force, changed, cancelled or revoked.",
    completion: .list(FilingStatus.allCases.map(\.rawValue)), transform: Reading.status)
  var status: FilingStatus?

  @Option(
    help: "Only this region: the leading 2, 4 or 6 digits of a division code.",
    transform: Reading.region)
  var region: String?

  @Option(help: "Only this year, as in the number.")
  var year: Int?

  @Option(
    help: ArgumentHelp(
      "As of this day, YYYY-MM-DD or YYYY-MM: what had taken effect.", valueName: "date"),
    transform: Reading.publicDate)
  var asOf: PublicDate?

  @Option(
    help: ArgumentHelp(
      "At this size of the log: what the register had recorded.", valueName: "size"))
  var at: UInt64?

  func query(_ text: String?) -> FilingQuery {
    FilingQuery(
      text: text, track: track, list: list, role: role, status: status, region: region,
      year: year, time: TimeView(asOf: asOf, at: at))
  }

  /// Refuses a list that the register does not have: a slip would look like an empty answer.
  func check(_ state: RegisterState) throws {
    guard let list, state.list(list) == nil else { return }
    let known = state.listIDs.isEmpty ? "none" : state.listIDs.sorted().joined(separator: ", ")
    throw RegisterError.refused(
      reason: "this register has no list '\(list)'; there are: \(known)")
  }
}
