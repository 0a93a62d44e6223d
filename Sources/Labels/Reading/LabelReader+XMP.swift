internal import Rules

extension LabelReader {
  /// Gathers labels and marks from a packet of XMP.
  mutating func read(packet: XMPPacket, place: String, offset: Int, slot: Int) {
    var packetFindings: [LabelFinding] = []
    if let broken = packet.broken {
      packetFindings.append(
        LabelFinding(
          .packet,
          zh: "\(place)中的XMP数据包有误：第\(broken.offset)字节处\(broken.wording.zh)",
          en:
            "the packet in \(place) is malformed: \(broken.wording.en), at byte \(broken.offset) of it"
        ))
    }
    if packet.isConverted {
      packetFindings.append(
        LabelFinding(
          .packetEncoding, zh: "\(place)中的XMP数据包用的是UTF-16，而不是UTF-8",
          en: "the packet in \(place) is in UTF-16 and not in UTF-8"))
    }
    for property in packet.properties {
      guard reading.sightings.count < 256 else { break }
      let local = property.name.local
      if property.name == .aigc || local.uppercased() == "AIGC" {
        readLabel(property, packetFindings, place: place, offset: offset, slot: slot)
      } else if property.isTopLevel {
        readMark(property, place: place, offset: offset)
      }
    }
    reading.findings += packetFindings
  }

  private mutating func readLabel(
    _ property: XMPPacket.Property, _ findings: [LabelFinding], place: String, offset: Int,
    slot: Int
  ) {
    let isOwn = property.name == .aigc
    for value in property.values.prefix(16) {
      let text = Array(value.utf8)
      let read = ReadLabel(
        reading: text, at: .init(isLabelsOwn: isOwn, wrapper: .inner, isShared: false))
      guard var label = read else { continue }
      label.findings += findings
      if !isOwn {
        label.findings.append(
          LabelFinding(
            .namespace,
            zh: "属性所在的命名空间是\(property.name.namespace.shown)，指南规定的是\(XMPName.tc260)",
            en: "the property is in the namespace \(property.name.namespace.shown) and not in "
              + XMPName.tc260))
      }
      if !property.isTopLevel || property.isStructured {
        label.findings.append(
          LabelFinding(
            .place, zh: "属性嵌套在数据包的其他结构中，不是文件的简单属性",
            en: "the property is nested in the packet and no simple property of the file"))
      }
      take(
        label, .property, place: "\(place) \(XMPName.aigc.shown)", offset: offset, slot,
        property: property.isTopLevel && !property.isStructured ? property.name : nil)
    }
  }

  private mutating func readMark(
    _ property: XMPPacket.Property, place: String, offset: Int
  ) {
    let value = property.values.first?.shown ?? ""
    let place = "\(place) \(property.name.shown)"
    switch property.name {
    case .sourceType, .sourceFileType:
      let whole = property.values.first ?? ""
      let (weight, isURI) = DigitalSourceType.weight(of: whole)
      if !isURI {
        reading.findings.append(
          LabelFinding(
            .sourceTypeForm,
            zh: "\(property.name.local)的值是“\(value)”，应为词条的完整网址",
            en: "\(property.name.local) is \(value) and has to be the address of a term"))
      }
      note(
        .sourceType, weight, whole.utf8.count > 300 ? value : whole, place: place, offset: offset)
    case .systemUsed: note(.system, .states, value, place: place, offset: offset)
    case .systemVersionUsed: note(.systemVersion, .states, value, place: place, offset: offset)
    case .promptInformation: note(.prompt, .states, value, place: place, offset: offset)
    case .promptWriter: note(.promptWriter, .states, value, place: place, offset: offset)
    case .provenance, .provenanceMM:
      note(.remoteCredentials, .neutral, value, place: place, offset: offset)
    case .credit:
      let words = value.utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        .split { !(0x61...0x7A).contains($0) }
      let says =
        words.contains { $0.elementsEqual("made".utf8) }
        && words.contains { $0.elementsEqual("ai".utf8) }
      if says { note(.credit, .states, value, place: place, offset: offset) }
    case .createDate: note(.created, .neutral, value, place: place, offset: offset)
    case .earlierLabels: note(.earlierLabels, .neutral, value, place: place, offset: offset)
    default: break
    }
  }
}
