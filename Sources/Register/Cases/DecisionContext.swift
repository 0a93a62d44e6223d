import Crypto
import Foundation
import HashTreeCollections
import Ledger
import Record
import Rules

/// What a decision on a case is made from.
struct DecisionContext {
  /// What the public log says.
  let state: RegisterState
  /// What the events say.
  let cases: CaseState
  /// What kind of register this is.
  let instance: Instance
  /// Who gives the command.
  let actor: Actor
  /// The clock.
  let now: Moment
  /// Reads a record that an event committed to.
  let record: (RecordReference) throws(RegisterError) -> LedgerRecord
  /// Where identifiers, salts and subject numbers come from.
  var generator: any RandomNumberGenerator

  mutating func identifier() -> Identifier { Identifier.random(using: &generator) }

  /// A record with a salt of its own.
  mutating func record(
    _ id: String, version: Int = 1, _ body: some Encodable
  ) throws(RegisterError) -> LedgerRecord {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let bytes: [UInt8]
    do { bytes = [UInt8](try encoder.encode(body)) } catch {
      throw .damaged("a record could not be written: \(error)")
    }
    var salt: [UInt8] = []
    while salt.count < LedgerRecord.saltBytes {
      // Each is a call of the system, and gives eight bytes as well as one.
      withUnsafeBytes(of: generator.next()) { salt += $0 }
    }
    return LedgerRecord(
      id: id, version: version, salt: Array(salt.prefix(LedgerRecord.saltBytes)), body: bytes)
  }

  /// The content of a record.
  func read<Body: Decodable>(
    _ type: Body.Type, _ reference: RecordReference
  ) throws(RegisterError) -> Body {
    let record = try record(reference)
    guard record.reference.digest == reference.digest,
      let body = try? JSONDecoder().decode(type, from: Data(record.body))
    else { throw .notAllowed(.lost(reference.id)) }
    return body
  }

  /// The account that acts, in use and with one of the roles.
  func account(_ needed: Set<AccountRole>) throws(RegisterError) -> Account {
    guard case .account(let id) = actor, let account = cases.accounts[id], account.isActive else {
      throw .notAllowed(.accountEnded)
    }
    guard !account.roles.isDisjoint(with: needed) else {
      throw .notAllowed(.role(needed: needed))
    }
    return account
  }
}

extension LedgerRecord {
  /// What an event says to commit to this record.
  var reference: RecordReference {
    let digits = Array("0123456789abcdef".utf8)
    var digest: [UInt8] = []
    for byte in SHA256.hash(data: salt + body) {
      digest += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
    return RecordReference(
      id: id, version: version, digest: String(decoding: digest, as: UTF8.self))
  }
}

/// What happened, with the records that the event commits to.
struct CaseFact {
  var event: CaseEvent
  var records: [LedgerRecord] = []
}
