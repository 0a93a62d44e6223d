/// The custom properties of an Office document (ECMA-376 part 1, section 22.3).
struct OfficeProperties {
  static let path = "docProps/custom.xml"
  static let types = "[Content_Types].xml"
  static let relations = "_rels/.rels"

  private static let propertiesSpace =
    "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
  private static let variantSpace =
    "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"

  let xml: OfficeXML

  init(_ bytes: [UInt8], at offset: Int) throws(MediaError) {
    xml = try OfficeXML(bytes, OfficeProperties.path, at: offset)
  }

  /// A file with no properties.
  static var empty: [UInt8] {
    Array(
      (#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"# + "\n"
        + #"<Properties xmlns="\#(propertiesSpace)"></Properties>"#).utf8)
  }

  /// The properties whose value is a text: name, text, and the place of the text.
  var texts: [(name: String, text: [UInt8], range: Range<Int>)] {
    var found: [(name: String, text: [UInt8], range: Range<Int>)] = []
    var name: String?
    var start: OfficeXML.Tag?
    for tag in xml.tags {
      if tag.isCalled("property") {
        name =
          tag.isEnd
          ? nil : xml.attribute("name", of: tag).map { String(decoding: $0, as: UTF8.self) }
        start = nil
      } else if let name, ["lpwstr", "lpstr", "bstr"].contains(where: tag.isCalled) {
        if !tag.isEnd, !tag.isEmpty {
          start = tag
        } else if let open = start {
          let range = open.range.upperBound..<tag.range.lowerBound
          found.append((name, OfficeXML.plain(xml.bytes[range]), range))
          start = nil
        }
      }
    }
    return found
  }

  /// The file with a property set to a text.
  func setting(_ name: String, to text: [UInt8]) throws(MediaError) -> [UInt8] {
    let value = OfficeXML.escaped(text)
    if let old = texts.first(where: { $0.name == name }) {
      return xml.bytes[..<old.range.lowerBound] + value + xml.bytes[old.range.upperBound...]
    }
    // Numbers begin with 2; 0 and 1 are reserved.
    let last = xml.tags.filter { $0.isCalled("property") && !$0.isEnd }.compactMap {
      xml.attribute("pid", of: $0).flatMap { Int32(String(decoding: $0, as: UTF8.self)) }
    }.max()
    let number = max(2, Int(last ?? 1) + 1)
    return try xml.appending(OfficeProperties.path) { prefix in
      Array(
        (#"<\#(prefix)property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="\#(number)""#
          + #" name="\#(name)"><vt:lpwstr xmlns:vt="\#(OfficeProperties.variantSpace)">"#).utf8)
        + value + Array("</vt:lpwstr></\(prefix)property>".utf8)
    }
  }

  /// The list of content types with the properties in it.
  static func typesNaming(_ bytes: [UInt8]) throws(MediaError) -> [UInt8]? {
    guard bytes.firstRange(of: Array("/\(path)".utf8)) == nil else { return nil }
    return try OfficeXML(bytes, types, at: 0).appending(types) { prefix in
      Array(
        (#"<\#(prefix)Override PartName="/\#(path)" ContentType="#
          + #""application/vnd.openxmlformats-officedocument.custom-properties+xml"/>"#).utf8)
    }
  }

  /// The relations of the package with the properties among them.
  static func relationsNaming(_ bytes: [UInt8]?) throws(MediaError) -> [UInt8]? {
    let bytes =
      bytes
      ?? Array(
        (#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"# + "\n"
          + #"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#
          + "</Relationships>").utf8)
    guard bytes.firstRange(of: Array(path.utf8)) == nil else { return nil }
    let xml = try OfficeXML(bytes, relations, at: 0)
    let known = Set(xml.tags.compactMap { xml.attribute("Id", of: $0) })
    var number = 1
    while known.contains(Array("rId\(number)".utf8)) { number += 1 }
    return try xml.appending(relations) { prefix in
      Array(
        (#"<\#(prefix)Relationship Id="rId\#(number)" Type="#
          + #""http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties""#
          + #" Target="\#(path)"/>"#).utf8)
    }
  }
}
