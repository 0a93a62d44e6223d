import Rules

/// Why a request was not answered as it hoped: a problem (RFC 9457) for programs, a page for people.
struct Problem: Error, Hashable, Sendable {
  var kind: ProblemKind
  /// What is wrong in this case, and what to do.
  var detail: Wording
  /// The parameter that it lies in.
  var parameter: String?
  /// What the parameter may be, where that can be listed.
  var allowed: [String] = []
  /// The methods that the address takes, where the method is what is wrong.
  var methods: String?
  /// The code of what the register refused, where it did.
  var code: String?
  /// The places of a form, or of a request's body, that it lies in.
  var places: [String] = []
  /// What stands between a form and a complete one.
  var findings: [Finding] = []
  /// How to show who asks, where that is what is missing (RFC 9110, section 11.6.1).
  var challenge: String?
  /// Whether the rest of the request is not worth reading.
  var hangsUp = false

  init(_ kind: ProblemKind, zh: String, en: String) {
    self.kind = kind
    self.detail = Wording(zh: zh, en: en)
  }

  /// A problem with one parameter.
  init(parameter: String, zh: String, en: String, allowed: [String] = []) {
    self.kind = .invalidParameter
    self.detail = Wording(zh: zh, en: en)
    self.parameter = parameter
    self.allowed = allowed
  }
}

extension Problem {
  /// The body of the answer.
  var json: [UInt8] {
    var json = JSONWriter(capacity: 512)
    json.object { json in
      json.member("type", kind.address)
      json.member("title", kind.title.en)
      json.member("status", kind.status)
      json.member("detail", detail.en)
      json.member("detailZh", detail.zh)
      if let parameter { json.member("parameter", parameter) }
      if !allowed.isEmpty { json.member("allowed", allowed) }
      if let code { json.member("code", code) }
      if !places.isEmpty { json.member("places", places) }
      if !findings.isEmpty {
        json.key("findings")
        json.findings(findings)
      }
    }
    return json.bytes
  }
}
