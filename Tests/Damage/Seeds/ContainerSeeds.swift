/// Small valid files of one format, and what is hostile of its kind; all made by hand, so that no other
/// program is needed and a case takes little time.
public struct ContainerSeeds: Sendable, CustomStringConvertible {
  /// What it is called in tables.
  public let name: String
  /// What `Media` calls the format.
  public let format: String
  /// Files that are valid as far as a reader of metadata looks.
  public let files: [[UInt8]]
  /// Towers, crowds and bombs.
  public let hostile: [[UInt8]]

  /// Its name.
  public var description: String { name }

  init(_ name: String, _ format: String, _ files: [[UInt8]], hostile: [[UInt8]] = []) {
    self.name = name
    self.format = format
    self.files = files
    self.hostile = hostile
  }

  /// How deep towers are.
  static let depth = 100_000

  /// Every format that is recognized.
  public static let all = pictures + boxes + films + sounds + documents

  /// A label as it stands in files.
  static let label = Array(
    (#"{"Label":"1","ContentProducer":"001191110108335469089C10001","ProduceID":"A-1","#
      + #""ReservedCode1":"","ContentPropagator":"","PropagateID":"","ReservedCode2":""}"#).utf8)

  /// A packet of XMP with a property, and room behind.
  static let packet = packet(#"<rdf:Description rdf:about="" xmlns:d="urn:d" d:e="f"/>"#)

  static func packet(_ inside: String) -> [UInt8] {
    Array(
      (#"<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">"#
        + #"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\#(inside)</rdf:RDF>"#
        + #"</x:xmpmeta>    <?xpacket end="w"?>"#).utf8)
  }

  /// Packets that are towers or crowds.
  static let hostilePackets: [[UInt8]] = [
    packet(String(repeating: "<rdf:Description>", count: 100_000)),
    packet(String(repeating: "<rdf:Bag><rdf:li>", count: 100_000)),
    packet("<a " + (0..<20_000).map { "xmlns:n\($0)='u' " }.joined() + "/>"),
    packet("&amp;" + String(repeating: "&lt;", count: 200_000)),
    packet("<d:e xmlns:d='u'>" + String(repeating: "[", count: 100_000) + "</d:e>"),
  ]

  /// Labels that are towers.
  static let hostileLabels: [[UInt8]] = [
    Raw.crowd("[", depth), Raw.crowd("{\"AIGC\":", depth), Raw.crowd("{\"Label\":[", depth),
    Array(#"{"Label":""#.utf8) + Raw.crowd(#"\""#, 200_000),
    Array(#"{"Label":"#.utf8) + Raw.crowd("9", 1_000_000),
  ]
}

extension ContainerSeeds {
  /// Labels as they are written in one place or another.
  public static let labelTexts: [[UInt8]] = [
    label,
    Array(
      (#"{"AIGC": {"Label":"1","ContentProducer":"00119144030008867405X210001","ProduceID":"#
        + #""a\u0041/b","ReservedCode1":"{\"SecurityData\":{\"Type\":\"TC260PG\",\"Version\":1,"#
        + #"\"PubSD\":[{\"Type\":\"DS\",\"AlgID\":\"1.2.156.10197.1.501\",\"TBSData\":{\"Type\":"#
        + #"\"Md\"},\"Signature\":\"3006020101020101\"},{\"Type\":\"PubKey\",\"KeyValue\":\"00\"}]}}","#
        + #""ContentPropagator":"kling","PropagateID":["x",{"y":null}],"ReservedCode2":{"z":1.5e3}}}"#)
        .utf8),
    Array(
      "AIGC:\n  Label: '1'\n  ContentProducer: \"a\\\"b\"\n  ProduceID: >-\n    x\n    y\n".utf8),
  ]

  /// Packets of XMP.
  public static let packets: [[UInt8]] = [
    packet,
    packet(
      #"<rdf:Description rdf:about="" xmlns:T="http://www.tc260.org.cn/ns/AIGC/1.0/"><T:AIGC>"#
        + String(decoding: label, as: UTF8.self).split(separator: "\"").joined(separator: "&quot;")
        + "</T:AIGC></rdf:Description>"),
  ]

  /// Towers and crowds of JSON and XML.
  public static let towersOfText: [[UInt8]] = hostileLabels + hostilePackets
}
