internal import Crypto
public import Media

/// What the sidecar of a file says, and which file it says it belongs to.
public struct SidecarReading: Hashable, Sendable {
  /// The labels and marks in it.
  public let reading: LabelReading
  /// The name of the file that it belongs to, where it names one.
  public let file: String?
  /// The SHA-256 of the file that it belongs to, in hexadecimal digits, where it names one.
  public let digest: String?

  /// Whether a sidecar belongs to a file.
  public enum Fit: Hashable, Sendable {
    /// It names no file.
    case unsaid
    /// It names this one.
    case fits
    /// It names a file with another name.
    case otherName
    /// It names a file with another content.
    case otherContent
  }

  /// Reads a sidecar, which is a packet of XMP.
  public init(_ bytes: [UInt8]) {
    let packet = XMPPacket(bytes)
    reading = LabelReading(sidecar: packet)
    digest = packet.text(.sidecarDigest)
    let names = [
      packet.text(.sidecarFile), packet.text(.rawFileName),
      // Programs for photographs write a name there, others the number of a document.
      packet.text(.derivedFrom).flatMap { $0.utf8.contains(0x3A) ? nil : $0 },
    ]
    file = names.lazy.compactMap(\.self).first { !$0.utf8.allSatisfy(\.isXMLBlank) }
  }

  /// Whether it belongs to a file: what it says of the content decides, and the name where it says nothing
  /// of that.
  ///
  /// - Parameters:
  ///   - source: The file, which is read where the sidecar names a hash.
  ///   - name: The file's name, without its folder.
  /// - Returns: Whether it names this file.
  /// - Throws: ``MediaError`` where the file can no longer be read.
  public func fit(_ source: any ByteSource, named name: String) throws(MediaError) -> Fit {
    if let digest {
      return try Sidecar.digest(of: source).utf8
        .elementsEqual(digest.utf8, by: { $0 == ($1 | 0x20) || $0 == $1 }) ? .fits : .otherContent
    }
    guard let file else { return .unsaid }
    return file.utf8.elementsEqual(name.utf8) ? .fits : .otherName
  }
}

extension Sidecar {
  /// The SHA-256 of a file, in hexadecimal digits.
  static func digest(of source: any ByteSource) throws(MediaError) -> String {
    var hash = SHA256()
    try source.forEachPiece(in: 0..<source.size) { hash.update(bufferPointer: $0) }
    return String(decoding: Hexadecimal.digits(hash.finalize()), as: UTF8.self)
  }

  /// The last part of a path.
  public static func name(of path: String) -> String {
    String(decoding: path.utf8.reversed().prefix { $0 != 0x2F }.reversed(), as: UTF8.self)
  }

  /// Reads the sidecar of a file, where it has one.
  ///
  /// - Parameter path: The path of the file, not of the sidecar.
  /// - Returns: What it says; nil where there is none.
  /// - Throws: ``MediaError`` where there is one and it cannot be read, or it is too long.
  public static func read(beside path: String) throws(MediaError) -> SidecarReading? {
    let source: FileSource
    do throws(MediaError) {
      source = try FileSource(path: Sidecar.path(of: path))
    } catch {
      // No such file is no error.
      if case .system(_, code: 2) = error.reason { return nil }
      throw error
    }
    guard source.size <= Sidecar.longest else {
      throw MediaError(
        .tooLarge(value: source.size, limit: Sidecar.longest), "the sidecar", at: 0)
    }
    return SidecarReading(try source.bytes(in: 0..<source.size, of: "the sidecar"))
  }
}
