import Crypto
import Foundation
public import Transparency

/// What a party holds of a decision before, and after, a list makes it public: the decision, the
/// salt with which the log was committed to it, and the proof that the log holds that commitment.
///
/// It verifies offline: the bytes of the decision, hashed with the salt, are the commitment in the
/// entry, and the proof shows the entry in a checkpoint that the policy trusts.
public struct DecisionReceipt: Hashable, Sendable, Codable {
  /// The version of the format.
  public var v = 1
  /// What kind of file it is.
  public var type = "countermark-decision-receipt"
  /// 16 random bytes, Base64.
  public var salt: String
  /// The bytes of the decision as they were committed to, Base64: JSON.
  public var decision: String
  /// The proof (C2SP tlog-proof), whose extra data is the entry.
  public var proof: String

  /// A receipt of these parts; what they say is checked by ``verify(policy:)``.
  public init(salt: String, decision: String, proof: String) {
    self.salt = salt
    self.decision = decision
    self.proof = proof
  }
}

/// Why a receipt of a decision proves nothing.
@nonexhaustive
public enum DecisionReceiptError: Error, Hashable, Sendable {
  /// The bytes are no such receipt.
  case unreadable(String)
  /// The decision and the salt are not what the entry commits to.
  case differs
  /// The proof does not hold.
  case proof(String)
}

extension DecisionReceiptError: CustomStringConvertible {
  /// A sentence for people.
  public var description: String {
    switch self {
    case .unreadable(let reason): "this is no receipt of a decision: \(reason)"
    case .differs:
      "the decision in this receipt is not the one that the log is committed to: it was changed"
    case .proof(let reason): "the proof in this receipt does not hold: \(reason)"
    }
  }
}

extension DecisionReceipt {
  /// The most bytes that are read.
  public static let maximumBytes = 1 << 20

  /// Reads a receipt.
  public init(parsing bytes: [UInt8]) throws(DecisionReceiptError) {
    guard bytes.count <= Self.maximumBytes else { throw .unreadable("it is too long") }
    do {
      self = try JSONDecoder().decode(DecisionReceipt.self, from: Data(bytes))
    } catch {
      throw .unreadable("\(error)")
    }
    guard v == 1, type == "countermark-decision-receipt" else {
      throw .unreadable("it is of another type, or of a newer version")
    }
  }

  /// The bytes of the decision: JSON.
  public var decisionBytes: [UInt8]? { Data(base64Encoded: decision).map { [UInt8]($0) } }

  /// Checks everything that can be checked without asking anybody.
  ///
  /// - Parameter policy: Whose log and witnesses are trusted.
  /// - Returns: What the proof shows.
  /// - Throws: ``DecisionReceiptError``.
  public func verify(policy: TrustPolicy) throws(DecisionReceiptError) -> ProofVerdict {
    guard let salt = Data(base64Encoded: salt), salt.count == 16, let decision = decisionBytes
    else { throw .unreadable("salt or decision is not Base64") }
    let verdict: ProofVerdict
    let entry: [UInt8]
    do {
      let proof = try LogProof(parsing: Array(proof.utf8))
      guard let extra = proof.extra else { throw DecisionReceiptError.proof("it has no entry") }
      entry = extra
      verdict = try proof.verify(entry: entry, policy: policy)
    } catch let error as DecisionReceiptError {
      throw error
    } catch {
      throw .proof("\(error)")
    }
    guard case .commitment(let leaf)? = try? Leaf(parsing: entry) else {
      throw .proof("its entry is no commitment to a decision")
    }
    let digest = SHA256.hash(data: salt + Data(decision)).map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
    guard digest == leaf.commitment else { throw .differs }
    return verdict
  }
}
