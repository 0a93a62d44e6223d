/// The formats of files that are recognized, by what their bytes say and never by a name.
public enum MediaFormat: String, Hashable, Sendable, CaseIterable, Codable {
  /// JPEG (ITU-T T.81).
  case jpeg
  /// PNG and APNG (W3C PNG, third edition).
  case png
  /// GIF 87a and 89a.
  case gif
  /// WebP (RFC 9649).
  case webP = "webp"
  /// TIFF 6.0, BigTIFF and what is built on them, DNG among them.
  case tiff
  /// HEIF with HEVC or other codings (ISO/IEC 23008-12): HEIC, HEIF.
  case heif
  /// AVIF.
  case avif
  /// JPEG XL in the box-structured form (ISO/IEC 18181-2).
  case jpegXL = "jxl"
  /// A bare JPEG XL codestream (ISO/IEC 18181-1), which has no place for metadata.
  case jpegXLCodestream = "jxl-codestream"
  /// BMP, which has no place for metadata.
  case bmp
  /// SVG 1.1 and 2.
  case svg
  /// MP4 and what else is an ISO base media file with a film in it, fragmented or not.
  case mp4
  /// QuickTime film.
  case quickTime = "mov"
  /// Sound alone in an ISO base media file.
  case m4a
  /// 3GPP film.
  case threeGP = "3gp"
  /// Matroska.
  case matroska = "mkv"
  /// WebM.
  case webM = "webm"
  /// AVI.
  case avi
  /// Flash video.
  case flv
  /// WAVE, BWF, RF64 and BW64.
  case wav
  /// MPEG audio, layer III, with or without ID3.
  case mp3
  /// FLAC.
  case flac
  /// Ogg with Vorbis, Opus, FLAC or others.
  case ogg
  /// AIFF and AIFF-C.
  case aiff
  /// AAC in ADTS.
  case aac
  /// MPEG transport stream.
  case mpegTS = "ts"
  /// Windows Media (ASF).
  case asf
  /// PDF.
  case pdf
  /// Office Open XML: DOCX, PPTX, XLSX.
  case officeOpenXML = "ooxml"
  /// Another ZIP archive: EPUB, OpenDocument and the like.
  case zip
  /// Markdown with front matter.
  case markdown
  /// A bare C2PA manifest store.
  case manifestStore = "c2pa"
  /// Fonts: TrueType, OpenType.
  case font
  /// None of these.
  case unknown
}

extension MediaFormat {
  /// The usual name of the format.
  public var name: String {
    switch self {
    case .jpeg: "JPEG"
    case .png: "PNG"
    case .gif: "GIF"
    case .webP: "WebP"
    case .tiff: "TIFF"
    case .heif: "HEIF"
    case .avif: "AVIF"
    case .jpegXL: "JPEG XL"
    case .jpegXLCodestream: "JPEG XL codestream"
    case .bmp: "BMP"
    case .svg: "SVG"
    case .mp4: "MP4"
    case .quickTime: "QuickTime"
    case .m4a: "M4A"
    case .threeGP: "3GP"
    case .matroska: "Matroska"
    case .webM: "WebM"
    case .avi: "AVI"
    case .flv: "FLV"
    case .wav: "WAV"
    case .mp3: "MP3"
    case .flac: "FLAC"
    case .ogg: "Ogg"
    case .aiff: "AIFF"
    case .aac: "AAC (ADTS)"
    case .mpegTS: "MPEG-TS"
    case .asf: "ASF (WMV, WMA)"
    case .pdf: "PDF"
    case .officeOpenXML: "Office Open XML"
    case .zip: "ZIP"
    case .markdown: "Markdown"
    case .manifestStore: "C2PA manifest store"
    case .font: "font"
    case .unknown: "unknown"
    }
  }
}
