import Media
import Rules
import Testing

@testable import Labels

@Suite("Packets of XMP")
struct XMPTests {
  private func label(_ packet: String) -> LabelReading {
    LabelReading(sidecar: Array(packet.utf8))
  }

  @Test("The packets of Doubao and Jimeng read, and rebuild their chunks to the checksum")
  func realPackets() throws {
    let jimeng = "00119144030008867405X210001"
    let spread = "00119144030008867405X220001"
    let folder = "tos-cn-i-tb4s082cfz/"
    let vectors: [(json: String, count: Int, checksum: UInt32)] = [
      (
        Vectors.seven(
          producer: "001191110102MACQD9K64010000", id: "cc75f5e99aae4210960acb722f10974e"), 703,
        0xDF26_A429
      ),
      (
        Vectors.seven(
          producer: "001191110102MACQD9K64010000", id: "e3578014edd949debed102781a8c26f7"), 703,
        0xF03A_C87B
      ),
      (
        Vectors.seven(
          producer: jimeng, id: folder + "c7fe057c61584857b10c5ad6f5ee96e6", propagator: spread,
          propagateID: folder + "c7fe057c61584857b10c5ad6f5ee96e6"), 802, 0xAA62_7A4A
      ),
      (
        Vectors.seven(
          producer: jimeng, id: folder + "2ef232d44c0c406985fdf6b21c858961", propagator: spread,
          propagateID: folder + "2ef232d44c0c406985fdf6b21c858961"), 802, 0x09E6_69EB
      ),
    ]
    for vector in vectors {
      let packet = Vectors.doubao(vector.json)
      let chunk = Vectors.internationalText(packet)
      #expect(chunk.count - 4 == vector.count)
      #expect(Deflate.checksum(chunk[...]) == vector.checksum)
      let reading = label(packet)
      let sighting = try #require(reading.sightings.first)
      #expect(reading.sightings.count == 1)
      #expect(reading.findings.isEmpty)
      #expect(sighting.label.source == Array(vector.json.utf8))
      #expect(sighting.label.standing == .compliant, "\(sighting.label.findings)")
    }
  }

  @Test("The attribute form reads as the element form, under any prefix")
  func forms() throws {
    let json = Vectors.seven(producer: "picwish", id: "1").replacing("\"", with: "&quot;")
    let packet = """
      <r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><r:Description \
      xmlns:tc260='http://www.tc260.org.cn/ns/AIGC/1.0/' tc260:AIGC="\(json)"/></r:RDF>
      """
    let sighting = try #require(label(packet).sightings.first)
    #expect(sighting.label[.contentProducer] == "picwish")
    let literal = packet.replacing(
      " tc260:AIGC=\"\(json)\"/>",
      with: "><tc260:AIGC><![CDATA[\(Vectors.j)]]></tc260:AIGC></r:Description>")
    #expect(label(literal).sightings.first?.label.source == Array(Vectors.j.utf8))
    let other = packet.replacing("www.tc260.org.cn", with: "example.org")
    #expect(label(other).sightings.first?.label.findings.contains { $0.rule == .namespace } == true)
  }

  @Test("A property with nothing of a label in it is there and malformed")
  func malformed() throws {
    let packet = String(decoding: XMPPacket.new([(.aigc, "1")]), as: UTF8.self)
    let sighting = try #require(label(packet).sightings.first)
    #expect(sighting.label.standing == .present)
  }

  @Test("IPTC's source type and its fields of 2025.1 read under another prefix")
  func marks() throws {
    let uri = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
    let packet = """
      <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF \
      xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" \
      xmlns:iptcExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" \
      xmlns:dcterms="http://purl.org/dc/terms/" \
      iptcExt:DigitalSourceType="\(uri)"><iptcExt:AISystemUsed>Painter</iptcExt:AISystemUsed>\
      <iptcExt:AISystemVersionUsed>7</iptcExt:AISystemVersionUsed>\
      <dcterms:provenance>https://example.org/m.c2pa</dcterms:provenance>\
      </rdf:Description></rdf:RDF></x:xmpmeta>
      """
    let reading = label(packet)
    #expect(
      reading.marks.map(\.kind) == [.sourceType, .system, .systemVersion, .remoteCredentials])
    #expect(reading.marks.first?.weight == .states)
    let bare = label(packet.replacing(uri, with: "trainedAlgorithmicMedia"))
    #expect(bare.marks.first?.weight == .states)
    #expect(bare.findings.map(\.rule) == [.sourceTypeForm])
    let camera = label(packet.replacing("trainedAlgorithmicMedia", with: "digitalCapture"))
    #expect(camera.marks.first?.weight == .neutral)
  }

  @Test("A property comes into a packet and every other byte stays; padding takes it up")
  func addition() throws {
    let padding = String(repeating: " ", count: 2048)
    let packet = """
      <?xpacket begin="\u{FEFF}" id="W5M0MpCehiHzreSzNTczkc9d"?>
      <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF \
      xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="u:1" \
      xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:format>image/png</dc:format>\
      </rdf:Description></rdf:RDF></x:xmpmeta>
      \(padding)<?xpacket end="w"?>
      """
    let before = Array(packet.utf8)
    let after = try XMPPacket(before).setting([(.aigc, Vectors.j)])
    #expect(after.count == before.count)
    let text = String(decoding: after, as: UTF8.self)
    let end = try #require(before.firstRange(of: Array("</rdf:RDF>".utf8))?.lowerBound)
    #expect(after.starts(with: before[..<end]))
    #expect(label(text).sightings.first?.label.source == Array(Vectors.j.utf8))
    // A second writing goes over the value, at its place.
    let longer = Vectors.seven(producer: "another", id: "that-is-longer-than-before")
    let again = try XMPPacket(after).setting([(.aigc, longer)])
    #expect(again.count == before.count)
    #expect(XMPPacket(again).properties(.aigc).count == 1)
    #expect(XMPPacket(again).text(.aigc) == longer)
    #expect(String(decoding: again, as: UTF8.self).contains("<dc:format>image/png</dc:format>"))
    // Where the padding is too small, the packet grows by what is added and no more.
    let tight = packet.replacing(padding, with: "  ")
    let grown = try XMPPacket(Array(tight.utf8)).setting([(.aigc, Vectors.j)])
    #expect(label(String(decoding: grown, as: UTF8.self)).sightings.count == 1)
    #expect(String(decoding: grown, as: UTF8.self).hasSuffix("  <?xpacket end=\"w\"?>"))
  }

  @Test("A value shorter than before is padded, and one in an attribute is changed there")
  func shorter() throws {
    let json = Vectors.j.replacing("\"", with: "&quot;")
    let packet = """
      <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF \
      xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" \
      xmlns:t="http://www.tc260.org.cn/ns/AIGC/1.0/" t:AIGC='\(json)'/></rdf:RDF></x:xmpmeta>
          <?xpacket end="w"?>
      """
    let before = Array(packet.utf8)
    let after = try XMPPacket(before).setting([(.aigc, "it's {}")])
    #expect(after.count == before.count)
    #expect(XMPPacket(after).text(.aigc) == "it's {}")
    #expect(XMPPacket(after).broken == nil)
  }

  @Test("A description or an rdf:RDF that closes itself is opened")
  func selfClosing() throws {
    let open = "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"\(XMPName.rdf)\""
    for packet in ["\(open)/></x:xmpmeta>", "\(open)></rdf:RDF></x:xmpmeta>"] {
      let after = try XMPPacket(Array(packet.utf8)).setting([(.aigc, Vectors.j), (.credit, "A")])
      let read = XMPPacket(after)
      #expect(read.broken == nil)
      #expect(read.text(.aigc) == Vectors.j)
      #expect(read.text(.credit) == "A")
    }
    let empty =
      "\(open)><rdf:Description xmlns:TC260=\"\(XMPName.tc260)\"><TC260:AIGC/></rdf:Description>"
      + "</rdf:RDF></x:xmpmeta>"
    let after = try XMPPacket(Array(empty.utf8)).setting([(.aigc, Vectors.j)])
    #expect(XMPPacket(after).text(.aigc) == Vectors.j)
  }

  @Test("A packet in UTF-16 reads, and is not changed")
  func wide() throws {
    let text = "\u{FEFF}" + String(decoding: XMPPacket.new([(.aigc, Vectors.j)]), as: UTF8.self)
    for isBig in [true, false] {
      let bytes = text.utf16.flatMap {
        isBig ? [UInt8($0 >> 8), UInt8($0 & 0xFF)] : [UInt8($0 & 0xFF), UInt8($0 >> 8)]
      }
      let reading = LabelReading(sidecar: bytes)
      #expect(reading.sightings.count == 1)
      #expect(reading.findings.contains { $0.rule == .packetEncoding })
      #expect(throws: LabelError.self) { try XMPPacket(bytes).setting([(.aigc, "x")]) }
    }
  }

  @Test("Document types are refused, entities stand as they are, and depth has an end")
  func hostile() throws {
    let open = "<x xmlns:rdf=\"\(XMPName.rdf)\">"
    let type = XMPPacket(Array("<!DOCTYPE x [<!ENTITY a \"b\">]>\(open)</x>".utf8))
    #expect(type.broken?.wording.en.contains("document type") == true)
    let value = String(decoding: XMPPacket.new([(.aigc, "@")]), as: UTF8.self)
    let entity = XMPPacket(Array(value.replacing("@", with: "&a;&#x41;&#66;&bad &amp;").utf8))
    #expect(entity.text(.aigc) == "&a;AB&bad &")
    let deep = XMPPacket(Array(String(repeating: "<a>", count: 100_000).utf8))
    #expect(deep.broken?.wording.en.contains("deeper") == true)
    let wide = "<a" + (0..<600).map { " b\($0)=\"\"" }.joined() + "/>"
    #expect(XMPPacket(Array(wide.utf8)).broken?.wording.en.contains("attributes") == true)
    let many = (0..<200).map { "<a xmlns:p\($0)=\"u\">" }.joined()
    #expect(XMPPacket(Array(many.utf8)).broken != nil)
    let cut = Array(value.utf8)
    for end in 0..<cut.count { _ = XMPPacket(Array(cut[..<end])) }
  }

  @Test("A list's items and a link are values")
  func structures() throws {
    let packet = """
      <rdf:RDF xmlns:rdf="\(XMPName.rdf)" xmlns:a="urn:a"><rdf:Description>\
      <a:list><rdf:Bag> <rdf:li>one</rdf:li> <rdf:li>two</rdf:li></rdf:Bag></a:list>\
      <a:link rdf:resource="urn:x"/></rdf:Description></rdf:RDF>
      """
    let read = XMPPacket(Array(packet.utf8))
    #expect(read.broken == nil)
    #expect(read.properties.map(\.values) == [["one", "two"], ["urn:x"]])
    #expect(throws: LabelError.self) {
      try read.setting([(XMPName("urn:a", "list", prefix: "a"), "x")])
    }
  }
}
