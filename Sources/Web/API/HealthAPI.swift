import Hummingbird
import Record

extension MachineRoutes {
  /// `/health`: whether the server is well, for its operator.
  func healthReport(_ request: Request) throws(Problem) -> Response {
    _ = try APIParameters(request, names: [])
    let report = health.report
    var json = JSONWriter()
    json.object { json in
      json.member("status", report.isWell ? "well" : "failing")
      json.member("size", publications.current.size)
      json.member("refreshed", report.refreshed.description)
      // The reasons are for the log alone: they name places on the machine.
      json.member("readable", report.refreshFault == nil)
      json.member("audited", report.audited.description)
      json.member("whole", report.auditFault == nil)
    }
    return Response(
      .momentary, status: report.isWell ? .ok : .serviceUnavailable, bytes: json.bytes)
  }
}
