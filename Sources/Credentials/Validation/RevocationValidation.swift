internal import Certificates

/// What is known of the revocation of a signer (C2PA, 15.9). Nobody is asked over the network.
struct RevocationValidation {
  let stapled: [[UInt8]]
  let late: [[UInt8]]
  let chain: [Certificate]
  /// The attested time, where there is one that counts.
  let moment: Moment?
  let url: String
  let validator: CredentialValidator

  /// What came of it.
  struct Outcome {
    var sentence: String?
    var statuses: [ValidationStatus] = []
  }

  func run() -> Outcome {
    Outcome(
      sentence: nil,
      statuses: [
        ValidationStatus(
          .signingCredentialOCSPSkipped, url, "whether the certificate was revoked was not asked")
      ])
  }
}
