public import Rules

extension RegisterAnswer {
  /// The answer in one sentence.
  public var sentence: Wording {
    switch self {
    case .notAsked: Wording(zh: "未查询登记册", en: "no register was asked")
    case .noCode:
      Wording(
        zh: "标识只写名称、未写编码，无法在登记册中查询",
        en: "the mark gives a name and no code, so no register can be asked")
    case .filing(let filing):
      Wording(
        zh: "\(filing.organization)的备案\(filing.number)（\(filing.algorithm)），"
          + (filing.isInForce ? "现行有效" : "现已失效")
          + (filing.wasInForce.map { $0 ? "，文件所载日期当日有效" : "，文件所载日期当日并非有效" } ?? ""),
        en: "filing \(filing.number) of \(filing.organization) (\(filing.algorithm)), "
          + (filing.isInForce ? "in force now" : "not in force now")
          + (filing.wasInForce.map {
            $0
              ? ", and in force on the day that the file gives"
              : ", and not on the day that the file gives"
          } ?? ""))
    case .organization(let organization):
      Wording(
        zh: "主体为\(organization.name)，登记册中有其备案\(organization.filings)项（有效\(organization.inForce)项）；"
          + "无法确定是其中哪一项",
        en: "\(organization.name), with \(organization.filings) filings in the register, "
          + "\(organization.inForce) of them in force; which one is meant is not determined")
    case .notInRegister: Wording(zh: "登记册中没有此编码", en: "not in the register")
    case .unanswered(let reason):
      Wording(zh: "登记册未能答复：\(reason)", en: "the register could not be asked: \(reason)")
    }
  }
}
