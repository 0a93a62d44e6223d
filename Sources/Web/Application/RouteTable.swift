import Hummingbird

/// Which methods the routes of a router take, by path: asked only when no route took a request, to
/// tell a wrong method from a wrong address.
struct RouteTable: Sendable {
  private struct Entry: Sendable {
    var path: RouterPath
    var methods: [String]
  }

  private var entries: [Entry] = []

  init(_ router: Router<WebContext>) {
    for route in router.routes {
      let method = route.method.rawValue
      if let known = entries.firstIndex(where: { $0.path == route.path }) {
        entries[known].methods.append(method)
      } else {
        entries.append(Entry(path: route.path, methods: [method]))
      }
    }
  }

  /// The methods that a path takes, as `Allow` lists them; `nil` where there is nothing.
  func allowed(at path: String) -> String? {
    let segments = path.utf8.split(separator: 0x2F).map { String(decoding: $0, as: UTF8.self) }
    var methods: Set<String> = []
    for entry in entries where Self.matches(entry.path, segments) {
      methods.formUnion(entry.methods)
    }
    guard !methods.isEmpty else { return nil }
    if methods.contains("GET") { methods.insert("HEAD") }
    methods.insert("OPTIONS")
    return methods.sorted().joined(separator: ", ")
  }

  private static func matches(_ path: RouterPath, _ segments: [String]) -> Bool {
    for (place, element) in path.components.enumerated() {
      if element == .recursiveWildcard { return segments.count > place }
      guard place < segments.count, element ~= segments[place] else { return false }
    }
    return segments.count == path.components.count
  }
}
