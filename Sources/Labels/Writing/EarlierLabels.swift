public import Media

/// The labels that a correction replaced: they stay in the file.
///
/// A list in JSON, each item with the time of the correction and the text of the label as it stood. It
/// is a property of the packet of XMP, in a namespace of our own, where the format carries its label there
/// or has no texts with free names (WAVE, AVI); otherwise a text of the container. Its name does not say
/// AIGC, so that no reader takes it for a second label (GB 45438-2025, Annex E a).
enum EarlierLabels {
  static func isProperty(in format: MediaFormat) -> Bool {
    LabelPlace(in: format) == .property || format == .wav || format == .avi
  }

  /// The list as it stands in a file; nil where there is none.
  static func text(in file: MediaFile) throws(LabelError) -> [UInt8]? {
    if isProperty(in: file.format) {
      return try MarkSet.packet(of: file)?.text(.earlierLabels).map { Array($0.utf8) }
    }
    guard let slot = file.slots(.text(key: XMPName.earlierKey)).first else { return nil }
    do throws(MediaError) {
      return try file.payload(of: slot)
    } catch {
      throw .media(error)
    }
  }

  /// The list with one more label, what is in it already byte for byte as it stands.
  static func appending(
    _ label: [UInt8], milliseconds: Int64, to list: [UInt8]?
  ) throws(LabelError) -> [UInt8] {
    let item =
      Array("{\"replaced\":\"\(Timestamp.text(milliseconds))\",\"label\":".utf8)
      + JSONWriting.quoted(String(decoding: label, as: UTF8.self)) + [UInt8(ascii: "}")]
    guard let list else { return [UInt8(ascii: "[")] + item + [UInt8(ascii: "]")] }
    guard let (node, _) = try? JSONReader.read(list), let items = node.items else {
      throw .packet("the list of earlier labels in it is malformed")
    }
    var result = list
    result.insert(
      contentsOf: (items.isEmpty ? [] : [UInt8(ascii: ",")]) + item,
      at: node.range.upperBound - 1)
    return result
  }

  /// The texts of the labels in a list, the oldest first.
  static func labels(in list: [UInt8]) -> [String] {
    guard let (node, _) = try? JSONReader.read(list) else { return [] }
    return (node.items ?? []).compactMap { $0["label"]?.string }
  }
}

extension MarkSet {
  /// Keeps a label that is about to be replaced.
  mutating func keep(
    _ label: ReadLabel, milliseconds: Int64, in file: MediaFile
  ) throws(LabelError) {
    let list = try EarlierLabels.appending(
      label.source, milliseconds: milliseconds, to: try EarlierLabels.text(in: file))
    if EarlierLabels.isProperty(in: file.format) {
      properties.append((.earlierLabels, String(decoding: list, as: UTF8.self)))
    } else {
      texts.append((XMPName.earlierKey, list))
    }
  }
}

extension LabelReading {
  /// The texts of the labels that corrections replaced, the oldest first.
  ///
  /// - Throws: ``LabelError`` where the file can no longer be read.
  public static func earlierLabels(of file: MediaFile) throws(LabelError) -> [String] {
    try EarlierLabels.text(in: file).map(EarlierLabels.labels) ?? []
  }
}
