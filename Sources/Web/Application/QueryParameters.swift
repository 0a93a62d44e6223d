/// The parameters of a query, `name=value&...`, decoded, in the order in which they stand.
struct QueryParameters: Hashable, Sendable {
  /// One parameter.
  struct Parameter: Hashable, Sendable {
    var name: String
    var value: String
  }

  /// What is wrong with a query.
  enum Fault: Error, Hashable, Sendable {
    /// A `%` without two hexadecimal digits, or bytes that are not UTF-8.
    case undecodable(parameter: String)
    /// A name that stands twice.
    case repeated(parameter: String)
    /// More parameters than any address here has.
    case tooMany
  }

  private(set) var parameters: [Parameter] = []

  /// How many parameters a query may have.
  static let maximumCount = 32

  init() {}

  /// Reads the query of a request's target, which begins after the first `?`.
  init(ofTarget target: String?) throws(Fault) {
    self.init()
    guard let target, let mark = target.utf8.firstIndex(of: 0x3F) else { return }
    try read(target.utf8[target.utf8.index(after: mark)...])
  }

  private mutating func read(_ query: Substring.UTF8View) throws(Fault) {
    for pair in query.split(separator: 0x26) {
      guard parameters.count < Self.maximumCount else { throw .tooMany }
      let mark = pair.firstIndex(of: 0x3D) ?? pair.endIndex
      let written = pair[..<mark]
      guard let name = StrictDecoding.decode(written, plusIsBlank: true) else {
        throw .undecodable(parameter: String(decoding: written, as: UTF8.self))
      }
      let rest = mark == pair.endIndex ? pair[mark...] : pair[pair.index(after: mark)...]
      guard let value = StrictDecoding.decode(rest, plusIsBlank: true) else {
        throw .undecodable(parameter: name)
      }
      guard !parameters.contains(where: { $0.name.utf8.elementsEqual(name.utf8) }) else {
        throw .repeated(parameter: name)
      }
      parameters.append(Parameter(name: name, value: value))
    }
  }

  /// The value of a parameter; `nil` where it is not there.
  subscript(name: String) -> String? {
    parameters.first { $0.name == name }?.value
  }

  var isEmpty: Bool { parameters.isEmpty }
}
