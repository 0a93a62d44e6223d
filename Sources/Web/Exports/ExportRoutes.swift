import Hummingbird
import Register

/// Everything in one file.
extension MachineRoutes {
  func addExports(to router: Router<WebContext>) {
    for format in ExportFormat.allCases {
      router.get(RouterPath(SiteRoute.export(format))) { request, _ in
        try export(request, format)
      }
    }
  }

  /// `/exports/filings.csv`, `.json` and `.xlsx`: all that a search finds.
  private func export(_ request: Request, _ format: ExportFormat) throws(Problem) -> Response {
    let publication = publications.current
    let own = format == .csv ? ["dialect"] : []
    let parameters = try APIParameters(request, names: APIParameters.ofFilings + own)
    let export = FilingExport(
      publication.state, registrar.instance, query: try parameters.filings(publication),
      format: format, dialect: try parameters.dialect())
    let kind: AnswerKind =
      switch format {
      case .csv: .csv
      case .json: .json
      case .xlsx: .xlsx
      }
    if publication.tag.isHeld(by: request) { return .notModified(kind, tag: publication.tag) }
    return Response(
      kind, tag: publication.tag, fileName: "filings." + format.rawValue,
      body: ResponseBody { writer in
        try await export.write { try await writer.write(ByteBuffer(bytes: $0)) }
        try await writer.finish(nil)
      })
  }
}

extension APIParameters {
  /// For whom CSV is written: for spreadsheets unless the parameter says otherwise.
  func dialect() throws(Problem) -> CSVExport.Dialect {
    guard let text = self["dialect"] else { return .spreadsheet }
    guard let dialect = CSVExport.Dialect(rawValue: text) else {
      throw Problem(
        parameter: "dialect", zh: "没有“\(text)”这种写法", en: "there is no dialect \(text)",
        allowed: CSVExport.Dialect.allCases.map(\.rawValue))
    }
    return dialect
  }
}
