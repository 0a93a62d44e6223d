extension MediaError {
  /// A format has no place for an edit; `wayOut` says what there is instead.
  static func noPlace(
    for edit: SlotEdit, in what: String, wayOut: String = "put it into a sidecar",
    at offset: Int = 0
  ) -> MediaError {
    let name =
      switch edit.kind {
      case .xmp: "a packet of XMP"
      case .text(let key): "a text called \(key.debugDescription)"
      case .exif(let tag): "the EXIF tag \(tag)"
      case .store, .merkle: "a C2PA manifest store"
      case .userData, .stray: "this kind of data"
      }
    return MediaError(.cannotCarry(wayOut: wayOut), "\(name) in \(what)", at: offset)
  }
}
