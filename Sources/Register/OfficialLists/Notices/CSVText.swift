/// Why a comma-separated text is refused, and in which line.
public struct CSVError: Error, Hashable, Sendable {
  /// The line, from 1.
  public let line: Int
  /// What is wrong and what to do.
  public let reason: String
}

extension CSVError: CustomStringConvertible {
  /// The line and what is wrong.
  public var description: String { "line \(line): \(reason)" }
}

/// Comma-separated text (RFC 4180): records of fields, quotes doubled within quotes.
///
/// Lines may end with LF alone, and a byte order mark is passed over.
enum CSVText {
  /// How much is taken.
  enum Limit {
    static let records = 200_000
    static let fields = 64
    static let fieldBytes = 16 << 10
  }

  /// A record and the line in which it begins.
  struct Record: Hashable {
    let line: Int
    let fields: [String]
  }

  /// The records of a text; empty lines are left out.
  static func records(_ bytes: [UInt8]) throws(CSVError) -> [Record] {
    guard String(validating: bytes, as: UTF8.self) != nil, !bytes.contains(0) else {
      throw CSVError(line: 1, reason: "the text is not UTF-8; save it again in that encoding")
    }
    var parser = Parser(bytes: bytes[(bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)...])
    return try parser.records()
  }

  private struct Parser {
    let bytes: ArraySlice<UInt8>
    var place: Int
    var line = 1

    init(bytes: ArraySlice<UInt8>) {
      self.bytes = bytes
      self.place = bytes.startIndex
    }

    mutating func records() throws(CSVError) -> [Record] {
      var records: [Record] = []
      while place < bytes.endIndex {
        let start = line
        let fields = try record()
        if fields == [""] { continue }
        guard records.count < Limit.records else {
          throw CSVError(line: line, reason: "more than \(Limit.records) records; refused")
        }
        records.append(Record(line: start, fields: fields))
      }
      return records
    }

    private mutating func record() throws(CSVError) -> [String] {
      var fields: [String] = []
      while true {
        guard fields.count < Limit.fields else {
          throw CSVError(line: line, reason: "more than \(Limit.fields) fields; refused")
        }
        fields.append(try field())
        guard place < bytes.endIndex else { return fields }
        let byte = bytes[place]
        place += 1
        if byte == 0x2C { continue }
        // CR LF, LF, or CR alone.
        if byte == 0x0D, place < bytes.endIndex, bytes[place] == 0x0A { place += 1 }
        line += 1
        return fields
      }
    }

    private mutating func field() throws(CSVError) -> String {
      guard place < bytes.endIndex, bytes[place] == 0x22 else {
        let start = place
        while place < bytes.endIndex, ![0x2C, 0x0A, 0x0D].contains(bytes[place]) {
          guard bytes[place] != 0x22 else {
            throw CSVError(line: line, reason: "a quotation mark within a field without quotes")
          }
          place += 1
        }
        return try text(bytes[start..<place])
      }
      let first = line
      place += 1
      var content: [UInt8] = []
      while place < bytes.endIndex {
        let byte = bytes[place]
        place += 1
        if byte == 0x22 {
          guard place < bytes.endIndex, bytes[place] == 0x22 else {
            guard place == bytes.endIndex || [0x2C, 0x0A, 0x0D].contains(bytes[place]) else {
              throw CSVError(line: line, reason: "text after the quotation mark that ends a field")
            }
            return try text(content[...])
          }
          place += 1
        } else if byte == 0x0A {
          line += 1
        }
        content.append(byte)
        if content.count > Limit.fieldBytes { break }
      }
      guard place < bytes.endIndex || content.count > Limit.fieldBytes else {
        throw CSVError(line: first, reason: "a quoted field that begins here never ends")
      }
      return try text(content[...])
    }

    private func text(_ content: ArraySlice<UInt8>) throws(CSVError) -> String {
      guard content.count <= Limit.fieldBytes else {
        throw CSVError(
          line: line, reason: "a field of more than \(Limit.fieldBytes) bytes; refused")
      }
      return String(decoding: content, as: UTF8.self)
    }
  }
}
