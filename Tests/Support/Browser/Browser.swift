import Foundation

/// A real, headless Chromium, driven over W3C WebDriver.
///
/// Each one has its own profile and driver and is closed when the last one who holds it lets go.
/// Where there is no browser, tests are skipped by name:
///
///     @Test("The front page has no barrier", .enabled(if: Browser.isInstalled))
public final class Browser: Sendable {
  /// What a browser is opened with.
  public struct Options: Sendable {
    /// The language it asks for, as a BCP 47 tag.
    public var language = "en"
    /// The width of the page in CSS pixels; 390 is a phone.
    public var width = 1280
    /// The height of the page in CSS pixels.
    public var height = 900
    /// Whether pages may run scripts.
    public var scripting = true
    /// Whether it says that its user prefers dark colours.
    public var dark = false
    /// A name that leads to this machine's loopback, as another machine's would lead elsewhere.
    public var host: String?

    /// A desktop browser in English.
    public init() {}

    /// A browser with these settings.
    public init(
      language: String = "en", width: Int = 1280, height: Int = 900, scripting: Bool = true,
      dark: Bool = false
    ) {
      self.language = language
      self.width = width
      self.height = height
      self.scripting = scripting
      self.dark = dark
    }
  }

  /// Whether Chromium and its driver are installed.
  public static var isInstalled: Bool { chromium != nil && driver != nil }

  static let chromium = program(["chromium", "chromium-browser", "google-chrome"])
  static let driver = program(["chromedriver"])

  private let server: RunningServer
  private let profile: TemporaryDirectory
  private let session: String

  private init(server: RunningServer, profile: TemporaryDirectory, session: String) {
    self.server = server
    self.profile = profile
    self.session = session
  }

  /// Opens a browser.
  public static func open(_ options: Options = Options()) async throws -> Browser {
    guard let chromium, let driver else {
      throw HarnessError("no Chromium or no chromedriver; install them: scripts/setup --for test")
    }
    let profile = try TemporaryDirectory()
    let server = try await RunningServer.start(
      driver, arguments: { ["--port=\($0)", "--log-level=SEVERE"] }, answersAt: "/status",
      environment: [
        "LANGUAGE": options.language, "HOME": profile.path, "XDG_CONFIG_HOME": profile.path,
        "XDG_CACHE_HOME": profile.path,
      ])
    // In a container Chromium's sandbox often cannot be made, and for root never. Only our own
    // pages are opened, so it may do without.
    let sandboxes = getuid() == 0 ? [false] : [true, false]
    var refusal = ""
    var session: String?
    for sandbox in sandboxes where session == nil {
      let answer = try await HTTP.post(
        server.base + "/session",
        try capabilities(options, chromium: chromium, profile: profile, sandbox: sandbox).encoded(),
        headers: ["content-type": "application/json"], timeout: 120)
      let value = try answer.json()["value"]
      session = value["sessionId"].string
      refusal = value["message"].string ?? answer.text
    }
    guard let session else { throw HarnessError("chromedriver opened no browser: \(refusal)") }
    let browser = Browser(server: server, profile: profile, session: session)
    try await browser.size(width: options.width, height: options.height)
    if options.dark {
      _ = try await browser.devtools(
        "Emulation.setEmulatedMedia",
        ["features": [["name": "prefers-color-scheme", "value": "dark"]]])
    }
    return browser
  }

  private static func capabilities(
    _ options: Options, chromium: String, profile: TemporaryDirectory, sandbox: Bool
  ) -> JSON {
    var arguments: [JSON] = [
      "--headless=new", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
      "--no-first-run", "--no-default-browser-check", "--disable-background-networking",
      "--disable-component-update", "--disable-sync", "--password-store=basic",
      "--force-color-profile=srgb", "--font-render-hinting=none",
      .string("--lang=\(options.language)"), .string("--accept-lang=\(options.language)"),
      .string("--window-size=\(options.width),\(options.height)"),
      .string("--user-data-dir=\(profile.path)/profile"),
    ]
    if !sandbox { arguments.append("--no-sandbox") }
    if let host = options.host {
      arguments.append(.string("--host-resolver-rules=MAP \(host) 127.0.0.1"))
    }
    let javascript: JSON = options.scripting ? 1 : 2
    return [
      "capabilities": [
        "alwaysMatch": [
          "browserName": "chrome",
          "goog:chromeOptions": [
            "binary": .string(chromium),
            "args": .array(arguments),
            "prefs": [
              "intl.accept_languages": .string(options.language),
              "profile.managed_default_content_settings.javascript": javascript,
              "profile.default_content_setting_values.javascript": javascript,
            ],
          ],
          "goog:loggingPrefs": ["browser": "ALL"],
          "timeouts": ["pageLoad": 60_000, "script": 120_000],
        ]
      ]
    ]
  }

  /// Opens a browser, hands it to `body` and closes it whatever happens.
  public static func with<Result: Sendable>(
    _ options: Options = Options(), _ body: (Browser) async throws -> Result
  ) async throws -> Result {
    let browser = try await open(options)
    do {
      let result = try await body(browser)
      try await browser.close()
      return result
    } catch {
      try? await browser.close()
      throw error
    }
  }

  /// Closes the browser and ends its driver.
  public func close() async throws {
    _ = try? await send("DELETE", "")
    try await server.kill()
  }

  /// One WebDriver command; the value of its answer.
  ///
  /// - Parameters:
  ///   - method: `GET`, `POST` or `DELETE`.
  ///   - path: What follows the session in the command's address.
  ///   - body: The command's parameters.
  /// - Returns: The value of the driver's answer.
  /// - Throws: ``HarnessError`` with the driver's own words.
  @discardableResult
  public func send(_ method: String, _ path: String, _ body: JSON? = nil) async throws -> JSON {
    let answer = try await HTTP.send(
      method, "\(server.base)/session/\(session)\(path)",
      headers: ["content-type": "application/json; charset=utf-8"],
      body: try body.map { try $0.encoded() }, timeout: 150)
    let value = try answer.json()["value"]
    guard answer.status == 200 else {
      throw HarnessError(
        "\(method) \(path): \(value["error"].string ?? "error \(answer.status)"): "
          + (value["message"].string ?? ""))
    }
    return value
  }

  /// One command of Chromium's own protocol, for what WebDriver cannot say.
  @discardableResult
  public func devtools(_ command: String, _ parameters: JSON = [:]) async throws -> JSON {
    try await send(
      "POST", "/goog/cdp/execute", ["cmd": .string(command), "params": parameters])
  }

  private static func program(_ names: [String]) -> String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin").split(separator: ":")
    for name in names {
      for folder in folders {
        let path = "\(folder)/\(name)"
        if FileManager.default.isExecutableFile(atPath: path) { return path }
      }
    }
    return nil
  }
}
