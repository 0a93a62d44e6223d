/// Reads and writes the ISO base media file format (ISO/IEC 14496-12) and what is built on it: MP4, M4A,
/// 3GP, QuickTime films, HEIF and AVIF pictures.
enum BMFFContainer: Container {
  static func scan(_ source: any ByteSource, into scan: inout Scan) throws(MediaError) {
    var scanner = BMFFScanner(source, scan: scan)
    var failure: MediaError?
    do throws(MediaError) { try scanner.walk() } catch { failure = error }
    scan = scanner.scan
    if let failure { throw failure }
  }
}

/// The extended types of the `uuid` boxes that hold metadata.
enum BMFFUserType {
  /// XMP: BE7ACFCB-97A9-42E8-9C71-999491E3AFAC (ISO 16684-3).
  static let xmp: [UInt8] = [
    0xBE, 0x7A, 0xCF, 0xCB, 0x97, 0xA9, 0x42, 0xE8, 0x9C, 0x71, 0x99, 0x94, 0x91, 0xE3, 0xAF, 0xAC,
  ]
  /// C2PA: D8FEC3D6-1B0E-483C-9297-5828877EC481.
  static let c2pa: [UInt8] = [
    0xD8, 0xFE, 0xC3, 0xD6, 0x1B, 0x0E, 0x48, 0x3C, 0x92, 0x97, 0x58, 0x28, 0x87, 0x7E, 0xC4, 0x81,
  ]
}
