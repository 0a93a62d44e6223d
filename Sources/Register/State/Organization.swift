import Crypto
import Foundation
import Record
import Rules

/// An organization (主体) as the lists show it: official lists carry no credit codes, so it is
/// told by the subject number inside its filing numbers, and by its name.
public struct Organization: Sendable {
  /// The seven digits of the subject number, or `name-` and 16 hexadecimal digits of the name's
  /// SHA-256 where no number tells it.
  public let id: String
  /// The name in the newest filing.
  public let name: String
  /// Other names under which its filings stand, newest first.
  public let otherNames: [String]
  /// The subject numbers in its filings: a firm that moved may have more than one.
  public let subjectNumbers: [String]
  /// Its filings, newest first.
  public let filings: [FilingView]
}

extension FilingView {
  /// The identifier of the filing's organization.
  public var organizationID: String {
    if let number { return number.subjectDigits }
    return RegisterState.nameID(SearchNormalization.normalize(facts.organization))
  }
}

extension RegisterState {
  static func nameID(_ normalized: String) -> String {
    let digest = SHA256.hash(data: Data(normalized.utf8))
    return "name-"
      + digest.prefix(8).map { byte in
        let digits = String(byte, radix: 16)
        return digits.utf8.count == 1 ? "0" + digits : digits
      }.joined()
  }

  /// The organization with an identifier, with the filings that were published by then.
  ///
  /// A subject number leads to every filing with that number, and on to every filing under one of
  /// the names that these carry.
  public func organization(_ id: String, _ time: TimeView = .now) -> Organization? {
    var ordinals: Set<Int> = []
    if id.hasPrefix("name-") {
      guard let name = organizationNames.first(where: { Self.nameID($0) == id }) else { return nil }
      ordinals.formUnion(self.ordinals(ofName: name))
    } else {
      ordinals.formUnion(self.ordinals(ofSubject: id))
    }
    for ordinal in ordinals {
      guard let view = filings[ordinal]?.current else { continue }
      let name = SearchNormalization.normalize(view.facts.organization)
      ordinals.formUnion(self.ordinals(ofName: name))
    }
    let views = ordinals.sorted(by: >).compactMap { filings[$0]?.view(time) }
    guard let first = views.first else { return nil }
    var names: [String] = []
    var subjects: [String] = []
    for view in views {
      if !names.contains(view.facts.organization) { names.append(view.facts.organization) }
      if let digits = view.number?.subjectDigits, !subjects.contains(digits) {
        subjects.append(digits)
      }
    }
    return Organization(
      id: id, name: first.facts.organization, otherNames: Array(names.dropFirst()),
      subjectNumbers: subjects, filings: views)
  }
}
