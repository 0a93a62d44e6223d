import Foundation
import Labels
import Media

/// Where a labelled file goes: over the old one, or to a new place.
enum LabelTarget {
  /// Opens a file and writes what is planned for it.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - output: The new file; nil to write over the old one.
  ///   - plan: Plans the label.
  /// - Returns: What became of the file.
  /// - Throws: ``MediaError`` and ``LabelError``; the file is then as it was.
  static func write(
    _ path: String, to output: String?, _ plan: (MediaFile) throws -> LabelPlan
  ) throws -> LabelAnswer {
    let file = try open(path)
    let plan = try plan(file)
    let outcome =
      if let output {
        try plan.write(to: output, like: path)
      } else {
        try plan.write(over: path)
      }
    return LabelAnswer(file: path, outcome, left: plan.left)
  }

  /// Opens a file; a text whose name ends as Markdown's does is taken for that.
  static func open(_ path: String) throws -> MediaFile {
    let isMarkdown = [".md", ".markdown"].contains {
      path.utf8.suffix($0.utf8.count).elementsEqual($0.utf8)
    }
    return try MediaFile(
      reading: try FileSource(path: path), assuming: isMarkdown ? .markdown : nil)
  }

  /// The time now, in milliseconds since 1970.
  static var now: Int64 { Int64(Date().timeIntervalSince1970 * 1000) }
}
