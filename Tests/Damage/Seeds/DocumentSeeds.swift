extension ContainerSeeds {
  /// What is text, or holds files.
  static let documents: [ContainerSeeds] = [
    vector, pdf, office, zip, markdown,
    ContainerSeeds(
      "manifest store", "c2pa", [Raw.box("jumb", description)],
      hostile: [
        Raw.tower("jumb", depth: depth), Raw.box("jumb", Raw.crowd("\0\0\0\u{8}jumb", depth)),
      ]),
    ContainerSeeds("font", "font", [Array("OTTO".utf8) + Raw.big(1, 2) + Raw.zeros(50)]),
    ContainerSeeds("unknown", "unknown", [Array("no format at all".utf8), Raw.zeros(40)]),
  ]

  private static let description: [UInt8] = {
    let type: [UInt8] = [0, 17, 0, 16, 128, 0, 0, 170, 0, 56, 155, 113, 3]
    return Raw.box("jumd", Array("c2pa".utf8) + type + Array("c2pa\0".utf8))
  }()

  private static let vector: ContainerSeeds = {
    let text = String(decoding: packet, as: UTF8.self)
    var hostile = [
      Raw.crowd("<svg>", depth), Raw.crowd("<svg xmlns:a='b'>", depth),
      svg("<metadata>" + String(repeating: "<g>", count: depth)),
    ]
    for (front, again, back) in [
      ("<svg ", "x", "='1'/>"), ("<svg ", "x='1' ", "/>"), ("<svg><!--", "-", ""),
      ("<svg><![CDATA[", "]", ""), ("<!DOCTYPE svg [", "<!ENTITY a '&a;&a;'>", "]><svg>&a;</svg>"),
    ] {
      hostile.append(Array(front.utf8) + Raw.crowd(again, 300_000) + Array(back.utf8))
    }
    for packet in hostilePackets {
      hostile.append(svg("<metadata>\(String(decoding: packet, as: UTF8.self))</metadata>"))
    }
    return ContainerSeeds(
      "SVG", "svg",
      [
        Array(#"<svg xmlns="http://www.w3.org/2000/svg"/>"#.utf8),
        svg("<metadata>\(text)</metadata><path d='M0 0'/>"),
        svg("<metadata><c2pa:manifest>AAAA</c2pa:manifest></metadata><!-- x --><![CDATA[<]]>"),
      ], hostile: hostile)
  }()

  private static let pdf: ContainerSeeds = {
    var hostile: [[UInt8]] = ["[", "<<", "<</A", "(", "<</A[", "4 0 R "].map {
      pdf(info: "/A " + String(repeating: $0, count: depth))
    }
    let filters = String(repeating: "/FlateDecode ", count: 10_000)
    for (more, catalog) in [
      ([stream("/Type /XRef /Filter /FlateDecode", bomb)], ""),
      ([stream("/Type /Metadata /Filter /FlateDecode", bomb)], "/Metadata 5 0 R"),
      ([stream("/Type /Metadata /Filter [\(filters)]", bomb)], "/Metadata 5 0 R"),
      (Array(repeating: "[1 0 R]", count: 50_000), ""), ([], "/Metadata 1 0 R"),
    ] {
      hostile.append(pdf(more: more, catalog: catalog))
    }
    hostile.append(pdf(info: "/Prev 0", trailer: "/Prev 15"))
    for packet in hostilePackets {
      hostile.append(pdf(more: [stream("/Type /Metadata", packet)], catalog: "/Metadata 5 0 R"))
    }
    let labelled = pdf(info: "/AIGC (\(String(decoding: label, as: UTF8.self)))")
    return ContainerSeeds("PDF", "pdf", [pdf(), labelled, modernPDF], hostile: hostile)
  }()

  private static let office: ContainerSeeds = {
    let bomb = Raw.deflatedZeros(50_000_000)
    let name = "docProps/custom.xml"
    let hostile = [
      archive([types, relations], packed: (name, bomb, 50_000_000)),
      archive([types, relations], packed: (name, bomb, 40)),
      archive([(types.0, Raw.crowd("<Types>", depth)), relations, properties]),
      archive([types, relations, (name, Raw.crowd("<Properties>", depth))]),
      archive([types, relations, (name, Raw.crowd("<Properties xmlns:a='b'>", depth))]),
      archive([types] + Array(repeating: relations, count: 30_000)),
    ]
    let plain = archive([types, relations, ("word/document.xml", Array("<w/>".utf8))])
    return ContainerSeeds(
      "Office Open XML", "ooxml", [plain, archive([types, relations, properties])],
      hostile: hostile)
  }()

  private static let zip: ContainerSeeds = {
    let bomb = Raw.deflatedZeros(100_000_000)
    let name = "META-INF/content_credential.c2pa"
    return ContainerSeeds(
      "ZIP", "zip",
      [archive([("mimetype", Array("application/epub+zip".utf8)), ("META-INF/a", [1, 2, 3])])],
      hostile: [
        archive([("a", [1])], packed: (name, bomb, 100_000_000)),
        archive([("a", [1])], packed: (name, bomb, 10)), overlapping,
      ])
  }()

  private static let markdown: ContainerSeeds = {
    let fence = Array("---\n".utf8)
    let front = Array("---\nAIGC: ".utf8)
    let back = Array("\n---\n".utf8)
    var hostile: [[UInt8]] = []
    for again in ["- ", "[", "{a: ", "a:\n ", "'", "\"\\", "|\n", "&a *a ", "? "] {
      hostile.append(fence + Raw.crowd(again, depth))
      hostile.append(front + Raw.crowd(again, depth) + back)
    }
    var steps = fence
    for level in 0..<3000 { steps += [UInt8](repeating: 0x20, count: level) + Array("a:\n".utf8) }
    hostile.append(steps)
    hostile.append(fence + Raw.crowd("AIGC:\n  Label: 1\n", 50_000) + fence)
    for label in hostileLabels { hostile.append(front + label + back) }
    let mapping = """
      AIGC:\r\n  Label: '1'\r\n  ContentProducer: "a"\r\n  ProduceID: >-\r\n    x\r\n
      """
    return ContainerSeeds(
      "Markdown", "markdown",
      [
        Array("---\ntitle: x\n---\n# Text\n".utf8),
        Array("---\r\n\(mapping)---\r\nT\r\n".utf8),
        front + label + Array("\nlist: [a, {b: c}]\n---\n".utf8),
      ], hostile: hostile)
  }()

  private static func svg(_ inside: String) -> [UInt8] {
    Array(
      (#"<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" "#
        + #"xmlns:c2pa="http://c2pa.org/manifest">\#(inside)</svg>"#).utf8)
  }

  private static func stream(_ dictionary: String, _ bytes: [UInt8]) -> String {
    // Latin-1, so that every byte is one scalar; `pdf` writes it back so.
    "<< \(dictionary) /Length \(bytes.count) >>\nstream\n"
      + String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) })) + "\nendstream"
  }

  private static func latin(_ text: String) -> [UInt8] {
    text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
  }

  /// A document of one page with a table of references.
  private static func pdf(
    info: String = "/Title (x)", more: [String] = [], catalog: String = "", trailer: String = ""
  ) -> [UInt8] {
    let objects =
      [
        "<< /Type /Catalog /Pages 2 0 R \(catalog) >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>", "<< \(info) >>",
      ] + more
    var bytes = Array("%PDF-1.7\n".utf8)
    var table = "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
    for (index, object) in objects.enumerated() {
      let place = String(bytes.count)
      table += String(repeating: "0", count: 10 - place.utf8.count) + place + " 00000 n \n"
      bytes += latin("\(index + 1) 0 obj\n\(object)\nendobj\n")
    }
    let start = bytes.count
    let end =
      "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R /Info 4 0 R \(trailer) >>\n"
      + "startxref\n\(start)\n%%EOF\n"
    return bytes + Array((table + end).utf8)
  }

  /// The same with its references in a stream.
  private static let modernPDF: [UInt8] = {
    var bytes = Array("%PDF-1.7\n".utf8)
    var rows: [UInt8] = [0, 0, 0, 0]
    for (index, object) in [
      "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>",
    ].enumerated() {
      rows += [1] + Raw.big(bytes.count, 2) + [0]
      bytes += Array("\(index + 1) 0 obj\n\(object)\nendobj\n".utf8)
    }
    let start = bytes.count
    rows += [1] + Raw.big(start, 2) + [0]
    let packed = Raw.zlib(rows)
    return bytes
      + Array(
        ("3 0 obj\n<< /Type /XRef /Size 4 /W [1 2 1] /Root 1 0 R /Filter /FlateDecode "
          + "/Length \(packed.count) >>\nstream\n").utf8)
      + packed + Array("\nendstream\nendobj\nstartxref\n\(start)\n%%EOF\n".utf8)
  }()

  private static let types = (
    "[Content_Types].xml",
    Array(
      (#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">"#
        + #"<Default Extension="xml" ContentType="application/xml"/></Types>"#).utf8)
  )

  private static let relations = (
    "_rels/.rels",
    Array(
      (#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#
        + #"<Relationship Id="rId1" Type="t" Target="word/document.xml"/></Relationships>"#).utf8)
  )

  private static let properties = (
    "docProps/custom.xml",
    Array(
      (#"<p:Properties xmlns:p="u" xmlns:t="v"><p:property fmtid="{}" pid="2" name="AIGC">"#
        + #"<t:lpwstr>{&quot;Label&quot;:&quot;1&quot;}</t:lpwstr></p:property></p:Properties>"#)
        .utf8)
  )

  /// An archive of stored members, and of one that is packed.
  private static func archive(
    _ members: [(String, [UInt8])], packed: (String, [UInt8], Int)? = nil
  ) -> [UInt8] {
    var bytes: [UInt8] = []
    var directory: [UInt8] = []
    var all = members.map { ($0.0, $0.1, $0.1.count, 0) }
    if let packed { all.append((packed.0, packed.1, packed.2, 8)) }
    for (name, data, size, method) in all {
      let sum = method == 0 ? Raw.checksum(data, reflected: true) : 0
      let common =
        Raw.little(20, 2) + Raw.little(0, 2) + Raw.little(method, 2) + Raw.zeros(4)
        + Raw.little(sum, 4) + Raw.little(data.count, 4) + Raw.little(size, 4)
        + Raw.little(name.utf8.count, 2) + Raw.little(0, 2)
      directory +=
        [0x50, 0x4B, 1, 2] + Raw.little(20, 2) + common + Raw.zeros(10)
        + Raw.little(bytes.count, 4) + Array(name.utf8)
      bytes += [0x50, 0x4B, 3, 4] + common + Array(name.utf8) + data
    }
    return bytes + end(directory, entries: all.count, at: bytes.count)
  }

  private static func end(_ directory: [UInt8], entries: Int, at start: Int) -> [UInt8] {
    directory + [0x50, 0x4B, 5, 6] + Raw.zeros(4) + Raw.little(entries, 2) + Raw.little(entries, 2)
      + Raw.little(directory.count, 4) + Raw.little(start, 4) + Raw.little(0, 2)
  }

  /// Sixty thousand members that are all the same bytes.
  private static let overlapping: [UInt8] = {
    let one = archive([("a", Raw.zeros(1000))])
    let entry = Array(one[1031..<1031 + 47])
    return one.prefix(1031)
      + end(Raw.crowd(entry, 60_000), entries: 60_000, at: 1031)
  }()
}
