import HTTPTypes
import Hummingbird
import Record
import Register
import TestSupport
import Testing

@testable import Web

@Suite(
  "Evidence sent with a form",
  .enabled(if: Built.exists(), "the countermark program is not beside the tests"))
struct EvidenceFormTests {
  @Test("A file goes from the request's body to its place on the disk in pieces")
  func upload() async throws {
    let folder = try TemporaryDirectory()
    let store = try EvidenceStore(folder: folder.path + "/evidence", now: Moment(seconds: 0))
    let intake = EvidenceIntake(
      store: store, worker: EvidenceWorker(executable: Built.path()))
    let pdf =
      "%PDF-1.7\n1 0 obj\n<</Type/Page>>\nendobj\nxref\n0 0\ntrailer\n<<>>\nstartxref\n43\n%%EOF\n"
    let form = MadeForm(parts: [
      .init(name: "proof", fileName: "承诺书.pdf", data: Array(pdf.utf8)),
      .init(name: "document", data: Array("commitment-letter".utf8)),
    ])
    let type = "multipart/form-data; boundary=\(form.boundary)"
    let request = Request(
      head: HTTPRequest(
        method: .post, scheme: "http", authority: "x", path: "/",
        headerFields: [.contentType: type]),
      body: RequestBody(buffer: ByteBuffer(bytes: form.bytes)))

    var upload: EvidenceUpload?
    let fields = try await FormBody.read(request) { piece in
      switch piece {
      case .began(let part): upload = try intake.begin(fileName: part.fileName ?? "")
      case .data(let bytes): try upload?.write(bytes)
      case .ended: break
      }
    }
    #expect(fields.text("document") == "commitment-letter")
    let kept = try await intake.finish(#require(upload), taking: [.pdf])
    #expect(kept.kind == .pdf)
    #expect(kept.facts.pages == 1)
    #expect(try store.size(kept.digest) == pdf.utf8.count)
  }
}
