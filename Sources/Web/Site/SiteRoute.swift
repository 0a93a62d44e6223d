/// What the router listens to.
///
/// A page's pattern is used three times: as it is, and below `/zh` and `/en`. Captured parts arrive
/// percent-encoded; ``decoded(_:)`` reads them.
public enum SiteRoute {
  /// The search.
  public static let search = "/"
  /// All lists.
  public static let lists = "/lists"
  /// A list.
  public static let list = "/lists/:track/:period"
  /// A filing.
  public static let filing = "/filings/:key"
  /// An organization.
  public static let organization = "/organizations/:id"
  /// The statistics.
  public static let statistics = "/statistics"
  /// What a number says.
  public static let number = "/number"
  /// What a file says of how it was made.
  public static let check = "/check"
  /// How to verify.
  public static let verify = "/verify"
  /// How to take the data away.
  public static let data = "/data"
  /// What this is.
  public static let about = "/about"
  /// A file that goes with the pages.
  public static let asset = "/assets/:name"

  /// The search, as JSON.
  public static let apiFilings = "/api/v1/filings"
  /// A filing, as JSON.
  public static let apiFiling = "/api/v1/filings/:key"
  /// The receipt of a filing.
  public static let apiReceipt = "/api/v1/filings/:key/receipt"
  /// All lists, as JSON.
  public static let apiLists = "/api/v1/lists"
  /// A list, as JSON.
  public static let apiList = "/api/v1/lists/:track/:period"
  /// What a file says of how it was made, as JSON.
  public static let apiCheck = "/api/v1/check"
  /// What the register says of a code in a label.
  public static let apiProducer = "/api/v1/producers/:code"
  /// The description of the API.
  public static let openAPI = "/openapi.json"
  /// An export, by its format's extension.
  public static func export(_ format: ExportFormat) -> String {
    "/exports/filings." + format.rawValue
  }
  /// The feed.
  public static let feed = "/feed.atom"
  /// The log: everything below it.
  public static let log = "/log/**"

  /// A captured part of a path, decoded.
  public static func decoded(_ part: Substring) -> String {
    PercentEncoding.decode(part.utf8, plusIsBlank: false)
  }
}
