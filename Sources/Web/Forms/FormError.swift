/// Why the body of a form was not read.
enum FormError: Error, Hashable, Sendable {
  /// The body is of neither of the two types of forms, or does not say its type.
  case type
  /// A name or value is not UTF-8, or badly percent-encoded.
  case undecodable(field: String)
  /// There are more fields than are taken.
  case tooManyFields(limit: Int)
  /// The body, or its fields together, have more bytes than are taken.
  case tooLong(limit: Int)
  /// The parts of the body cannot be told apart, or there is too much of something.
  case multipart(MultipartError)
}

extension FormError {
  /// The same for whoever sent the form.
  var problem: Problem {
    switch self {
    case .type:
      Problem(
        .malformedRequest, zh: "表单须为application/x-www-form-urlencoded或multipart/form-data",
        en: "a form is application/x-www-form-urlencoded or multipart/form-data")
    case .undecodable(let field):
      Problem(
        .malformedRequest, zh: "字段“\(FileNameText.shown(field))”不是UTF-8，或百分号编码有误",
        en: "the field \"\(FileNameText.shown(field))\" is not UTF-8, or badly percent-encoded")
    case .tooManyFields(let limit):
      Problem(.bodyTooLong, zh: "表单最多\(limit)个字段", en: "a form has at most \(limit) fields")
    case .tooLong(let limit):
      Problem(.bodyTooLong, zh: "表单最长\(limit)字节", en: "a form has at most \(limit) bytes")
    case .multipart(let error): error.problem
    }
  }
}

extension MultipartError {
  fileprivate var problem: Problem {
    guard case .tooMuch(let quantity, let limit) = reason else {
      return Problem(
        .malformedRequest, zh: "表单正文在第\(offset)字节处有误（\(reason)）",
        en: "the form's body is malformed at byte \(offset) (\(reason))")
    }
    return Problem(
      .bodyTooLong, zh: "\(quantity.wording.zh)超过\(limit)",
      en: "\(quantity.wording.en): more than \(limit)")
  }
}

extension MultipartError.Quantity {
  fileprivate var wording: (zh: String, en: String) {
    switch self {
    case .parts: ("表单字段数", "fields of the form")
    case .headerBytes: ("字段说明的字节数", "bytes that describe a field")
    case .nameBytes: ("字段名的字节数", "bytes of a field's name")
    case .fieldBytes: ("字段值的字节数", "bytes of a field's value")
    case .fileBytes: ("文件的字节数", "bytes of a file")
    case .totalBytes: ("表单的字节数", "bytes of the form")
    case .outsideBytes: ("表单之外的字节数", "bytes outside the form's parts")
    }
  }
}
