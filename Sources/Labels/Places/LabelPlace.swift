public import Media

/// Where the label stands in a file of a format, as the guides of TC260 say.
public enum LabelPlace: Hashable, Sendable {
  /// The property `TC260:AIGC` in the file's packet of XMP.
  case property
  /// A text of the container's own metadata under the name `AIGC`.
  case text
  /// The format has no place that a guide or a reader knows; what can be done instead.
  case none(wayOut: String)

  /// The place in files of a format.
  ///
  /// TC260-PG-20259A for pictures, 20257A for films, 202510A for sound, 20258A for texts. Where a guide
  /// says only "other formats: XMP", it is XMP.
  public init(in format: MediaFormat) {
    switch format {
    case .jpeg, .png, .gif, .webP, .tiff, .heif, .avif, .jpegXL, .svg: self = .property
    case .mp4, .quickTime, .m4a, .matroska, .webM, .flv, .avi: self = .text
    case .wav, .mp3, .flac, .ogg: self = .text
    case .threeGP, .aac, .aiff: self = .property
    case .pdf, .officeOpenXML, .markdown: self = .text
    case .jpegXLCodestream:
      self = .none(wayOut: "put it into the box-structured form of JPEG XL, or into a sidecar")
    case .bmp: self = .none(wayOut: "convert it to PNG, or put the label into a sidecar")
    case .mpegTS: self = .none(wayOut: "put the film into MP4 or Matroska, or use a sidecar")
    case .asf: self = .none(wayOut: "convert it to MP4, or put the label into a sidecar")
    case .zip, .font, .unknown:
      self = .none(wayOut: "no guide names a place for it; put the label into a sidecar")
    case .manifestStore: self = .none(wayOut: "label the file that it belongs to")
    }
  }

  /// How much a guide knows of a place where a label was found.
  enum Standing {
    /// The guide names it, with this wrapper.
    case named(AIGCLabel.Wrapper)
    /// No guide names it for the format.
    case elsewhere
  }

  static func standing(of carrier: LabelSighting.Carrier, in format: MediaFormat) -> Standing {
    switch (carrier, LabelPlace(in: format), format) {
    case (.property, .property, _), (.text(key: "AIGC"), .text, _): .named(.inner)
    case (.property, .none, _): .named(.inner)
    // TC260-PG-20259A, Annex B.
    case (.text(key: "AIGC"), _, .png), (.exif(tag: 0x9286), _, .jpeg),
      (.exif(tag: 0x9286), _, .webP):
      .named(.wrapped)
    default: .elsewhere
    }
  }
}
