import Record

extension Texts {
  /// A moment as people in Beijing read it: `2026-10-02 19:22`, with the zone.
  func beijing(_ moment: Moment) -> String {
    let shifted = Moment(seconds: moment.seconds &+ 8 * 3600).description
    let day = shifted.prefix(10)
    let time = shifted.dropFirst(11).prefix(5)
    return fill("beijing-time", ["time": "\(day) \(time)"])
  }
}
