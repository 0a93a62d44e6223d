import Crypto
public import Record

/// What a file of the authority was found to hold.
public struct ParsedFile: Hashable, Sendable, Codable {
  /// The file that was read.
  public var source: Source
  /// The lists in it: one in a document, one for each month in a table of generative-AI services.
  public var lists: [OfficialList]
  /// The cancellation notices in it.
  public var cancellations: [CancellationNotice]
  /// What the reader found remarkable about the notices; lists carry their own findings.
  public var findings: [ListFinding]

  /// What a file holds.
  public init(
    source: Source, lists: [OfficialList] = [], cancellations: [CancellationNotice] = [],
    findings: [ListFinding] = []
  ) {
    self.source = source
    self.lists = lists
    self.cancellations = cancellations
    self.findings = findings
  }
}

/// Reads the authority's files: lists as word-processing documents, notices and extracts as
/// comma-separated text.
///
/// What a file is, its content says, never its name.
///
/// Pure: bytes in, values out. Bytes from strangers go through ``ListWorker``, which does the same
/// in a process of its own.
public enum ListReader {
  /// The most bytes of a file.
  public static let byteLimit = 32 << 20

  /// Reads a file; `name` is only told again.
  public static func read(_ bytes: [UInt8], name: String) throws(ListReadError) -> ParsedFile {
    guard bytes.count <= byteLimit else {
      throw ListReadError(
        kind: .tooLarge, file: name,
        reason: "\(bytes.count) bytes, and at most \(byteLimit) are taken; no list comes near that")
    }
    let digest = SHA256.hash(data: bytes)
    let source = Source(name: name, sha256: digest.hexadecimal, bytes: bytes.count)
    switch FileKind(bytes) {
    case .archive: return try readDocument(bytes, source: source)
    case .text: return try readTable(bytes, source: source)
    case .refused(let what):
      throw ListReadError(kind: .unknownKind, file: name, reason: what)
    }
  }

  private static func readDocument(
    _ bytes: [UInt8], source: Source
  ) throws(ListReadError) -> ParsedFile {
    let document: WordDocument
    do {
      document = try WordPackage(ZipArchive(bytes)).document()
    } catch let error as ArchiveError {
      throw ListReadError(kind: .archive, file: source.name, reason: error.description)
    } catch {
      throw ListReadError(kind: .document, file: source.name, reason: "\(error)")
    }
    return ParsedFile(source: source, lists: [try WordListReader.read(document, source: source)])
  }

  private static func readTable(
    _ bytes: [UInt8], source: Source
  ) throws(ListReadError) -> ParsedFile {
    do throws(CSVError) {
      let table = try CSVTable(bytes)
      if table.has(CancellationTable.headings) {
        let (notices, findings) = try CancellationTable.read(table, source: source)
        return ParsedFile(source: source, cancellations: notices, findings: findings)
      }
      if table.has(GenerativeAITable.headings) {
        return ParsedFile(
          source: source, lists: try GenerativeAITable.read(table, source: source))
      }
    } catch {
      throw ListReadError(kind: .csv, file: source.name, reason: error.description)
    }
    throw ListReadError(
      kind: .unknownKind, file: source.name,
      reason: "this is text, but its first line has neither the headings of cancellation notices "
        + "(\(CancellationTable.headings.joined(separator: ","))) nor those of generative-AI "
        + "services (\(GenerativeAITable.headings.joined(separator: ",")))")
  }
}

extension SHA256.Digest {
  /// 64 lower-case hexadecimal digits.
  fileprivate var hexadecimal: String {
    let digits = Array("0123456789abcdef".utf8)
    let text = flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    return String(decoding: text, as: UTF8.self)
  }
}
