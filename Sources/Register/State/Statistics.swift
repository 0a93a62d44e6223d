public import Record
public import Rules

/// Counts of filings that count nothing twice: tracks are kept apart and never added up.
public struct Statistics: Sendable, Hashable {
  /// The counts of one track.
  public struct OfTrack: Sendable, Hashable {
    /// The track that is counted.
    public let track: Track
    /// Rows of its lists, as printed.
    public var rows = 0
    /// Distinct filings.
    public var filings = 0
    /// Filings by status.
    public var byStatus: [FilingStatus: Int] = [:]
    /// Filings by role, where it could be read.
    public var byRole: [Role: Int] = [:]
    /// By the category code in the number, 01 to 06.
    public var byCategory: [Int: Int] = [:]
    /// By the leading two digits of the division code; numbers without one count under "".
    public var byProvince: [String: Int] = [:]
    /// By the year in the number, or of the first publication where the number has none.
    public var byYear: [Int: Int] = [:]
    /// Distinct organizations, by identifier.
    public var organizations = 0
    /// The lists in the order of publication, with their rows.
    public var lists: [OfList] = []
  }

  /// The counts of one list.
  public struct OfList: Sendable, Hashable {
    /// The list's identifier, `track/period`.
    public let id: String
    /// When it was published.
    public let published: PublicDate
    /// Its rows.
    public var rows = 0
    /// Rows by the role of their filing, where it could be read.
    public var byRole: [Role: Int] = [:]
    /// Rows whose filing was cancelled or revoked.
    public var notInForce = 0
  }

  /// One entry for each track that has a list, in the order of first recording.
  public internal(set) var tracks: [OfTrack] = []
  /// Distinct filings whose number stands in more than one track.
  public internal(set) var inSeveralTracks = 0
  /// Notices about numbers that stand in no recorded list.
  public internal(set) var pendingNotices = 0
}

extension RegisterState {
  /// The counts as of a time.
  public func statistics(_ time: TimeView = .now) -> Statistics {
    memo.statistics(time) { count(time) }
  }

  private func count(_ time: TimeView) -> Statistics {
    var tracks: [Track: Statistics.OfTrack] = [:]
    var order: [Track] = []
    var organizations: [Track: Set<String>] = [:]
    var statistics = Statistics()
    var views = [FilingView?](repeating: nil, count: filings.count)
    for ordinal in 0..<filings.count {
      guard let view = filings[ordinal]?.view(time) else { continue }
      views[ordinal] = view
      if view.tracks.count > 1 { statistics.inSeveralTracks += 1 }
      let organization = view.organizationID
      for track in view.tracks {
        var counts = tracks[track] ?? Statistics.OfTrack(track: track)
        if tracks[track] == nil { order.append(track) }
        counts.filings += 1
        counts.byStatus[view.status, default: 0] += 1
        if let role = view.facts.role { counts.byRole[role, default: 0] += 1 }
        if let number = view.number { counts.byCategory[number.categoryCode, default: 0] += 1 }
        counts.byProvince[String(view.regionDigits?.prefix(2) ?? ""), default: 0] += 1
        counts.byYear[view.year, default: 0] += 1
        organizations[track, default: []].insert(organization)
        tracks[track] = counts
      }
    }
    for id in listIDs {
      guard let list = list(id), time.shows(index: list.copies[0].index),
        time.shows(list.published)
      else { continue }
      var counts = Statistics.OfList(id: id, published: list.published)
      for row in list.rows where time.shows(index: row.firstLeaf) {
        counts.rows += 1
        guard let view = views[row.ordinal] else { continue }
        if let role = view.facts.role { counts.byRole[role, default: 0] += 1 }
        if !view.status.isInForce { counts.notInForce += 1 }
      }
      tracks[list.track]?.rows += counts.rows
      tracks[list.track]?.lists.append(counts)
    }
    statistics.tracks = order.compactMap { track in
      guard var counts = tracks[track] else { return nil }
      counts.organizations = organizations[track]?.count ?? 0
      counts.lists.sort { ($0.published, $0.id) < ($1.published, $1.id) }
      return counts
    }
    if time.isNow { statistics.pendingNotices = pendingNotices.count }
    return statistics
  }
}
