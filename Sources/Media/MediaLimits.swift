/// How much of a file's structure is read before it is refused: the ceilings that keep a hostile
/// file from taking time or memory.
///
/// They bound structure, not content: pixels and samples are never read to find metadata.
public struct MediaLimits: Hashable, Sendable {
  /// The most bytes that one slot's payload may have.
  ///
  /// A label has some hundred, with signatures some
  /// thousand; a packet of XMP may carry a thumbnail.
  public var slotBytes: Int
  /// The most bytes that a manifest store may have: 64 MB.
  public var storeBytes: Int
  /// The most slots of one file.
  public var slots: Int
  /// The most structures (chunks, boxes, segments, elements) that are walked in one file.
  public var structures: Int
  /// How deep structures may be nested.
  public var depth: Int
  /// Whether text is looked for where no format has a name for it, see ``Slot/Kind/stray``.
  ///
  /// Only labels are left there, and a manifest store never is.
  public var findsStrays = true

  /// The most bytes of a file's payloads that are kept in memory while it is read, since they do not
  /// stand in it as they are: one payload and half of another.
  var heldBytes: Int { slotBytes &+ slotBytes / 2 }

  /// Limits for files of strangers.
  public static let standard = MediaLimits(
    slotBytes: 4 << 20, storeBytes: 64 << 20, slots: 4096, structures: 2_000_000, depth: 32)

  /// Limits, each in bytes or in count.
  public init(slotBytes: Int, storeBytes: Int, slots: Int, structures: Int, depth: Int) {
    self.slotBytes = slotBytes
    self.storeBytes = storeBytes
    self.slots = slots
    self.structures = structures
    self.depth = depth
  }
}
