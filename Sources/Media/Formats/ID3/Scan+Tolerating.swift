extension Scan {
  /// Reads something inside a file without which the file is whole: what is wrong with it is a remark.
  ///
  /// - Throws: Where the source cannot be read, or a limit of the whole file is passed.
  mutating func tolerating(
    _ rule: String, at offset: Int, _ body: (inout Scan) throws(MediaError) -> Void
  ) throws(MediaError) {
    do {
      try body(&self)
    } catch {
      if case .system = error.reason { throw error }
      remark(rule, "\(error)", at: offset)
    }
  }
}
