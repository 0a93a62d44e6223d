import Rules

/// The kinds of problems that the API tells apart.
///
/// A kind's address leads to what it means.
enum ProblemKind: String, Hashable, Sendable, CaseIterable {
  case invalidParameter = "invalid-parameter"
  case unknownParameter = "unknown-parameter"
  case malformedRequest = "malformed-request"
  case noSuchAddress = "no-such-address"
  case noSuchFiling = "no-such-filing"
  case noSuchList = "no-such-list"
  case noSuchOrganization = "no-such-organization"
  case notByThen = "not-by-then"
  case noSuchTile = "no-such-tile"
  case methodNotAllowed = "method-not-allowed"
  case bodyTooLong = "body-too-long"
  case addressTooLong = "address-too-long"
  case internalFault = "internal-fault"
  case unavailable

  /// The status of the answer.
  var status: Int {
    switch self {
    case .invalidParameter, .unknownParameter, .malformedRequest: 400
    case .noSuchAddress, .noSuchFiling, .noSuchList, .noSuchOrganization, .notByThen, .noSuchTile:
      404
    case .methodNotAllowed: 405
    case .bodyTooLong: 413
    case .addressTooLong: 414
    case .internalFault: 500
    case .unavailable: 503
    }
  }

  /// The problem's type: a path on this server.
  var address: String { "/api/v1/problems/" + rawValue }

  /// The same for every case of the kind.
  var title: Wording {
    switch self {
    case .invalidParameter: Wording(zh: "参数的值无效", en: "A parameter has a value that is not allowed")
    case .unknownParameter: Wording(zh: "没有这个参数", en: "There is no such parameter")
    case .malformedRequest: Wording(zh: "请求无法读取", en: "The request cannot be read")
    case .noSuchAddress: Wording(zh: "没有这个地址", en: "There is nothing at this address")
    case .noSuchFiling: Wording(zh: "没有这个备案", en: "There is no such filing in this register")
    case .noSuchList: Wording(zh: "没有这个清单", en: "There is no such list in this register")
    case .noSuchOrganization:
      Wording(zh: "没有这个主体", en: "There is no such organization in this register")
    case .notByThen: Wording(zh: "当时尚无此项", en: "It was not there at that time")
    case .noSuchTile: Wording(zh: "日志没有这一块", en: "The log has no such tile")
    case .methodNotAllowed: Wording(zh: "此地址不接受该方法", en: "The address does not take this method")
    case .bodyTooLong: Wording(zh: "请求正文过长", en: "The body of the request is too long")
    case .addressTooLong: Wording(zh: "地址过长", en: "The address is too long")
    case .internalFault: Wording(zh: "服务器出错", en: "The server failed")
    case .unavailable: Wording(zh: "暂时无法回答", en: "It cannot be answered at the moment")
    }
  }

  /// What the kind means, and what to do.
  var meaning: Wording {
    switch self {
    case .invalidParameter:
      Wording(
        zh: "“parameter”指出参数名，“detail”说明应填写什么；可列举的值在“allowed”中。",
        en: "\"parameter\" names it and \"detail\" says what belongs there; values that can be "
          + "listed stand in \"allowed\".")
    case .unknownParameter:
      Wording(
        zh: "未知参数一律拒绝，以免拼写错误悄悄改变结果。可用的参数在“allowed”中。",
        en: "Unknown parameters are refused, so that a misspelt one does not quietly change the "
          + "result. Those that there are stand in \"allowed\".")
    case .malformedRequest:
      Wording(
        zh: "请求行或其百分号编码有误；“detail”说明错在何处。",
        en: "The request line or its percent-encoding is at fault; \"detail\" says where.")
    case .noSuchAddress:
      Wording(zh: "所有地址见 /openapi.json。", en: "All addresses stand in /openapi.json.")
    case .noSuchFiling:
      Wording(
        zh: "本登记册收录的清单中没有这个编号。这不说明别处没有备案：请先看 /api/v1/lists 收录了哪些清单。",
        en: "None of the lists recorded here has the number. That does not say that there is no "
          + "filing elsewhere: see at /api/v1/lists which lists are recorded.")
    case .noSuchList:
      Wording(zh: "所收录的清单见 /api/v1/lists。", en: "The lists recorded here stand at /api/v1/lists.")
    case .noSuchOrganization:
      Wording(
        zh: "主体标识取自备案条目的“organization”。",
        en: "The identifier of an organization comes from a filing's \"organization\".")
    case .notByThen:
      Wording(
        zh: "今天有此项，但在as-of所指日期尚未公布，或在at所指条目数时尚未记录。",
        en: "It is there today, but had not been published by the day of as-of, or not been "
          + "recorded when the log had as many entries as at says.")
    case .noSuchTile:
      Wording(
        zh: "只提供曾签署检查点的大小所对应的块；路径写法见 C2SP tlog-tiles。",
        en: "Tiles are served for the sizes for which a checkpoint was signed; their paths are "
          + "written as C2SP tlog-tiles says.")
    case .methodNotAllowed:
      Wording(zh: "可用的方法在“Allow”中。", en: "The methods that there are stand in \"Allow\".")
    case .bodyTooLong:
      Wording(zh: "此处的请求不需要正文。", en: "Requests here need no body.")
    case .addressTooLong:
      Wording(zh: "请缩短查询。", en: "Make the query shorter.")
    case .internalFault:
      Wording(
        zh: "请稍后再试；运维人员可在日志中看到原因。",
        en: "Try again later; the operator finds the reason in the server's log.")
    case .unavailable:
      Wording(zh: "请稍后再试。", en: "Try again later.")
    }
  }
}
