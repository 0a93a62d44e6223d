import Labels

/// The vectors that are known by their bytes.
enum Vectors {
  /// The label of TV-11; its code is a dummy and fails the check on purpose.
  static let j =
    #"{"Label":"1","ContentProducer":"001191110000000000000A10001","ProduceID":"TV-0001","#
    + #""ReservedCode1":"","ContentPropagator":"001191110000000000000A10001","#
    + #""PropagateID":"TV-0001","ReservedCode2":""}"#

  static let sha256OfJ = "dc60dcda9d72d29205ba33c78638ebc6ac1c6fff3c7a4225b55dc32b8b06fceb"

  /// The packet of TV-1 and TV-2: a document declaration, no mark of byte order, a header that ends in
  /// `??>`.
  static func doubao(_ json: String) -> String {
    let escaped = String(
      json.unicodeScalars.flatMap { $0 == "\"" ? Array("&quot;") : [Character($0)] })
    return #"<?xml version="1.0" encoding="UTF-8"?><?xpacket begin="" "#
      + #"id="W5M0MpCehiHzreSzNTczkc9d"??><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF "#
      + #"xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" "#
      + #"xmlns:TC260="http://www.tc260.org.cn/ns/AIGC/1.0/"><TC260:AIGC>"# + escaped
      + #"</TC260:AIGC></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"#
  }

  static func seven(
    producer: String, id: String, propagator: String = "", propagateID: String = ""
  ) -> String {
    #"{"Label":"1","ContentProducer":"\#(producer)","ProduceID":"\#(id)","ReservedCode1":"","#
      + #""ContentPropagator":"\#(propagator)","PropagateID":"\#(propagateID)","ReservedCode2":""}"#
  }

  /// The checksum of a PNG chunk `iTXt` that holds a packet, and its length.
  static func internationalText(_ packet: String) -> [UInt8] {
    Array("iTXtXML:com.adobe.xmp".utf8) + [0, 0, 0, 0, 0] + Array(packet.utf8)
  }
}
