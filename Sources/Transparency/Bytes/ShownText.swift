extension String {
  /// The text as it may stand in a message: its first 200 scalars, without control and format
  /// characters.
  ///
  /// Names of keys and logs are strangers' text; a terminal would obey what is hidden in them.
  var shown: String {
    var scalars = String.UnicodeScalarView()
    for scalar in unicodeScalars.prefix(200) {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse:
        scalars.append("\u{FFFD}")
      default:
        scalars.append(scalar)
      }
    }
    return String(scalars)
  }
}
