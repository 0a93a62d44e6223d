/// How wide a text will be, roughly: enough to leave room for it.
enum TextWidth {
  static func estimate(_ text: String, size: Double) -> Double {
    text.unicodeScalars.reduce(0) { width, scalar in
      width + (scalar.value >= 0x2E80 ? 1 : 0.56) * size
    }
  }
}
