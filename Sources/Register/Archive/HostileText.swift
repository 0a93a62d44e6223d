extension String {
  /// The text as a message may show it: at most 80 scalars, those that cannot be seen or would act
  /// on their neighbours replaced by their code points.
  var shown: String {
    var result = ""
    for (count, scalar) in unicodeScalars.enumerated() {
      guard count < 80 else { return result + "…" }
      switch scalar.properties.generalCategory {
      case .control, .format, .surrogate, .unassigned, .privateUse, .lineSeparator,
        .paragraphSeparator:
        result += "<U+" + String(scalar.value, radix: 16, uppercase: true) + ">"
      default:
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
