/// A list of extended key usages, as the settings of the reference engine hold them.
public enum UsageList {
  /// Reads dotted identifiers, one a line.
  ///
  /// Everything else is a comment and skipped.
  public static func read(_ text: some Collection<UInt8>) -> [OID] {
    text.split { $0 == 0x0A || $0 == 0x0D }.compactMap { line in
      var line = Array(line.drop { $0 <= 0x20 })
      while let last = line.last, last <= 0x20 { line.removeLast() }
      return OID(dotted: String(decoding: line, as: UTF8.self))
    }
  }
}
