/// How content came to be, in the words of IPTC and C2PA (C2PA, 18.15.2): the field by which viewers
/// tell what a machine has made.
enum DigitalSourceType {
  private static let iptc = "http://cv.iptc.org/newscodes/digitalsourcetype/"
  private static let c2pa = "http://c2pa.org/digitalsourcetype/"

  private static let iptcTerms: Set<String> = [
    "algorithmicMedia", "algorithmicallyEnhanced", "compositeCapture", "compositeSynthetic",
    "compositeWithTrainedAlgorithmicMedia", "composite", "computationalCapture", "dataDrivenMedia",
    "digitalArt", "digitalCapture", "digitalCreation", "humanEdits", "minorHumanEdits",
    "multiFrameComputationalCapture", "negativeFilm", "positiveFilm", "print", "screenCapture",
    "softwareImage", "trainedAlgorithmicMedia", "virtualRecording",
  ]
  private static let c2paTerms: Set<String> = ["empty", "trainedAlgorithmicData"]

  /// The address of a type that is given by its address or its short name; nil for an unknown name.
  static func address(_ text: String) -> String? {
    if iptcTerms.contains(text) { return iptc + text }
    if c2paTerms.contains(text) { return c2pa + text }
    return text.utf8.starts(with: "http://".utf8) || text.utf8.starts(with: "https://".utf8)
      ? text : nil
  }
}
