/// The actions of a manifest that is yet to be written (C2PA, 18.15, version 2): one assertion, whose
/// first action says how the content began.
struct ActionsDraft {
  /// The ingredients, with the address and the hash of each.
  let ingredients: [(draft: IngredientDraft, reference: HashedURI)]
  /// The place of the parent among them.
  let parent: Int?

  /// The assertion.
  ///
  /// - Throws: ``SigningError/definition(place:_:)``.
  func cbor(
    _ definition: ManifestDefinition, carriesCredential: Bool
  ) throws(SigningError) -> CBOR {
    let given = definition.assertions.enumerated().filter { $0.element.isActions }
    guard given.count <= 1 else {
      throw .definition(
        place: "assertions[\(given[1].offset)]", "put all actions into one assertion")
    }
    var members: [(String, CBOR)] = []
    var actions: [CBOR] = []
    let place = given.first.map { "assertions[\($0.offset)].data" } ?? "intent"
    if let data = given.first?.element.data {
      guard let object = data.object, let list = data["actions"]?.array else {
        throw .definition(place: place, "actions has to be a list")
      }
      for (name, value) in object where name != "actions" {
        members.append((name, CBOR(json: value)))
      }
      for (number, item) in list.enumerated() {
        actions.append(try action(item, at: "\(place).actions[\(number)]"))
      }
    }
    let firsts = actions.indices.filter {
      let name = actions[$0]["action"]?.text
      return name == "c2pa.created" || name == "c2pa.opened"
    }
    guard firsts.count <= 1, firsts.first ?? 0 == 0 else {
      throw .definition(
        place: place, "c2pa.created or c2pa.opened has to be the first action and there only once")
    }
    if firsts.isEmpty { actions.insert(try first(definition), at: 0) }
    let isCreated = actions.first?["action"]?.text == "c2pa.created"
    if isCreated, carriesCredential || parent != nil {
      throw .definition(
        place: place,
        carriesCredential
          ? "the file carries a credential already, which stays: it has to be c2pa.opened, not "
            + "c2pa.created"
          : "there is a parent: it has to be c2pa.opened, not c2pa.created")
    }
    for address in definition.redactions {
      let isSaid = actions.contains {
        $0["action"]?.text == "c2pa.redacted" && $0["parameters"]?["redacted"]?.text == address
      }
      guard !isSaid else { continue }
      actions.append(
        .map([
          ("action", .text("c2pa.redacted")),
          ("parameters", .map([("redacted", .text(address))])),
        ]))
    }
    members.append(("actions", .array(actions)))
    return .map(members)
  }

  /// The first action, where the definition has none.
  private func first(_ definition: ManifestDefinition) throws(SigningError) -> CBOR {
    if case .create(let type)? = definition.intent {
      return .map([("action", .text("c2pa.created")), ("digitalSourceType", .text(type))])
    }
    guard let parent else {
      throw .definition(
        place: "assertions",
        "nothing says how the content began: add the action c2pa.created with a digitalSourceType, or "
          + "a parent, or an intent")
    }
    return .map([
      ("action", .text("c2pa.opened")),
      ("parameters", .map([("ingredients", .array([ingredients[parent].reference.cbor]))])),
    ])
  }

  private func action(_ value: JSONValue, at place: String) throws(SigningError) -> CBOR {
    guard let members = value.object, let name = value["action"]?.text, !name.isEmpty else {
      throw .definition(place: place, "action is needed")
    }
    var entries: [(String, CBOR)] = []
    var parameters: [(String, CBOR)] = []
    var references: [HashedURI] = []
    for (key, value) in members {
      switch key {
      case "when":
        guard let time = value.text else {
          throw .definition(place: "\(place).when", "a time belongs here: 2026-01-01T00:00:00Z")
        }
        entries.append((key, .tagged(0, .text(time))))
      case "digitalSourceType":
        guard let text = value.text else {
          throw .definition(place: "\(place).\(key)", "a text belongs here")
        }
        entries.append(
          (key, .text(try ManifestDefinition.sourceType(text, at: "\(place).\(key)"))))
      case "softwareAgent":
        // Version 1 had a text where version 2 has a generator.
        entries.append((key, value.text.map { .map([("name", .text($0))]) } ?? CBOR(json: value)))
      case "instanceId": references += try find([value], at: "\(place).\(key)")
      case "parameters":
        guard let object = value.object else {
          throw .definition(place: "\(place).parameters", "an object belongs here")
        }
        for (key, value) in object {
          guard ["ingredientIds", "org.cai.ingredientIds", "ingredients"].contains(key) else {
            parameters.append((key, CBOR(json: value)))
            continue
          }
          references += try find(value.array ?? [value], at: "\(place).parameters.\(key)")
        }
      default: entries.append((key, CBOR(json: value)))
      }
    }
    if name == "c2pa.created", value["digitalSourceType"]?.text == nil {
      throw .definition(place: place, "c2pa.created needs a digitalSourceType")
    }
    if name == "c2pa.opened", references.isEmpty, let parent {
      references = [ingredients[parent].reference]
    }
    if !references.isEmpty {
      parameters.append(("ingredients", .array(references.map(\.cbor))))
    }
    if !parameters.isEmpty { entries.append(("parameters", .map(parameters))) }
    return .map(entries)
  }

  /// The ingredients that are meant by label or instance id.
  private func find(
    _ names: [JSONValue], at place: String
  ) throws(SigningError) -> [HashedURI] {
    var found: [HashedURI] = []
    for name in names {
      guard let text = name.text,
        let match = ingredients.first(where: {
          $0.draft.item.label == text || $0.draft.item.instanceID == text
        })
      else {
        throw .definition(
          place: place, "no ingredient has the label or instance_id \(name.text ?? "")")
      }
      found.append(match.reference)
    }
    return found
  }
}
