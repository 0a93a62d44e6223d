import Record
import Register
import Rules
import Transparency

/// What every answer says of the register and of what a filing is not.
enum RegisterNotice {
  /// The words, by the kind of register.
  static func wording(_ kind: InstanceKind) -> Wording {
    let common = Wording(
      zh: "备案不代表对算法或产品的认可、推荐或担保；备案也不同于尚在审核的申请。",
      en: "A filing is no endorsement of an algorithm or a product, and a filing is not an "
        + "application.")
    switch kind {
    case .authority: return common
    case .mirror:
      return Wording(
        zh: "本站是镜像，不是主管部门的网站，内容以主管部门公布的为准。" + common.zh,
        en: "This is a mirror and not the authority's site; what the authority publishes counts. "
          + common.en)
    case .demonstration:
      return Wording(
        zh: "演示：编号以区划代码000000开头的备案均属虚构；本站不是主管部门的网站。" + common.zh,
        en: "Demonstration (演示): filings numbered under region 000000 are fictional, and this is "
          + "not an authority's site. " + common.en)
    }
  }
}

extension Instance {
  /// The member `register` of every answer of the API.
  func preamble(size: UInt64, root: MerkleHash) -> [UInt8] {
    var json = JSONWriter(capacity: 768)
    json.object { json in
      json.member("kind", kind.rawValue)
      json.member("origin", origin)
      json.member("size", size)
      json.member("root", root.base64)
      json.key("notice")
      json.wording(RegisterNotice.wording(kind))
    }
    return json.bytes
  }
}

extension JSONWriter {
  /// A text in both languages, as an object.
  mutating func wording(_ wording: Wording) {
    object { json in
      json.member("zh", wording.zh)
      json.member("en", wording.en)
    }
  }

  /// The members that every answer of the API begins with.
  mutating func head(_ publication: Publication, _ time: TimeView) {
    key("register")
    raw(publication.preamble)
    member("asOf", time.asOf?.description)
    member("at", time.at)
  }
}
