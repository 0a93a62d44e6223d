/// One change of a file's metadata: a payload for a slot, which is made where it is missing.
///
/// There is no edit that takes a slot away.
package struct SlotEdit: Hashable, Sendable {
  /// Which slot.
  ///
  /// Of ``Slot/Kind`` these can be written: `xmp`, `text(key:)` and `store`; and, where it is there, `exif(tag:)`.
  package let kind: Slot.Kind
  /// What the slot shall hold.
  package let payload: [UInt8]

  /// Puts `payload` into the slot of this kind: over what is there, or into a new one at the place that
  /// the format's standard names.
  package init(_ kind: Slot.Kind, _ payload: [UInt8]) {
    self.kind = kind
    self.payload = payload
  }
}
