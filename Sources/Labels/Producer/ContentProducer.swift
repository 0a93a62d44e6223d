public import Rules

/// Whom a label names as producer or propagator: a code that leads to an organization, or a name.
public enum ContentProducer: Hashable, Sendable {
  /// Nobody is named.
  case nobody
  /// A whole provider code of 27 characters, the check character of its credit code right.
  case code(ProviderCode)
  /// A credit code alone, or the first 22 characters of a provider code: the organization is known,
  /// which of its services is not.
  case organization(CreditCode)
  /// A bare name, as GB 45438-2025, Annex E d) allows.
  case name(String)
  /// What looks like a code and does not hold; the text says why.
  case broken(String, why: Wording)

  /// Reads what stands in `ContentProducer` or `ContentPropagator`.
  public init(reading text: String) {
    let bytes = Array(text.utf8.prefix(65))
    guard !bytes.isEmpty else {
      self = .nobody
      return
    }
    let plain = bytes.allSatisfy {
      (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
    }
    let begins = bytes.starts(with: Array("0011".utf8))
    if plain, bytes.count == CreditCode.length, let code = try? CreditCode(parsing: text) {
      self = .organization(code)
      return
    }
    if begins, bytes.count == 22,
      let code = try? CreditCode(parsing: String(decoding: bytes[4...], as: UTF8.self))
    {
      self = .organization(code)
      return
    }
    let looksLikeCode =
      begins || bytes.count == ProviderCode.length && plain && bytes.starts(with: [0x30, 0x30])
    do throws(ProviderCodeError) {
      self = .code(try ProviderCode(parsing: text))
    } catch {
      self = looksLikeCode ? .broken(text, why: error.wording) : .name(text)
    }
  }

  /// The code of the organization, where the text leads to one.
  public var creditCode: CreditCode? {
    switch self {
    case .code(let code): code.creditCode
    case .organization(let code): code
    case .nobody, .name, .broken: nil
    }
  }

  /// What a reader should know about how it is named, as the field `element`.
  func findings(for element: AIGCLabel.Element) -> [LabelFinding] {
    let key = element.rawValue
    switch self {
    case .nobody: return []
    case .name(let name):
      return [
        LabelFinding(
          .producerName,
          zh: "\(key)写的是名称“\(name.shown)”，仅凭名称不能确定主体",
          en: "\(key) is the name \(name.shown), which leads to no organization by itself",
          element: element)
      ]
    case .organization(let code):
      return [
        LabelFinding(
          .producerPart,
          zh: "\(key)写的是统一社会信用代码\(code)，而不是27位的服务提供者编码",
          en: "\(key) has the credit code \(code) and not the whole provider code of 27 characters",
          element: element)
      ]
    case .broken(let text, let why):
      return [
        LabelFinding(
          .producerCode,
          zh: "\(key)的值“\(text.shown)”形似服务提供者编码，但不成立：\(why.zh)",
          en: "\(key) looks like a provider code and is none: \(text.shown): \(why.en)",
          element: element)
      ]
    case .code(let code):
      guard element == .contentProducer, code.service == .propagation else { return [] }
      return [
        LabelFinding(
          .producerService, zh: "\(key)是传播服务的编码\(code)，此处应写制作者",
          en: "\(key) is a code for spreading content, and names who made it",
          element: element)
      ]
    }
  }
}

extension String {
  /// The text as a message may show it: short, and without what cannot be seen.
  var shown: String {
    var text = String.UnicodeScalarView()
    for scalar in unicodeScalars.prefix(60) {
      switch scalar.properties.generalCategory {
      case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
        .paragraphSeparator:
        text.append("\u{FFFD}")
      default: text.append(scalar)
      }
    }
    return unicodeScalars.count > 60 ? String(text) + "…" : String(text)
  }
}
