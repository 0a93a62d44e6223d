import Crypto
import Foundation
public import Record
import Rules

/// Reads statements about organizations' credit codes from comma-separated text.
public enum OrganizationCodesTable {
  /// The headings that have to be there; others are passed over.
  public static let headings = ["credit_code", "subject_name", "observed", "source_url"]

  /// Reads a table of UTF-8 under ``headings``.
  ///
  /// - Throws: ``CSVError`` with the line: for a code whose check character does not hold, a day that is
  ///   none, a name or an address that is missing.
  public static func read(
    _ bytes: [UInt8], name: String
  ) throws(CSVError) -> (codes: [OrganizationCode], source: Source) {
    let table = try CSVTable(bytes)
    guard table.has(headings) else {
      throw CSVError(
        line: 1, reason: "these headings belong here: " + headings.joined(separator: ", "))
    }
    var codes: [OrganizationCode] = []
    for record in table.records {
      let code: CreditCode
      do {
        code = try CreditCode(parsing: table.field("credit_code", of: record))
      } catch {
        throw CSVError(line: record.line, reason: "credit_code: \(error.wording.en)")
      }
      let date = table.field("observed", of: record)
      guard let observed = Day(iso: date) else {
        throw CSVError(
          line: record.line, reason: "observed: \(date.shown) is no day of the form YYYY-MM-DD")
      }
      let name = CellText.onOneLine(table.field("subject_name", of: record))
      guard !name.isEmpty, name.utf8.count <= 1000 else {
        throw CSVError(
          line: record.line, reason: "subject_name: the organization's name is missing")
      }
      let address = table.field("source_url", of: record)
      guard address.hasPrefix("https://") || address.hasPrefix("http://"),
        address.utf8.count <= 2000
      else {
        throw CSVError(
          line: record.line,
          reason: "source_url: say where the code can be looked up, with https:// in front")
      }
      codes.append(
        OrganizationCode(
          creditCode: code, organization: name, observed: observed, address: address))
    }
    let digest = SHA256.hash(data: Data(bytes)).map { byte in
      let digits = String(byte, radix: 16)
      return digits.utf8.count == 1 ? "0" + digits : digits
    }.joined()
    return (codes, Source(name: name, sha256: digest, bytes: bytes.count))
  }
}
