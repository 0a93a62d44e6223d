import Hummingbird
import Register
import Rules

/// The parameters of one request, held to what its address takes.
struct APIParameters {
  private let items: QueryItems

  /// The parameters that restrict an answer to a time.
  static let ofTime = ["as-of", "at"]
  /// The parameters that choose filings.
  static let ofFilings = ["q", "track", "list", "role", "status", "region", "year"] + ofTime
  /// The most Unicode scalars that a search may have.
  static let searchLimit = 200

  /// Reads the query of a request.
  ///
  /// - Parameters:
  ///   - request: The request.
  ///   - names: The parameters that the address takes.
  /// - Throws: A ``Problem`` that names the parameter at fault: unknown, repeated, blank or
  ///   undecodable.
  init(_ request: Request, names: [String]) throws(Problem) {
    let parameters: QueryParameters
    do throws(QueryParameters.Fault) {
      parameters = try QueryParameters(ofTarget: request.head.path)
    } catch {
      throw Problem(error)
    }
    var items = QueryItems()
    for parameter in parameters.parameters {
      guard names.contains(parameter.name) else {
        throw Problem(unknown: parameter.name, names: names)
      }
      items.add(parameter.name, parameter.value)
      // A search for nothing finds everything; a filter that is blank is a script's mistake.
      if parameter.name != "q", items[parameter.name] == nil {
        throw Problem(
          parameter: parameter.name, zh: "\(parameter.name)为空：请填写，或不写此参数",
          en: "\(parameter.name) is blank: give it a value or leave it out")
      }
    }
    self.items = items
  }

  /// The value of a parameter; `nil` where it is not there.
  subscript(name: String) -> String? { items[name] }

  /// The time that `as-of` and `at` restrict the answer to.
  func time(_ publication: Publication) throws(Problem) -> TimeView {
    var faults: [ParameterFault] = []
    let time = TimeView(reading: items, faults: &faults)
    if let fault = faults.first { throw Problem(fault) }
    try Self.check(time, publication)
    return time
  }

  /// The search that the parameters make.
  func filings(_ publication: Publication) throws(Problem) -> FilingQuery {
    var faults: [ParameterFault] = []
    let query = FilingQuery(reading: items, faults: &faults)
    if let fault = faults.first { throw Problem(fault) }
    try Self.check(query.time, publication)
    if let text = query.text, text.unicodeScalars.count > Self.searchLimit {
      throw Problem(
        parameter: "q", zh: "q最长\(Self.searchLimit)个字符",
        en: "q has at most \(Self.searchLimit) characters")
    }
    if let track = query.track { try check(track, publication) }
    if let list = query.list, publication.state.list(list) == nil {
      throw Problem(
        parameter: "list", zh: "没有清单“\(list)”；所收录的清单见/api/v1/lists",
        en: "there is no list \(list); those recorded here stand at /api/v1/lists",
        allowed: publication.state.listIDs.sorted())
    }
    return query
  }

  /// The track that the parameters name.
  func track(_ publication: Publication) throws(Problem) -> Track? {
    guard let text = items["track"] else { return nil }
    let track = Track(rawValue: text)
    try check(track, publication)
    return track
  }

  private func check(_ track: Track, _ publication: Publication) throws(Problem) {
    let known = Self.tracks(publication)
    guard known.contains(track) else {
      throw Problem(
        parameter: "track", zh: "没有登记类别“\(track.rawValue)”",
        en: "there is no track \(track.rawValue)", allowed: known.map(\.rawValue))
    }
  }

  /// The tracks that a register knows: those of its lists, and those of the Chinese regime.
  static func tracks(_ publication: Publication) -> [Track] {
    var tracks: [Track] = [.deepSynthesis, .recommendation, .generativeAI]
    for id in publication.state.listIDs {
      if let track = publication.state.list(id)?.track, !tracks.contains(track) {
        tracks.append(track)
      }
    }
    return tracks
  }

  private static func check(
    _ time: TimeView, _ publication: Publication
  ) throws(Problem) {
    guard let at = time.at, at > publication.size else { return }
    throw Problem(
      parameter: "at", zh: "日志现有\(publication.size)条，at不能更大",
      en: "the log has \(publication.size) entries so far, and at says \(at)")
  }
}

extension Problem {
  init(_ fault: QueryParameters.Fault) {
    switch fault {
    case .undecodable(let parameter):
      self.init(
        parameter: parameter, zh: "百分号编码有误，或不是UTF-8",
        en: "its percent-encoding is broken, or it is not UTF-8")
    case .repeated(let parameter):
      self.init(parameter: parameter, zh: "该参数只能出现一次", en: "it may stand only once")
    case .tooMany:
      self.init(
        .malformedRequest, zh: "参数最多\(QueryParameters.maximumCount)个",
        en: "there are at most \(QueryParameters.maximumCount) parameters")
    }
  }

  init(_ fault: ParameterFault) {
    let allowed: [String] =
      switch fault.name {
      case "role": Role.allCases.map(\.rawValue)
      case "status": FilingStatus.allCases.map(\.rawValue)
      default: []
      }
    self.init(
      parameter: fault.name, zh: "此处应为\(fault.expected.zh)",
      en: "what belongs here is \(fault.expected.en)", allowed: allowed)
  }

  init(unknown name: String, names: [String]) {
    self.init(
      .unknownParameter, zh: "没有参数“\(name)”",
      en: names.isEmpty ? "this address takes no parameters" : "there is no parameter \(name) here")
    parameter = name
    allowed = names
  }
}
