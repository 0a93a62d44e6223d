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
  case tooSlow = "too-slow"
  case bodyTooLong = "body-too-long"
  case addressTooLong = "address-too-long"
  case unauthenticated
  case forbidden
  case noSuchCase = "no-such-case"
  case invalidBody = "invalid-body"
  case unsupportedType = "unsupported-type"
  case conflict
  case outdated
  case revisionNeeded = "revision-needed"
  case incomplete
  case fileRefused = "file-refused"
  case erased
  case internalFault = "internal-fault"
  case unavailable

  /// The status of the answer.
  var status: Int {
    switch self {
    case .invalidParameter, .unknownParameter, .malformedRequest, .invalidBody: 400
    case .unauthenticated: 401
    case .forbidden: 403
    case .noSuchAddress, .noSuchFiling, .noSuchList, .noSuchOrganization, .notByThen, .noSuchTile,
      .noSuchCase:
      404
    case .methodNotAllowed: 405
    case .tooSlow: 408
    case .conflict: 409
    case .erased: 410
    case .outdated: 412
    case .bodyTooLong: 413
    case .addressTooLong: 414
    case .unsupportedType: 415
    case .incomplete, .fileRefused: 422
    case .revisionNeeded: 428
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
    case .tooSlow: Wording(zh: "请求正文未及时传完", en: "The body of the request did not come in time")
    case .bodyTooLong: Wording(zh: "请求正文过长", en: "The body of the request is too long")
    case .addressTooLong: Wording(zh: "地址过长", en: "The address is too long")
    case .unauthenticated: Wording(zh: "需要令牌", en: "This takes an API token")
    case .forbidden: Wording(zh: "无权办理", en: "This is not for this token, or this account")
    case .noSuchCase:
      Wording(zh: "没有此项，或无权查看", en: "There is no such thing, or it is not yours to see")
    case .invalidBody: Wording(zh: "请求正文有误", en: "The body of the request is at fault")
    case .unsupportedType: Wording(zh: "正文类型不符", en: "The body is of another type")
    case .conflict: Wording(zh: "当前状态下不能办理", en: "It does not go with how things stand")
    case .outdated: Wording(zh: "版本已过时", en: "Somebody was faster")
    case .revisionNeeded: Wording(zh: "需要写明版本", en: "The request has to name a revision")
    case .incomplete: Wording(zh: "尚不完整", en: "It is not complete")
    case .fileRefused: Wording(zh: "文件未被接收", en: "The file was not taken")
    case .erased: Wording(zh: "已删除", en: "It was erased")
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
    case .tooSlow:
      Wording(
        zh: "“detail”说明最长时间；请换较快的连接再试。",
        en: "\"detail\" says how long it may take; try again over a faster connection.")
    case .bodyTooLong:
      Wording(
        zh: "“detail”说明此处最多接收多少字节；公开地址不需要正文。",
        en: "\"detail\" says how many bytes are taken here; public addresses need no body.")
    case .unauthenticated:
      Wording(
        zh: "在账号页面创建令牌，并以“Authorization: Bearer 令牌”发送；cookie无效。",
        en: "Make a token on the page of your account and send it as \"Authorization: Bearer "
          + "TOKEN\"; cookies count for nothing here.")
    case .forbidden:
      Wording(
        zh: "令牌缺少所需权限，或账号的角色、身份不允许；“code”说明是哪一种。",
        en: "The token lacks a scope, or the account a role, or somebody else has to do it; "
          + "\"code\" says which.")
    case .noSuchCase:
      Wording(
        zh: "他人的事项与不存在的事项回答相同。",
        en: "What belongs to somebody else is answered like what is not there.")
    case .invalidBody:
      Wording(
        zh: "“places”或“detail”说明错在何处；未知的成员一律拒绝。",
        en: "\"places\" or \"detail\" says where; members that are not known are refused.")
    case .unsupportedType:
      Wording(zh: "请以application/json发送。", en: "Send it as application/json.")
    case .conflict:
      Wording(
        zh: "“code”说明原因：例如状态不符、名称已被使用、已由他人领取。请重新读取后再办理。",
        en: "\"code\" says why: the state, a name in use, somebody else has it in hand. Read it "
          + "again before going on.")
    case .outdated:
      Wording(
        zh: "If-Match所写的版本已不是最新版本；请重新读取，再改再存。",
        en: "The revision in If-Match is not the newest any more; read it again and apply the "
          + "change to that.")
    case .revisionNeeded:
      Wording(
        zh: "用If-Match写明所依据的版本，即读取时的ETag。",
        en: "Say in If-Match which revision it goes with: the ETag with which it was read.")
    case .incomplete:
      Wording(
        zh: "“findings”逐项列出所缺内容、位置和补正办法；“places”列出位置。",
        en: "\"findings\" has everything that is missing, where, and what to do; \"places\" has "
          + "the places alone.")
    case .fileRefused:
      Wording(
        zh: "“detail”说明原因和办法；文件未保存。",
        en: "\"detail\" says why, and what to do; nothing was kept.")
    case .erased:
      Wording(
        zh: "记录已应当事人要求删除，无法再读取。",
        en: "The record was erased as its owner asked, and cannot be read any more.")
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
