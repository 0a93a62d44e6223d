public import Certificates

/// What a manifest shall say, in the form that c2patool reads: a JSON object.
///
/// A key that is not known is an error and never passed over, so that nothing is signed that was meant
/// otherwise.
public struct ManifestDefinition: Sendable {
  /// What the signing is of.
  public enum Intent: Sendable, Hashable {
    /// New content; the address of its digital source type.
    case create(digitalSourceType: String)
    /// An edit of the file that is signed, or of the parent that is named.
    case edit
    /// A statement about the file that is signed, whose content stays as it is (C2PA, 11.2.3).
    case update
  }

  /// An assertion.
  public struct AssertionItem: Sendable {
    /// The label, without the number of the instance.
    public var label: String
    /// What it says.
    public var data: JSONValue
    /// Whether it is written as JSON and not as CBOR.
    public var isJSON: Bool
    /// Whether it is attributed to the signer.
    public var isCreated: Bool

    /// An assertion.
    public init(label: String, data: JSONValue, isJSON: Bool = false, isCreated: Bool = false) {
      self.label = label
      self.data = data
      self.isJSON = isJSON
      self.isCreated = isCreated
    }
  }

  /// A file that goes into the manifest as it is: its media type, and its path.
  public struct Resource: Sendable, Hashable {
    /// The media type.
    public var format: String
    /// The path, from ``ManifestDefinition/basePath`` on.
    public var identifier: String

    /// A file that goes into the manifest.
    public init(format: String, identifier: String) {
      self.format = format
      self.identifier = identifier
    }
  }

  /// Something that went into the asset.
  public struct IngredientItem: Sendable {
    /// The path of the file; nil where there is only a description of it.
    public var path: String?
    /// The title; nil for the name of the file.
    public var title: String?
    /// The media type; nil for what the bytes of the file say.
    public var format: String?
    /// How it went in.
    public var relationship = IngredientAssertion.Relationship.componentOf
    /// The instance id.
    public var instanceID: String?
    /// The name by which actions refer to it.
    public var label: String?
    /// The path of its manifest store, where that is not in the file.
    public var manifestData: String?
    /// A picture of it.
    public var thumbnail: Resource?
    /// A description.
    public var description: String?
    /// Where to read more.
    public var informationalURI: String?

    /// An ingredient by its file.
    public init(path: String? = nil) { self.path = path }
  }

  /// The algorithm that is named.
  public var algorithm: SigningAlgorithm?
  /// The path of the private key that is named.
  public var privateKey: String?
  /// The path of the certificates that are named.
  public var signCert: String?
  /// The address of the time-stamp authority that is named.
  public var timeStampAuthority: String?
  /// The generator's name, version and more; empty for our own.
  public var generator: [(String, JSONValue)] = []
  /// The title.
  public var title: String?
  /// The media type that is named; the bytes of the file decide.
  public var format: String?
  /// The instance id of the asset; nil for a new one.
  public var instanceID: String?
  /// The label of the manifest; nil for a new one.
  public var label: String?
  /// A picture of the asset.
  public var thumbnail: Resource?
  /// What went into the asset.
  public var ingredients: [IngredientItem] = []
  /// The assertions.
  public var assertions: [AssertionItem] = []
  /// The folder that paths start from.
  public var basePath: String?
  /// What the signing is of, where that is said.
  public var intent: Intent?
  /// The addresses of assertions of earlier manifests that are taken out (C2PA, 6.8).
  public var redactions: [String] = []
  /// What was passed over, each with its reason.
  public internal(set) var remarks: [String] = []

  /// A definition that says nothing yet.
  public init() {}

  /// Reads a definition.
  ///
  /// - Throws: ``SigningError/definition(place:_:)`` with the place and what is wrong there.
  public init(json: [UInt8]) throws(SigningError) {
    let value: JSONValue
    do throws(JSONError) { value = try JSONValue(decoding: json[...]) } catch {
      throw .definition(place: "", "\(error)")
    }
    try self.init(value)
  }
}
