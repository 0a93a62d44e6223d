internal import Checking
internal import Damage
internal import Labels
internal import Media

extension FuzzCase {
  /// Every container.
  static func containers() throws -> [FuzzCase] {
    let label = try AIGCLabel(
      status: .generated, contentProducer: "001191110108335469089C10001", produceID: "A-1")
    let platform = try LabelWriter.Propagator(code: "001191110000802100433B20000", contentID: "P-1")
    let examiner = Examiner()
    return ContainerSeeds.all.map { container in
      // The files as they are, and one as we label and propagate it.
      var files = container.files
      if let first = files.first, let file = try? MediaFile(reading: BytesSource(first)),
        let labelled = try? LabelWriter.label(file, with: label).bytes(limit: 1 << 20)
      {
        files.append(labelled)
        if let again = try? MediaFile(reading: BytesSource(labelled)),
          let plan = try? LabelWriter.propagate(again, as: platform, milliseconds: 0),
          let bytes = try? plan.bytes(limit: 1 << 20)
        {
          files.append(bytes)
        }
      }
      return FuzzCase(
        container.name, .containers, Damage(to: files, hostile: container.hostile)
      ) { bytes in
        let source = BytesSource(bytes)
        guard let examination = try? examiner.examine(source), examination.size == bytes.count
        else { throw FuzzFault("no report") }
        let file = try MediaFile(reading: source)
        for slot in file.slots {
          guard slot.extent.lowerBound >= 0, slot.extent.upperBound <= bytes.count,
            slot.count <= max(file.limits.slotBytes, file.limits.storeBytes)
          else { throw FuzzFault("a slot outside the file, or larger than one can be") }
          do { _ = try file.payload(of: slot) } catch { throw FuzzFault("\(slot.kind): \(error)") }
        }
        try contiguous(file)
        // What has no label gets a platform's, what has one gets the platform's part.
        let plan = try? LabelWriter.label(file, with: label)
        _ = try? LabelWriter.propagate(file, as: platform, basis: .suspected, milliseconds: 0)
        return plan != nil
      }
    }
  }

  /// All parts, one after the other, are the file.
  private static func contiguous(_ file: MediaFile) throws(FuzzFault) {
    guard let parts = try? file.parts() else { return }
    var end = 0
    for part in parts {
      guard part.range.lowerBound == end else { throw FuzzFault("a gap or an overlap at \(end)") }
      end = part.range.upperBound
    }
    guard end == file.source.size else { throw FuzzFault("the parts end at byte \(end)") }
  }

  /// Labels and packets without a file around them.
  static func labelTexts() throws -> [FuzzCase] {
    let towers = ContainerSeeds.towersOfText
    return [
      FuzzCase(
        "label text", .parsers, Damage(to: ContainerSeeds.labelTexts, hostile: towers)
      ) { bytes in
        guard let label = ReadLabel(text: bytes) else { return false }
        _ = (label.standing, label.producer, label.propagator, label.label, label.findings)
        for element in [AIGCLabel.Element.reservedCode1, .reservedCode2] {
          _ = label.check(element)
          _ = label[element].flatMap { SecurityData(reading: $0) }
        }
        return true
      },
      FuzzCase(
        "XMP packet", .parsers, Damage(to: ContainerSeeds.packets, hostile: towers)
      ) { bytes in
        !LabelReading(sidecar: bytes).sightings.isEmpty
      },
    ]
  }
}
