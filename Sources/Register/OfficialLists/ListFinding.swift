public import Rules

/// Something about a list that a reader should know: a misprint, a gap, a cell that was not
/// understood.
///
/// A finding never changes what is printed.
public struct ListFinding: Hashable, Sendable, Codable {
  /// What was found; the raw value is the stable identifier.
  public enum Rule: String, Hashable, Sendable, Codable, CaseIterable {
    /// The number's check digit does not go with its other digits.
    case numberCheckDigit = "number-check-digit"
    /// The number cannot be read: too many digits, too few, or something else among them.
    case numberMalformed = "number-malformed"
    /// The number is readable, but not in its printed form: blanks, full width, a missing prefix.
    case numberForm = "number-form"
    /// The category in the number is not the one that the list says.
    case numberCategory = "number-category"
    /// The number was issued in a later year than the list's.
    case numberYear = "number-year"
    /// The number stands in an earlier row of the same list.
    case numberRepeated = "number-repeated"
    /// The first six digits are no administrative division.
    case regionUnknown = "region-unknown"
    /// The role is none that the law knows.
    case roleUnknown = "role-unknown"
    /// The category is none that the lists use.
    case categoryUnknown = "category-unknown"
    /// Two products stand side by side without a separator.
    case productSeparator = "product-separator"
    /// A product has no form in brackets, where its neighbours have.
    case productForm = "product-form"
    /// The cell says that there are more products than it names (等).
    case productsOmitted = "products-omitted"
    /// A separator stands where no product follows or precedes.
    case productEmpty = "product-empty"
    /// A statement of the note was not understood.
    case noteNotUnderstood = "note-not-understood"
    /// The note gives several months for several statements, and not which for which.
    case noteMonths = "note-months"
    /// The serial number does not follow the one before.
    case serialGap = "serial-gap"
    /// The row has no serial number, or one that cannot be read.
    case serialUnreadable = "serial-unreadable"
    /// The row takes this cell from a merged cell.
    case cellMerged = "cell-merged"
    /// The row has fewer cells than the list has columns.
    case cellsMissing = "cells-missing"
    /// The row has more cells than the list has columns.
    case cellsSurplus = "cells-surplus"
    /// A cell that every filing needs is empty.
    case cellEmpty = "cell-empty"
    /// A line is broken within the cell.
    case cellBroken = "cell-broken"
    /// A table within the cell was taken as its text.
    case cellNested = "cell-nested"
    /// The row was put together from several rows of the document.
    case rowSplit = "row-split"
    /// The cell has ideographs of a compatibility block that look like ordinary ones.
    case compatibilityCharacter = "compatibility-character"
    /// A row of the document without any text was left out.
    case rowEmpty = "row-empty"
    /// A table of the document is no part of the list.
    case tableForeign = "table-foreign"
    /// The document has tracked changes, which were taken as accepted.
    case trackedChanges = "tracked-changes"
    /// The document has hidden text, which was left out.
    case hiddenText = "hidden-text"
    /// The document numbers paragraphs in a way that is not known here.
    case numberingUnknown = "numbering-unknown"
  }

  /// What was found.
  public var rule: Rule
  /// The list, `track/period`.
  public var list: String
  /// The row's position from 1, where the finding is about a row.
  public var row: Int?
  /// The heading of the column, where the finding is about a cell.
  public var column: String?
  /// One sentence that says what was found.
  public var wording: Wording

  /// A finding at a place.
  public init(
    rule: Rule, list: String, row: Int? = nil, column: String? = nil, wording: Wording
  ) {
    self.rule = rule
    self.list = list
    self.row = row
    self.column = column
    self.wording = wording
  }
}

extension ListFinding: CustomStringConvertible {
  /// The place and the sentence in English.
  public var description: String {
    let place = [list, row.map { "row \($0)" }, column].compactMap(\.self)
    return "\(place.joined(separator: ", ")): \(wording.en)"
  }
}
