import Hummingbird
import Record
import Register
import Rules
import Transparency

/// How pages are sent: their header fields, and when a copy of them may be used again.
struct PageAnswers: Sendable {
  /// When this server started: what pages look like may have changed since another did.
  private let started: Moment

  init(started: Moment) { self.started = started }

  /// What a page may load and do: its stylesheet and pictures from here, forms to here, and nothing
  /// else.
  ///
  /// There is no script, but on the pages that ask for one.
  static let contentSecurityPolicy =
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
    + "base-uri 'none'; frame-ancestors 'none'"

  /// The same for a page with the script that saves a form while it is written: it is a file from
  /// here, and sends to here.
  static let scriptSecurityPolicy =
    contentSecurityPolicy + "; script-src 'self'; connect-src 'self'"

  private static let common: HTTPFields = {
    var fields: HTTPFields = [
      .contentType: "text/html; charset=utf-8",
      .contentSecurityPolicy: contentSecurityPolicy,
      .xContentTypeOptions: "nosniff",
    ]
    if let name = HTTPFields.Element.Name("Referrer-Policy") { fields[name] = "no-referrer" }
    return fields
  }()

  /// The tag of every page of a state in a language; the address says which page.
  func tag(_ page: PageRequest) -> EntityTag {
    EntityTag(
      of: page.state.root.bytes + Array("\(page.language.rawValue) \(started)".utf8))
  }

  /// A page.
  func page(
    _ html: ByteBuffer, _ page: PageRequest, status: HTTPResponse.Status = .ok,
    tag: EntityTag? = nil
  ) -> Response {
    Response(
      status: status, headers: fields(page, tag),
      body: ResponseBody(byteBuffer: html))
  }

  /// That the reader's copy is still right.
  func notModified(_ page: PageRequest, _ tag: EntityTag) -> Response {
    var fields = fields(page, tag)
    fields[.contentType] = nil
    return Response(status: .notModified, headers: fields)
  }

  /// Another address of this site.
  func redirect(to path: String) -> Response {
    Response(status: .seeOther, headers: [.location: path, .cacheControl: "no-store"])
  }

  /// A file whose name changes with its content.
  func asset(_ file: Assets.File) -> Response {
    Response(
      status: .ok,
      headers: [
        .contentType: file.type,
        .cacheControl: "public, max-age=31536000, immutable",
        .contentSecurityPolicy: "default-src 'none'; style-src 'unsafe-inline'; sandbox",
        .xContentTypeOptions: "nosniff",
      ],
      body: ResponseBody(byteBuffer: ByteBuffer(string: file.content)))
  }

  private func fields(_ page: PageRequest, _ tag: EntityTag?) -> HTTPFields {
    var fields = Self.common
    fields[.contentLanguage] = page.language.tag
    fields[.cacheControl] = tag == nil ? "no-store" : "no-cache"
    if let tag { fields[.eTag] = tag.field }
    if page.isNegotiated { fields[.vary] = "Accept-Language" }
    return fields
  }
}
