/// What the reading of a file has found so far, within its limits.
struct Scan {
  let limits: MediaLimits
  /// The format, which a container may make more exact while it reads.
  var format: MediaFormat
  private(set) var slots: [Slot] = []
  private(set) var remarks: [MediaRemark] = []
  private var structures = 0
  /// How many bytes of payloads are held in memory, since they do not stand in the file as they are.
  private var held = 0

  init(format: MediaFormat, limits: MediaLimits) {
    self.format = format
    self.limits = limits
  }

  /// Takes a slot; one that is over a limit becomes a remark instead.
  mutating func found(_ slot: Slot) {
    let limit =
      switch slot.kind {
      case .store, .merkle: limits.storeBytes
      default: limits.slotBytes
      }
    guard slot.count <= limit else {
      remark(
        "media.slot.tooLarge",
        "\(slot.place) has \(slot.count) bytes, and at most \(limit) are read",
        at: slot.extent.lowerBound)
      return
    }
    guard slots.count < limits.slots else {
      remark(
        "media.slots.tooMany", "more than \(limits.slots) pieces of metadata; the rest is left out",
        at: slot.extent.lowerBound)
      return
    }
    guard held &+ slot.held <= limits.heldBytes else {
      remark(
        "media.slots.tooMuch",
        "\(slot.place) has to be decoded, and more than \(limits.heldBytes) bytes of a file are not "
          + "kept so", at: slot.extent.lowerBound)
      return
    }
    held &+= slot.held
    slots.append(slot)
  }

  /// Takes a remark.
  ///
  /// After a thousand no more are kept.
  mutating func remark(_ rule: String, _ sentence: String, at offset: Int) {
    guard remarks.count < 1000 else { return }
    let remark = MediaRemark(rule, sentence, at: offset)
    if remarks.last?.rule == rule, rule == "media.slots.tooMany" { return }
    remarks.append(remark)
  }

  /// Counts one structure that is walked.
  ///
  /// - Throws: Where there are more than the limit.
  mutating func step(_ what: @autoclosure () -> String, at offset: Int) throws(MediaError) {
    structures &+= 1
    guard structures <= limits.structures else {
      throw MediaError(.tooLarge(value: structures, limit: limits.structures), what(), at: offset)
    }
  }
}
