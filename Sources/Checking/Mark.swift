internal import Labels
public import Rules

/// Something in a file that says how it was made, and where it stands.
public struct Mark: Hashable, Sendable, Codable {
  /// What kind of mark.
  @nonexhaustive
  public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    /// The label in the metadata that GB 45438-2025 asks for.
    case label
    /// The IPTC digital source type, or IPTC's fields about AI systems.
    case sourceType = "source-type"
    /// A C2PA manifest.
    case credential
    /// What a coder or a service left behind, known by its form.
    case trace
  }

  /// One thing that the mark says, under the name that its standard gives it.
  public struct Field: Hashable, Sendable, Codable {
    /// The name.
    public var name: String
    /// The value as it stands.
    public var value: String

    /// A name and its value.
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// What kind of mark.
  public var kind: Kind
  /// The verdict that this mark alone would lead to.
  public var verdict: Verdict
  /// Where it was found, in the words of the format.
  public var place: String
  /// The byte of the file at which its structure begins, counted from 0.
  public var offset: Int
  /// What it says, in one sentence.
  public var sentence: Wording
  /// What it says, field by field.
  public var fields: [Field]
  /// Whom it names.
  public var producers: [Producer]

  /// A mark at a place.
  public init(
    kind: Kind, verdict: Verdict, place: String, offset: Int, sentence: Wording,
    fields: [Field] = [], producers: [Producer] = []
  ) {
    self.kind = kind
    self.verdict = verdict
    self.place = place
    self.offset = offset
    self.sentence = sentence
    self.fields = fields
    self.producers = producers
  }
}

/// Whom a mark names.
public struct Producer: Hashable, Sendable, Codable {
  /// What it is said to have done.
  public enum Part: String, Hashable, Sendable, Codable, CaseIterable {
    /// It made the content.
    case producer
    /// It spread the content.
    case propagator
  }

  /// What it is said to have done.
  public var part: Part
  /// The name or code as it stands in the mark.
  public var text: String
  /// The code, where the text is one and its check character holds.
  public var code: ProviderCode?

  /// A name as it stands; it is read as a code where it is one.
  ///
  /// A credit code alone leads to the organization: it is taken as the code of no service in particular.
  public init(_ part: Part, _ text: String) {
    self.part = part
    self.text = text
    switch ContentProducer(reading: text) {
    case .code(let code): self.code = code
    case .organization(let code): self.code = ProviderCode(creditCode: code)
    case .nobody, .name, .broken: self.code = nil
    }
  }
}
