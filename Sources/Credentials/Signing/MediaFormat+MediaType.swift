internal import Media

extension MediaFormat {
  /// The media type, as ingredients name it.
  var mediaType: String {
    switch self {
    case .jpeg: "image/jpeg"
    case .png: "image/png"
    case .gif: "image/gif"
    case .webP: "image/webp"
    case .tiff: "image/tiff"
    case .heif: "image/heif"
    case .avif: "image/avif"
    case .jpegXL, .jpegXLCodestream: "image/jxl"
    case .bmp: "image/bmp"
    case .svg: "image/svg+xml"
    case .mp4: "video/mp4"
    case .quickTime: "video/quicktime"
    case .m4a: "audio/mp4"
    case .threeGP: "video/3gpp"
    case .matroska: "video/x-matroska"
    case .webM: "video/webm"
    case .avi: "video/x-msvideo"
    case .flv: "video/x-flv"
    case .wav: "audio/wav"
    case .mp3: "audio/mpeg"
    case .flac: "audio/flac"
    case .ogg: "audio/ogg"
    case .aiff: "audio/aiff"
    case .aac: "audio/aac"
    case .mpegTS: "video/mp2t"
    case .asf: "video/x-ms-asf"
    case .pdf: "application/pdf"
    case .markdown: "text/markdown"
    case .manifestStore: "application/c2pa"
    case .zip: "application/zip"
    case .officeOpenXML, .font, .unknown: "application/octet-stream"
    }
  }

  /// Whether a file of the format is bound by its boxes (C2PA, 18.7).
  var isBoundByBoxes: Bool {
    switch self {
    case .mp4, .quickTime, .m4a, .threeGP, .heif, .avif: true
    default: false
    }
  }

  /// Whether a file of the format is bound by its members (C2PA, 18.9).
  var isBoundByMembers: Bool { self == .zip || self == .officeOpenXML }
}
