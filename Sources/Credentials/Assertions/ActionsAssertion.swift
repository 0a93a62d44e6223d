/// What was done to the asset (C2PA, 18.15), version 1 or 2.
public struct ActionsAssertion: Sendable {
  /// One action.
  public struct Action: Sendable {
    /// The name: `c2pa.created`.
    public let name: String
    /// The whole map.
    public let map: CBOR

    /// The parameters, where there are any.
    public var parameters: CBOR? { map["parameters"] }
    /// The digital source type, where the action names one.
    public var digitalSourceType: String? { map["digitalSourceType"]?.text }

    /// The ingredients that the action refers to: by `ingredients` (version 2) or `ingredient`
    /// (version 1, and 2 before 2.2).
    public var ingredients: [HashedURI] {
      let list = parameters?["ingredients"]?.array ?? map["ingredients"]?.array ?? []
      let one = parameters?["ingredient"].map { [$0] } ?? []
      return (list + one).compactMap { HashedURI($0) }
    }
  }

  /// The actions, in their order.
  public let actions: [Action]
  /// Whether the writer says that these are all.
  public let isComplete: Bool?
  /// The whole map.
  public let map: CBOR

  /// Reads the assertion.
  ///
  /// - Throws: ``AssertionFault`` with `assertion.action.malformed`.
  public init(_ item: CBOR) throws(AssertionFault) {
    guard let list = item["actions"]?.array, !list.isEmpty else {
      throw AssertionFault(.assertionActionMalformed, "the assertion has no action in it")
    }
    var actions: [Action] = []
    for entry in list {
      guard let name = entry["action"]?.text, !name.isEmpty else {
        throw AssertionFault(.assertionActionMalformed, "an action has no name")
      }
      actions.append(Action(name: name, map: entry))
    }
    self.actions = actions
    isComplete = item["allActionsIncluded"]?.bool
    map = item
  }
}
