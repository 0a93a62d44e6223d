public import Certificates
public import Media

/// Reads and validates Content Credentials (C2PA 2.4, 15, and what earlier versions wrote).
///
/// It reads no network. A validator is worth keeping: it remembers the certificate signatures that it
/// has verified. It may be used from several threads.
public struct CredentialValidator: Sendable {
  /// Whom to trust.
  public let trust: Trust
  /// Whom to trust about the identities of others than the signer (CAWG); these are lists of their own.
  public let identityTrust: Trust

  let known = KnownCertificates()

  /// A validator that trusts those lists.
  public init(trust: Trust = Trust(), identityTrust: Trust = Trust()) {
    self.trust = trust
    self.identityTrust = identityTrust
  }

  /// Validates the credential of a file.
  ///
  /// - Parameters:
  ///   - source: The file.
  ///   - sidecar: A store that belongs to the file and is not in it; it is taken instead of one that
  ///     is.
  ///   - fragments: Fragments that belong to a film whose init segment the file is.
  ///   - now: The time at which certificates are judged where no time-stamp tells another.
  /// - Returns: What was found.
  public func report(
    on source: any ByteSource, sidecar: [UInt8]? = nil, fragments: [any ByteSource] = [],
    at now: Moment
  ) -> ValidationReport {
    do throws(MediaError) {
      let file = try MediaFile(reading: source, limits: .credentials)
      return report(on: file, sidecar: sidecar, fragments: fragments, at: now)
    } catch {
      return CredentialValidator.unreadable("the file cannot be read: \(error)", now)
    }
  }

  /// Validates the credential of a file that was already looked into.
  ///
  /// The parameters are those of ``report(on:sidecar:fragments:at:)``.
  public func report(
    on file: MediaFile, sidecar: [UInt8]? = nil, fragments: [any ByteSource] = [], at now: Moment
  ) -> ValidationReport {
    report(on: file, sidecar: sidecar, fragments: fragments, written: nil, at: now)
  }

  /// Validates the credential of a file of whose content some hashes may be known.
  func report(
    on file: MediaFile, sidecar: [UInt8]? = nil, fragments: [any ByteSource] = [],
    written: WrittenContent?, at now: Moment
  ) -> ValidationReport {
    let located = StoreLocation(file, sidecar: sidecar)
    guard !located.stores.isEmpty else {
      return ValidationReport(
        format: file.format, place: .nowhere, remote: located.remote, store: nil, state: .none,
        unchanged: .unknown(located.sentence), statuses: located.statuses, ingredients: [],
        manifestStatuses: [], signers: [], identities: [], time: now)
    }
    let store: ManifestStore
    do throws(JUMBFError) {
      store = try ManifestStore(decoding: located.stores)
    } catch {
      let status = ValidationStatus(.generalError, nil, "the manifest store is broken: \(error)")
      return ValidationReport(
        format: file.format, place: located.place, remote: located.remote, store: nil,
        state: .invalid, unchanged: .unknown(status.sentence), statuses: [status],
        ingredients: [], manifestStatuses: [], signers: [], identities: [], time: now)
    }
    var validation = StoreValidation(
      store: store, file: file, location: located, fragments: fragments, validator: self, now: now,
      written: written)
    return validation.report()
  }

  static func unreadable(_ sentence: String, _ now: Moment) -> ValidationReport {
    ValidationReport(
      format: nil, place: .nowhere, remote: nil, store: nil, state: .none,
      unchanged: .unknown(sentence),
      statuses: [ValidationStatus(.generalError, nil, sentence)], ingredients: [],
      manifestStatuses: [], signers: [], identities: [],
      time: now)
  }
}

extension MediaLimits {
  /// What is read of a file for its credential.
  static let credentials: MediaLimits = {
    var limits = MediaLimits.standard
    limits.findsStrays = false
    return limits
  }()
}
