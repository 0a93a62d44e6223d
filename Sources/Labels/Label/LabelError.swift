public import Media

/// Why a label was not written.
@nonexhaustive
public enum LabelError: Error, Hashable, Sendable {
  /// A field is outside its domain; the text says how.
  case field(AIGCLabel.Element, String)
  /// The file has a label of another producer, which is never written over.
  case anotherProducer(found: String)
  /// The file has a label that says something else of the same content; a correction says so.
  case differs(AIGCLabel.Element, found: String)
  /// What is asked would say less than the label that is there.
  case lowers(from: AIGCLabel.Status, to: AIGCLabel.Status)
  /// The file has several labels that contradict each other, or cannot be told apart in writing.
  case severalLabels(places: [String])
  /// The label stands where it is read and not written here.
  case notWritableThere(place: String)
  /// The label that is there cannot be read without doubt; the text says why.
  case doubtfulLabel(place: String, String)
  /// There is no label to work on.
  case noLabel
  /// A field is filled by somebody else already.
  case anotherPropagator(found: String)
  /// The format has no place for it.
  case cannotCarry(format: MediaFormat, wayOut: String)
  /// The packet of XMP that is there cannot be changed; the text says why.
  case packet(String)
  /// A property says something else already and is not written over.
  case property(String, found: String)
  /// A profile asks for a fact that was not given.
  case profileNeeds(profile: String, fact: String)
  /// The file cannot be read or written.
  case media(MediaError)
  /// What was written does not read back as it was meant; the file is as it was.
  case notReadBack(String)
}

extension LabelError: CustomStringConvertible {
  /// What is wrong, and what to do.
  public var description: String {
    switch self {
    case .field(let element, let how): "\(element.rawValue): \(how) (\(element.clause))"
    case .anotherProducer(let found):
      "the file carries a label of another producer (\(found)), which is never written over; a "
        + "platform adds itself with propagate"
    case .differs(let element, let found):
      "the file carries a label whose \(element.rawValue) is \(found); if that was an error, correct "
        + "it, and the earlier value is kept"
    case .lowers(let from, let to):
      "the file's label says \(from.rawValue) and would say \(to.rawValue), which is less; no label "
        + "is lowered"
    case .severalLabels(let places):
      "the file carries \(places.count) labels (\(places.joined(separator: "; "))), and one only may "
        + "remain (GB 45438-2025, 6.1 c); ask its producer for a file with one"
    case .notWritableThere(let place):
      "the file's label stands in \(place), where it is read and not written here, and a second one "
        + "would break GB 45438-2025, 6.1 c)"
    case .doubtfulLabel(let place, let why):
      "the label in \(place) cannot be read without doubt (\(why)), so nothing is added to it"
    case .noLabel: "the file carries no label"
    case .anotherPropagator(let found):
      "the label names another propagator (\(found)), which is never written over"
    case .cannotCarry(let format, let wayOut): "\(format.name) cannot carry it; \(wayOut)"
    case .packet(let why): "the file's XMP cannot be changed: \(why)"
    case .property(let name, let found):
      "the file's \(name) says \(found) already and is not written over"
    case .profileNeeds(let profile, let fact): "the profile \(profile) needs \(fact)"
    case .media(let error): error.description
    case .notReadBack(let how):
      "what was written does not read back (\(how)); the file is as it was"
    }
  }
}
