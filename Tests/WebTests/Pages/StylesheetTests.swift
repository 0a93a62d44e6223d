import Foundation
import Testing

@testable import Web

/// Contrast is checked on the stylesheet itself, so that a colour that no test page happens to show
/// is checked as well (WCAG 2.2, 1.4.3 and 1.4.11).
@Suite("The stylesheet")
struct StylesheetTests {
  static let text = EmbeddedText.files["assets/style.css"] ?? ""

  @Test("Its name changes with its content, and it is embedded")
  func name() {
    #expect(Self.text.utf8.count > 5000)
    let one = Assets(stylesheet: "a", mark: "m", script: "s")
    #expect(one.stylesheetName != Assets(stylesheet: "b", mark: "m", script: "s").stylesheetName)
    #expect(one[one.stylesheetName]?.content == "a")
    #expect(one["style.css"] == nil)
    #expect(Assets.builtIn[Assets.builtIn.markName]?.content.hasPrefix("<svg") == true)
  }

  @Test("It loads nothing from anywhere")
  func noLoads() {
    #expect(!Self.text.contains("url("))
    #expect(!Self.text.contains("@import"))
  }

  @Test("Text has a contrast of 4.5 to 1 on what it stands on, in light and in dark")
  func contrast() throws {
    let parts = Self.text.components(separatedBy: "@media (prefers-color-scheme: dark)")
    let light = Self.colours(parts[0])
    let dark = Self.colours(
      try #require(parts.dropFirst().first).components(separatedBy: "}")[0])
    #expect(Set(dark.keys).isSubset(of: Set(light.keys)))
    let papers = ["paper", "soft", "softer"]
    var pairs = papers.flatMap { paper in
      ["ink", "dim", "link", "link-strong"].map { ($0, paper) }
    }
    pairs += [
      ("good", "good-soft"), ("change", "change-soft"), ("bad", "bad-soft"), ("good", "softer"),
      ("change", "softer"), ("bad", "softer"), ("change", "paper"), ("ink", "note-soft"),
      ("link", "note-soft"), ("ink", "change-soft"), ("ink", "bad-soft"), ("link", "change-soft"),
      ("demo-ink", "demo-soft"), ("button-ink", "button"), ("button-ink", "link-strong"),
    ]
    for (scheme, colours) in [("light", light), ("dark", light.merging(dark) { $1 })] {
      for (ink, paper) in pairs {
        let ratio = Self.contrast(try #require(colours[ink]), try #require(colours[paper]))
        #expect(ratio >= 4.5, "\(scheme): \(ink) on \(paper) has \(ratio)")
      }
      for shape in ["seal", "bar-one", "bar-two", "good", "change", "bad", "focus"] {
        let ratio = Self.contrast(try #require(colours[shape]), try #require(colours["paper"]))
        #expect(ratio >= 3, "\(scheme): \(shape) has \(ratio)")
      }
    }
  }

  private static func colours(_ text: String) -> [String: UInt32] {
    text.components(separatedBy: "--").dropFirst().reduce(into: [:]) { colours, part in
      let sides = part.components(separatedBy: ": #")
      guard sides.count > 1, let value = UInt32(sides[1].prefix(6), radix: 16) else { return }
      if colours[sides[0]] == nil { colours[sides[0]] = value }
    }
  }

  private static func contrast(_ one: UInt32, _ other: UInt32) -> Double {
    let (a, b) = (luminance(one), luminance(other))
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }

  private static func luminance(_ colour: UInt32) -> Double {
    func channel(_ shift: UInt32) -> Double {
      let value = Double(colour >> shift & 255) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * channel(16) + 0.7152 * channel(8) + 0.0722 * channel(0)
  }
}
