/// A place in a file that holds metadata, and where its bytes are.
///
/// A slot says where something is, not what it means. Each container has its own places for the same
/// kind: an XMP packet is an APP1 segment of a JPEG and a `uuid` box of a film.
public struct Slot: Hashable, Sendable {
  /// What a slot holds.
  public enum Kind: Hashable, Sendable {
    /// A packet of XMP (ISO 16684-1).
    case xmp
    /// A text with a name of its own in the container's own metadata: a PNG `tEXt` keyword, a
    /// QuickTime key, a Vorbis comment, an ID3 `TXXX` description, a RIFF chunk. The name may be empty
    /// where a file has a text without one.
    case text(key: String)
    /// A text in an EXIF tag: 0x9286 UserComment, 0x010E ImageDescription and the like. The payload is
    /// the tag's value as it stands, a UserComment's eight bytes of character code included.
    case exif(tag: UInt16)
    /// A C2PA manifest store (JUMBF), or, in a film, what a `uuid` box of the purpose holds.
    case store
    /// A C2PA auxiliary box of a film (purpose `merkle`): the payload is the CBOR map.
    case merkle
    /// Data of a coder in the elementary stream, known by its UUID: H.264 and H.265 SEI
    /// `user_data_unregistered`. The 16 bytes of UUID are the start of the payload.
    case userData
    /// Text that stands where the format has no name for it, and looks like a label.
    case stray
  }

  /// Where the payload's bytes are.
  public enum Payload: Hashable, Sendable {
    /// As they stand in the file, in these ranges one after the other.
    case ranges([Range<Int>])
    /// In these ranges one after the other, as this many bytes in Base64, white space among the letters.
    case base64([Range<Int>], count: Int)
    /// As it stands in a range, with bytes put in at a place that lies within it: what a structure further
    /// out declares for it.
    case amended(Range<Int>, at: Int, with: [UInt8])
    /// Decoded (inflated, decoded from another character set), since they do not stand in the file so.
    case decoded([UInt8])
  }

  /// What the slot holds.
  public let kind: Kind
  /// The place in the words of the format, for people: `iTXt XML:com.adobe.xmp`, `moov/udta/meta/ilst`.
  public let place: String
  /// The bytes of the whole structure that holds the payload, markers, lengths and checksums
  /// included.
  public let extent: Range<Int>
  /// Where the payload's bytes are.
  public let payload: Payload

  /// A slot found in a file.
  public init(kind: Kind, place: String, extent: Range<Int>, payload: Payload) {
    self.kind = kind
    self.place = place
    self.extent = extent
    self.payload = payload
  }

  /// A slot whose payload stands in one range of the file.
  public init(kind: Kind, place: String, extent: Range<Int>, payload: Range<Int>) {
    self.init(kind: kind, place: place, extent: extent, payload: .ranges([payload]))
  }

  /// How many bytes of the payload the slot itself keeps.
  var held: Int {
    switch payload {
    case .ranges, .base64: 0
    case .amended(_, _, let bytes), .decoded(let bytes): bytes.count
    }
  }

  /// How many bytes the payload has.
  public var count: Int {
    switch payload {
    case .ranges(let ranges): ranges.reduce(0) { $0 &+ $1.count }
    case .base64(_, let count): count
    case .amended(let range, _, let bytes): range.count &+ bytes.count
    case .decoded(let bytes): bytes.count
    }
  }
}
