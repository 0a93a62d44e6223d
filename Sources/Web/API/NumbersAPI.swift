import Hummingbird
import Register
import Rules

/// What a number says, and whether it stands in a list.
extension MachineRoutes {
  /// `/api/v1/numbers/{text}`: any text, graded as a number.
  func number(_ request: Request, _ text: String) throws(Problem) -> Response {
    let publication = publications.current
    let time = try APIParameters(request, names: APIParameters.ofTime).time(publication)
    guard text.unicodeScalars.count <= APIParameters.searchLimit else {
      throw Problem(
        .malformedRequest, zh: "编号最长\(APIParameters.searchLimit)个字符",
        en: "a number has at most \(APIParameters.searchLimit) characters")
    }
    return request.answer(.json, tag: publication.tag) {
      let check = NumberCheck(text, in: publication.state, time)
      let reading = check.reading
      var json = JSONWriter(capacity: 2048)
      json.object { json in
        json.head(publication, time)
        json.member("text", text)
        json.member("family", reading.family.rawValue)
        json.member("grade", check.grade.rawValue)
        json.key("wording")
        json.wording(check.wording)
        json.form(reading.grade)
        json.key("tolerated")
        json.array { json in for tolerance in reading.tolerated { json.string(tolerance.rawValue) }
        }
        json.key("remarks")
        json.array { json in for remark in reading.remarks { json.wording(remark.wording) } }
        json.key("parts")
        json.parts(reading.filingNumber)
        json.key("filing")
        if let view = check.filing {
          json.filing(view, time)
        } else {
          json.null()
        }
      }
      return json.bytes
    }
  }
}

extension JSONWriter {
  /// How a number stands by its form alone: where it goes wrong, and what would fit.
  fileprivate mutating func form(_ grade: NumberGrade) {
    key("fault")
    if case .malformed(let offset, let reason) = grade {
      object { json in
        json.member("offset", offset)
        json.key("reason")
        json.wording(reason)
      }
    } else {
      null()
    }
    if case .checkDigitFails(let fitting) = grade {
      member("fitting", fitting.description)
    } else {
      member("fitting", nil as String?)
    }
  }

  /// The six parts of a filing number; `null` where the text is none.
  fileprivate mutating func parts(_ number: FilingNumber?) {
    guard let number else { return null() }
    object { json in
      json.member("number", number.description)
      json.member("digits", number.digits)
      json.member("region", number.regionCode.digits)
      json.member("subject", number.subjectDigits)
      json.member(
        "category", number.categoryCode < 10 ? "0\(number.categoryCode)" : "\(number.categoryCode)")
      json.member("year", number.year)
      json.member("serial", number.serial)
      json.member("checkDigit", number.checkDigit)
    }
  }
}
