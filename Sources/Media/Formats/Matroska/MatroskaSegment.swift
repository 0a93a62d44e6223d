/// The identities of Matroska's elements that are looked into (RFC 9559, section 5).
enum MatroskaID {
  static let header: UInt32 = 0x1A45_DFA3
  static let docType: UInt32 = 0x4282
  static let segment: UInt32 = 0x1853_8067
  static let seekHead: UInt32 = 0x114D_9B74
  static let seek: UInt32 = 0x4DBB
  static let seekID: UInt32 = 0x53AB
  static let seekPosition: UInt32 = 0x53AC
  static let cluster: UInt32 = 0x1F43_B675
  static let clusterPosition: UInt32 = 0xA7
  static let cues: UInt32 = 0x1C53_BB6B
  static let tags: UInt32 = 0x1254_C367
  static let tag: UInt32 = 0x7373
  static let targets: UInt32 = 0x63C0
  static let simpleTag: UInt32 = 0x67C8
  static let tagName: UInt32 = 0x45A3
  static let tagString: UInt32 = 0x4487
  static let void: UInt32 = 0xEC
  static let crc: UInt32 = 0xBF

  /// The elements directly inside a segment; one of them ends a cluster of unknown size.
  static let levelOne: Set<UInt32> = [
    seekHead, cluster, cues, tags, 0x1549_A966, 0x1654_AE6B, 0x1941_A469, 0x1043_A770,
  ]
}

/// The elements directly inside a segment, each with its true end.
struct MatroskaSegment {
  private let source: any ByteSource
  private var elements: EBMLElements
  private let isUnknown: Bool
  private let limits: MediaLimits
  /// Where the last element ended.
  private(set) var end: Int

  init(_ segment: EBMLElement, in source: any ByteSource, limits: MediaLimits) {
    self.source = source
    self.elements = EBMLElements(source, in: segment.data, window: 16)
    self.isUnknown = segment.isUnknown
    self.limits = limits
    self.end = segment.dataStart
  }

  /// The next element; nil at the end of the segment.
  ///
  /// - Throws: ``MediaError`` where an element is broken.
  mutating func next() throws(MediaError) -> EBMLElement? {
    guard var element = try elements.next() else { return nil }
    // A segment of unknown size goes on until something begins that cannot be inside one.
    if isUnknown, element.id == MatroskaID.header || element.id == MatroskaID.segment { return nil }
    if element.isUnknown {
      guard element.id == MatroskaID.cluster else {
        throw MediaError(
          .malformed("only segments and clusters may be of unknown size"),
          "the element \(String(element.id, radix: 16, uppercase: true))",
          at: element.range.lowerBound)
      }
      var children = EBMLElements(source, in: element.data, window: 16)
      var stop = element.range.upperBound
      var count = 0
      while let child = try children.next() {
        if MatroskaID.levelOne.contains(child.id) || child.id == MatroskaID.header
          || child.id == MatroskaID.segment
        {
          stop = child.range.lowerBound
          break
        }
        count += 1
        guard !child.isUnknown, count <= limits.structures else {
          throw MediaError(
            .malformed("what is inside it has no size, or there is too much of it"), "a cluster",
            at: element.range.lowerBound)
        }
      }
      element = element.ending(at: stop)
      try elements.seek(to: stop)
    }
    end = element.range.upperBound
    return element
  }
}
