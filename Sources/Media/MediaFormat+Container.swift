extension MediaFormat {
  /// Who reads and writes files of this format.
  var container: any Container.Type {
    switch self {
    case .jpeg: JPEGContainer.self
    case .png: PNGContainer.self
    case .gif: GIFContainer.self
    case .webP, .avi, .wav: RIFFContainer.self
    case .tiff: TIFFContainer.self
    case .heif, .avif, .mp4, .quickTime, .m4a, .threeGP: BMFFContainer.self
    case .jpegXL: JPEGXLContainer.self
    case .svg: SVGContainer.self
    case .matroska, .webM: MatroskaContainer.self
    case .flv: FLVContainer.self
    case .mp3, .aac: ID3Container.self
    case .flac: FLACContainer.self
    case .ogg: OggContainer.self
    case .aiff: AIFFContainer.self
    case .pdf: PDFContainer.self
    case .officeOpenXML, .zip: ZIPContainer.self
    case .markdown: MarkdownContainer.self
    case .manifestStore: ManifestStoreContainer.self
    case .jpegXLCodestream, .bmp, .mpegTS, .asf, .font, .unknown: BareContainer.self
    }
  }
}
