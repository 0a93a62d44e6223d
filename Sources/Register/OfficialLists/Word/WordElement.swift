/// The elements of WordprocessingML that bear on what a table prints.
enum WordElement: Hashable, Sendable {
  case body, table, row, rowProperties, cell, cellProperties
  case paragraph, paragraphProperties, run, runProperties
  case text, tab, lineBreak, carriageReturn, noBreakHyphen, symbol
  case numbering, numberingList, numberingLevel, paragraphStyle
  case gridSpan, gridBefore, verticalMerge, horizontalMerge, cellDeleted
  case inserted, deleted, hidden
  /// Its content is not part of what is printed in the cell.
  case skipped
  case other

  /// The element of that name in the main namespace.
  static func named(_ name: String) -> WordElement { names[name] ?? .other }

  private static let names: [String: WordElement] = [
    "body": .body, "tbl": .table, "tr": .row, "trPr": .rowProperties, "tc": .cell,
    "tcPr": .cellProperties, "p": .paragraph, "pPr": .paragraphProperties, "r": .run,
    "rPr": .runProperties, "t": .text, "tab": .tab, "ptab": .tab, "br": .lineBreak,
    "cr": .carriageReturn, "noBreakHyphen": .noBreakHyphen, "sym": .symbol,
    "numPr": .numbering, "numId": .numberingList, "ilvl": .numberingLevel,
    "pStyle": .paragraphStyle, "gridSpan": .gridSpan, "gridBefore": .gridBefore,
    "vMerge": .verticalMerge, "hMerge": .horizontalMerge, "cellDel": .cellDeleted,
    "ins": .inserted, "moveTo": .inserted, "del": .deleted, "moveFrom": .deleted,
    "vanish": .hidden,
    // What a paragraph looked like before a tracked change, floating text, phonetic guides.
    "pPrChange": .skipped, "rPrChange": .skipped, "tcPrChange": .skipped,
    "trPrChange": .skipped, "numberingChange": .skipped, "txbxContent": .skipped,
    "drawing": .skipped, "pict": .skipped, "object": .skipped, "rt": .skipped,
  ]
}
