import Foundation

/// One element of a page.
public struct Element: Sendable {
  let browser: Browser
  let id: String

  /// The key under which WebDriver hands elements around.
  static let key = "element-6066-11e4-a52e-4f735466cecf"

  /// It as an argument to ``Browser/execute(_:_:)``.
  public var reference: JSON { .object([Element.key: .string(id)]) }

  /// Clicks on it, as a person does: it fails if something lies over it.
  public func click() async throws { try await post("click", [:]) }

  /// Clicks on what leads to another page, and waits until this one is gone: a click answers as
  /// soon as it was done, and the page that it asks for comes when it comes.
  public func follow() async throws {
    try await click()
    let clock = ContinuousClock()
    let end = clock.now + .seconds(20)
    while clock.now < end, (try? await get("enabled")) != nil {
      try await Task.sleep(for: .milliseconds(20))
    }
  }

  /// Types a text into it; `\u{E007}` is the Enter key.
  public func type(_ text: String) async throws { try await post("value", ["text": .string(text)]) }

  /// Empties a field.
  public func clear() async throws { try await post("clear", [:]) }

  /// Its text as a reader sees it.
  public func text() async throws -> String { try await get("text").string ?? "" }

  /// The name under which assistive technology knows it.
  public func accessibleName() async throws -> String {
    try await get("computedlabel").string ?? ""
  }

  /// Its role as assistive technology knows it.
  public func role() async throws -> String { try await get("computedrole").string ?? "" }

  /// One of its attributes, as it now stands.
  public func attribute(_ name: String) async throws -> String? {
    try await get("attribute/\(name)").string
  }

  /// One of its properties.
  public func property(_ name: String) async throws -> JSON { try await get("property/\(name)") }

  /// Whether it can be seen.
  public func isDisplayed() async throws -> Bool { try await get("displayed").bool ?? false }

  /// The first element inside it that a CSS selector names.
  public func find(_ selector: String) async throws -> Element {
    try await browser.element(in: "/element/\(id)", selector)
  }

  private func get(_ path: String) async throws -> JSON {
    try await browser.send("GET", "/element/\(id)/\(path)")
  }

  private func post(_ path: String, _ body: JSON) async throws {
    try await browser.send("POST", "/element/\(id)/\(path)", body)
  }
}

extension Browser {
  /// The first element that a CSS selector names.
  ///
  /// - Throws: ``HarnessError`` where there is none.
  public func find(_ selector: String) async throws -> Element {
    try await element(in: "", selector)
  }

  /// All elements that a CSS selector names.
  public func findAll(_ selector: String) async throws -> [Element] {
    let found = try await send(
      "POST", "/elements", ["using": "css selector", "value": .string(selector)])
    return found.array.compactMap { $0[Element.key].string }.map { Element(browser: self, id: $0) }
  }

  /// The texts of all elements that a CSS selector names.
  public func texts(_ selector: String) async throws -> [String] {
    var texts: [String] = []
    for element in try await findAll(selector) { texts.append(try await element.text()) }
    return texts
  }

  /// Presses keys wherever the focus is: `\u{E004}` is Tab, `\u{E007}` Enter.
  public func press(_ keys: String) async throws {
    let strokes = keys.flatMap { key -> [JSON] in
      [
        ["type": "keyDown", "value": .string(String(key))],
        ["type": "keyUp", "value": .string(String(key))],
      ]
    }
    try await send(
      "POST", "/actions",
      ["actions": [["type": "key", "id": "keyboard", "actions": .array(strokes)]]])
  }

  /// The element that has the focus.
  public func focused() async throws -> Element {
    guard let id = try await send("GET", "/element/active")[Element.key].string else {
      throw HarnessError("nothing has the focus on \(try await address())")
    }
    return Element(browser: self, id: id)
  }

  func element(in parent: String, _ selector: String) async throws -> Element {
    let found = try await send(
      "POST", "\(parent)/element", ["using": "css selector", "value": .string(selector)])
    guard let id = found[Element.key].string else {
      throw HarnessError("no element: \(selector)")
    }
    return Element(browser: self, id: id)
  }
}
