extension RegisterAnswer: Codable {
  /// Which answer it is, as JSON names it.
  public enum Status: String, Hashable, Sendable, Codable, CaseIterable {
    /// No register was asked.
    case notAsked = "not-asked"
    /// There is no code to ask about.
    case noCode = "no-code"
    /// One filing.
    case filing
    /// The organization is known; its filing is not determined.
    case organization
    /// The register knows nothing of it.
    case notInRegister = "not-in-register"
    /// The register could not be asked.
    case unanswered
  }

  private enum Key: String, CodingKey {
    case status, filing, organization, reason
  }

  /// Which answer it is.
  public var status: Status {
    switch self {
    case .notAsked: .notAsked
    case .noCode: .noCode
    case .filing: .filing
    case .organization: .organization
    case .notInRegister: .notInRegister
    case .unanswered: .unanswered
    }
  }

  /// Reads an object with `status`, and `filing`, `organization` or `reason` where that has one.
  public init(from decoder: any Decoder) throws {
    let object = try decoder.container(keyedBy: Key.self)
    switch try object.decode(Status.self, forKey: .status) {
    case .notAsked: self = .notAsked
    case .noCode: self = .noCode
    case .notInRegister: self = .notInRegister
    case .filing: self = .filing(try object.decode(FiledModel.self, forKey: .filing))
    case .organization:
      self = .organization(try object.decode(KnownOrganization.self, forKey: .organization))
    case .unanswered: self = .unanswered(try object.decode(String.self, forKey: .reason))
    }
  }

  /// Writes an object with `status`, and `filing`, `organization` or `reason` where that has one.
  public func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: Key.self)
    try object.encode(status, forKey: .status)
    switch self {
    case .filing(let filing): try object.encode(filing, forKey: .filing)
    case .organization(let organization):
      try object.encode(organization, forKey: .organization)
    case .unanswered(let reason): try object.encode(reason, forKey: .reason)
    case .notAsked, .noCode, .notInRegister: break
    }
  }
}
