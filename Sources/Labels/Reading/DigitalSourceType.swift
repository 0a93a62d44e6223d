/// What a work was made of, in the words of IPTC's vocabulary (release of 2024-10-23) and of C2PA.
public enum DigitalSourceType: String, Hashable, Sendable, Codable, CaseIterable {
  /// Made by a trained model.
  case trainedAlgorithmicMedia
  /// A mix of which at least one part is made by a model.
  case compositeSynthetic
  /// Something else, changed by a model.
  case compositeWithTrainedAlgorithmicMedia

  /// The address that stands for it in a file.
  public var uri: String { DigitalSourceType.vocabulary + rawValue }

  static let vocabulary = "http://cv.iptc.org/newscodes/digitalsourcetype/"
  private static let trainedData = "http://c2pa.org/digitalsourcetype/trainedAlgorithmicData"

  /// How much a value of the property says; nil as `isURI` where it is a bare code, the usual mistake.
  static func weight(of value: String) -> (weight: OtherMark.Weight, isURI: Bool) {
    if value == trainedData { return (.states, true) }
    let isURI = value.hasPrefix(vocabulary) || value.hasPrefix("https" + vocabulary.dropFirst(4))
    let code = value.unicodeScalars.split(separator: "/").last.map { String($0) } ?? ""
    let known = DigitalSourceType(rawValue: code) != nil
    return (known ? .states : .neutral, isURI || value.hasPrefix("http"))
  }
}
