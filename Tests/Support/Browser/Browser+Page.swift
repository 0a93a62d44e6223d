public import Foundation

extension Browser {
  /// Goes to an address and waits until the page has loaded.
  public func go(_ address: String) async throws {
    try await send("POST", "/url", ["url": .string(address)])
  }

  /// Opens a page given as HTML text; for tests of the harness.
  public func show(html: String) async throws {
    try await go("data:text/html;charset=utf-8;base64," + Data(html.utf8).base64EncodedString())
  }

  /// The address of the page.
  public func address() async throws -> String {
    try await send("GET", "/url").string ?? ""
  }

  /// The title of the page.
  public func title() async throws -> String {
    try await send("GET", "/title").string ?? ""
  }

  /// The page as it stands now, as HTML text.
  public func source() async throws -> String {
    try await send("GET", "/source").string ?? ""
  }

  /// Sets the size of the page in CSS pixels, whatever the window can be.
  public func size(width: Int, height: Int) async throws {
    try await devtools(
      "Emulation.setDeviceMetricsOverride",
      [
        "width": .number(Double(width)), "height": .number(Double(height)),
        "deviceScaleFactor": 1, "mobile": .bool(width < 600),
      ])
  }

  /// Runs the body of a function in the page and returns what it returns.
  ///
  /// - Parameters:
  ///   - script: The body; its parameters are `arguments`. A promise is waited for.
  ///   - arguments: What it is given.
  /// - Returns: What the function returns.
  /// - Throws: ``HarnessError`` with what the script threw.
  @discardableResult
  public func execute(_ script: String, _ arguments: [JSON] = []) async throws -> JSON {
    try await send(
      "POST", "/execute/sync", ["script": .string(script), "args": .array(arguments)])
  }

  /// How far the page reaches beyond the window's right edge, in CSS pixels: 0 unless a reader
  /// would have to scroll sideways.
  public func overhang() async throws -> Int {
    let page = try await execute(
      "return document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return page.int ?? 0
  }

  /// Saves a picture of the page as PNG, and says where.
  ///
  /// - Parameters:
  ///   - file: Where to; folders on the way are made.
  ///   - whole: Whether the whole page is shown, or only what the window shows.
  /// - Returns: The file.
  /// - Throws: ``HarnessError`` where the browser gives no picture.
  @discardableResult
  public func screenshot(to file: URL, whole: Bool = true) async throws -> URL {
    var parameters: [String: JSON] = ["format": "png", "captureBeyondViewport": .bool(whole)]
    if whole {
      let size = try await devtools("Page.getLayoutMetrics")["cssContentSize"]
      parameters["clip"] = [
        "x": 0, "y": 0, "width": size["width"],
        "height": .number(min(size["height"].number ?? 0, 12_000)), "scale": 1,
      ]
    }
    let picture = try await devtools("Page.captureScreenshot", .object(parameters))["data"]
    guard let data = picture.string.flatMap({ Data(base64Encoded: $0) }) else {
      throw HarnessError("the browser gave no picture of \(try await address())")
    }
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: file)
    return file
  }

  /// The cookies that the page can have, by name.
  public func cookies() async throws -> [String: String] {
    let cookies = try await send("GET", "/cookie").array
    return Dictionary(
      cookies.map { ($0["name"].string ?? "", $0["value"].string ?? "") },
      uniquingKeysWith: { _, later in later })
  }

  /// What the pages since the last call complained of.
  ///
  /// Errors of scripts, refusals of the content security policy, things that did not load.
  public func complaints() async throws -> [String] {
    let log = try await send("POST", "/se/log", ["type": "browser"])
    return log.array.filter { ["SEVERE", "WARNING"].contains($0["level"].string) }
      .compactMap { $0["message"].string }
  }
}
