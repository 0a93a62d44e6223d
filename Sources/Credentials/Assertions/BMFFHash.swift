/// A hash over the boxes of an ISO base media file (C2PA, 18.7), version 2 or 3.
public struct BMFFHash: Sendable {
  /// Boxes that are left out, wholly or in part.
  public struct Exclusion: Sendable {
    /// The path: `/moov/trak[2]/mdia`.
    public let xpath: String
    /// Only boxes of this length.
    public let length: Int?
    /// Only boxes that have these bytes at these offsets from their start.
    public let data: [(offset: Int, value: [UInt8])]
    /// Only these ranges of the box are left out; empty for all of it.
    public let subset: [(offset: Int, length: Int)]
    /// Only boxes of this version.
    public let version: Int?
    /// Only boxes with these flags (3 bytes).
    public let flags: [UInt8]?
    /// Whether the flags have to be the same, or only set.
    public let isExact: Bool

    /// Whether the exclusion is one that every film has (C2PA, 18.7.2): the store itself, `ftyp`,
    /// `mfra`, and the start of `mdat`.
    var isUsual: Bool {
      ["/uuid", "/ftyp", "/mfra", "/free", "/skip"].contains(xpath)
        || xpath == "/mdat" && !subset.isEmpty
    }
  }

  /// A row of a tree of hashes over blocks or fragments.
  public struct MerkleRow: Sendable {
    /// The id of the track or of the file.
    public let uniqueID: Int
    /// The number of the tree.
    public let localID: Int
    /// How many leaves the tree has.
    public let count: Int
    /// The name of the hash algorithm, where it stands here.
    public let alg: String?
    /// The hash of the init segment.
    public let initHash: [UInt8]?
    /// The row.
    public let hashes: [[UInt8]]
    /// The bytes of each block of `mdat` but the last.
    public let fixedBlockSize: Int?
    /// The bytes of each block of `mdat`.
    public let variableBlockSizes: [Int]?
  }

  /// What is left out.
  public let exclusions: [Exclusion]
  /// The name of the hash algorithm, where it stands here.
  public let alg: String?
  /// The hash over the file, where there is one.
  public let hash: [UInt8]?
  /// The rows of trees.
  public let merkle: [MerkleRow]

  /// The most exclusions that are worked through.
  static let exclusionLimit = 1_000

  /// Reads the assertion.
  ///
  /// - Throws: ``AssertionFault`` with `assertion.bmffHash.malformed`.
  public init(_ item: CBOR) throws(AssertionFault) {
    guard let list = item["exclusions"]?.array, !list.isEmpty,
      list.count <= BMFFHash.exclusionLimit
    else {
      throw BMFFHash.malformed("the BMFF hash has no exclusions, or too many")
    }
    var exclusions: [Exclusion] = []
    for entry in list { exclusions.append(try Exclusion(entry)) }
    self.exclusions = exclusions
    alg = item["alg"]?.text
    hash = item["hash"]?.bytes.map { Array($0) }
    var rows: [MerkleRow] = []
    if let field = item["merkle"], !field.isNull {
      guard let list = field.array else { throw BMFFHash.malformed("merkle is no list") }
      for entry in list { rows.append(try MerkleRow(entry)) }
    }
    merkle = rows
    guard hash?.isEmpty == false || !rows.isEmpty else {
      throw BMFFHash.malformed("the BMFF hash has neither hash nor merkle")
    }
  }

  static func malformed(_ sentence: String) -> AssertionFault {
    AssertionFault(.assertionBmffHashMalformed, sentence)
  }
}

extension BMFFHash.Exclusion {
  init(_ item: CBOR) throws(AssertionFault) {
    guard let xpath = item["xpath"]?.text else {
      throw BMFFHash.malformed("an exclusion has no xpath")
    }
    self.xpath = xpath
    length = item["length"]?.count
    version = item["version"]?.count
    flags = item["flags"]?.bytes.map { Array($0) }
    isExact = item["exact"]?.bool ?? true
    var data: [(offset: Int, value: [UInt8])] = []
    for entry in item["data"]?.array ?? [] {
      guard let offset = entry["offset"]?.count, let value = entry["value"]?.bytes else {
        throw BMFFHash.malformed("data of an exclusion has no offset or no value")
      }
      data.append((offset, Array(value)))
    }
    self.data = data
    var subset: [(offset: Int, length: Int)] = []
    var end = 0
    for entry in item["subset"]?.array ?? [] {
      guard let offset = entry["offset"]?.count, let length = entry["length"]?.count,
        offset >= end, !offset.addingReportingOverflow(length).overflow
      else {
        throw BMFFHash.malformed("the subset of an exclusion is not in order")
      }
      subset.append((offset, length))
      end = offset + length
    }
    self.subset = subset
  }
}

extension BMFFHash.MerkleRow {
  init(_ item: CBOR) throws(AssertionFault) {
    guard let unique = item["uniqueId"]?.count, let local = item["localId"]?.count,
      let count = item["count"]?.count, count > 0, let list = item["hashes"]?.array
    else {
      throw BMFFHash.malformed("a merkle map has no uniqueId, localId, count or hashes")
    }
    let hashes = list.compactMap { $0.bytes.map { Array($0) } }
    guard !hashes.isEmpty, hashes.count == list.count, hashes.count <= count else {
      throw BMFFHash.malformed("the hashes of a merkle map are not a row of its tree")
    }
    uniqueID = unique
    localID = local
    self.count = count
    self.hashes = hashes
    alg = item["alg"]?.text
    initHash = item["initHash"]?.bytes.map { Array($0) }
    fixedBlockSize = item["fixedBlockSize"]?.count
    if let sizes = item["variableBlockSizes"] {
      guard let list = sizes.array, list.count == count else {
        throw BMFFHash.malformed("variableBlockSizes has not as many sizes as there are blocks")
      }
      let numbers = list.compactMap(\.count)
      guard numbers.count == count else {
        throw BMFFHash.malformed("a block of variableBlockSizes has no size")
      }
      variableBlockSizes = numbers
    } else {
      variableBlockSizes = nil
    }
    guard fixedBlockSize != 0, fixedBlockSize == nil || variableBlockSizes == nil else {
      throw BMFFHash.malformed("the block sizes of a merkle map contradict each other")
    }
  }
}
