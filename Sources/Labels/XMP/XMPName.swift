/// The name of a property of XMP: a namespace and a word.
struct XMPName: Hashable, Sendable {
  let namespace: String
  let local: String
  /// The prefix that is written where the packet has none for the namespace.
  let prefix: String

  init(_ namespace: String, _ local: String, prefix: String) {
    self.namespace = namespace
    self.local = local
    self.prefix = prefix
  }

  static func == (left: XMPName, right: XMPName) -> Bool {
    left.namespace == right.namespace && left.local == right.local
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(namespace)
    hasher.combine(local)
  }

  /// The name as people write it.
  var shown: String { "\(prefix):\(local)" }
}

extension XMPName {
  static let rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  static let xml = "http://www.w3.org/XML/1998/namespace"
  /// TC260-PG-20259A, clause 6.
  static let tc260 = "http://www.tc260.org.cn/ns/AIGC/1.0/"
  static let iptcExtension = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
  private static let own = "https://countermark.org/ns/label/1/"
  static let xmpMM = "http://ns.adobe.com/xap/1.0/mm/"
  static let dcterms = "http://purl.org/dc/terms/"

  /// The label of GB 45438-2025.
  static let aigc = XMPName(tc260, "AIGC", prefix: "TC260")
  /// What an image or film was made of.
  static let sourceType = XMPName(iptcExtension, "DigitalSourceType", prefix: "Iptc4xmpExt")
  static let sourceFileType = XMPName(
    iptcExtension, "DigitalSourceFileType", prefix: "Iptc4xmpExt")
  /// IPTC 2025.1.
  static let systemUsed = XMPName(iptcExtension, "AISystemUsed", prefix: "Iptc4xmpExt")
  static let systemVersionUsed = XMPName(
    iptcExtension, "AISystemVersionUsed", prefix: "Iptc4xmpExt")
  static let promptInformation = XMPName(
    iptcExtension, "AIPromptInformation", prefix: "Iptc4xmpExt")
  static let promptWriter = XMPName(iptcExtension, "AIPromptWriterName", prefix: "Iptc4xmpExt")
  static let credit = XMPName("http://ns.adobe.com/photoshop/1.0/", "Credit", prefix: "photoshop")
  static let createDate = XMPName("http://ns.adobe.com/xap/1.0/", "CreateDate", prefix: "xmp")
  /// Where a C2PA manifest that is not in the file can be had.
  static let provenance = XMPName(dcterms, "provenance", prefix: "dcterms")
  static let provenanceMM = XMPName(xmpMM, "provenance", prefix: "xmpMM")
  /// The labels that a correction replaced, in a namespace of our own.
  static let earlierLabels = XMPName(own, "EarlierLabels", prefix: "countermark")
  /// The name, and the SHA-256, of the file that a sidecar belongs to.
  static let sidecarFile = XMPName(own, "File", prefix: "countermark")
  static let sidecarDigest = XMPName(own, "SHA256", prefix: "countermark")
  /// The name of the file that a sidecar belongs to, as programs for photographs write it.
  static let rawFileName = XMPName(
    "http://ns.adobe.com/camera-raw-settings/1.0/", "RawFileName", prefix: "crs")
  static let derivedFrom = XMPName(xmpMM, "DerivedFrom", prefix: "xmpMM")
  /// The key of the same in containers that have texts with names and no XMP.
  static let earlierKey = "COUNTERMARK_EARLIER_LABELS"
}
