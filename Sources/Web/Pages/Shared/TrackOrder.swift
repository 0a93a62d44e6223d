import Record
import Register
import Rules

extension Track {
  /// Where a track stands among others on a page: deep synthesis first, which is what the register is
  /// about; those that are not known here last.
  var place: Int {
    let known: [Track] = [.deepSynthesis, .recommendation, .generativeAI]
    return known.firstIndex(of: self) ?? known.count
  }
}

extension Statistics {
  /// The tracks in the order in which pages show them.
  var ordered: [OfTrack] { tracks.sorted { $0.track.place < $1.track.place } }
}

extension RegisterState {
  /// Whether the lists of a track print a role: those of recommendation print a category instead.
  func printsRoles(_ track: Track) -> Bool {
    listIDs.contains { id in
      guard let list = list(id), list.track == track else { return false }
      return list.header.columns.contains { ListModel.style($0) == "col-role" }
    }
  }
}
