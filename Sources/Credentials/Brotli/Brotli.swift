enum Brotli {
  static func decode(_ bytes: ArraySlice<UInt8>, limit: Int) throws(BrotliError) -> [UInt8] {
    throw .malformed("a form that is not yet read")
  }
}
