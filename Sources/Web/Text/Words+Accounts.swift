import Register
import Rules

extension AccountRefusal {
  /// What is wrong, and what to do.
  var wording: Wording {
    switch self {
    case .noLogin:
      Wording(
        zh: "请填写邮箱地址，例如name@example.org", en: "write a mail address, such as name@example.org")
    case .weakPassword(let weakness): weakness.wording
    case .wrongPassword: Wording(zh: "密码不正确", en: "the password is wrong")
    case .codeWrong:
      Wording(
        zh: "验证码不正确或已用过，请等待下一个", en: "the code is wrong or was used before; wait for the next one")
    case .noSecondFactor:
      Wording(zh: "尚未设置两步验证", en: "there is no second factor: set one up first")
    case .officialKeepsSecondFactor:
      Wording(
        zh: "官方账号须保留两步验证，可以更换",
        en: "an official account keeps its second factor; it can be replaced")
    case .secondFactorFirst:
      Wording(zh: "官方账号须先设置两步验证", en: "an official account needs a second factor first")
    case .ended: Wording(zh: "您已退出，请重新登录", en: "you are signed out: sign in again")
    case .tokenName:
      Wording(zh: "令牌名称须为1至80字", en: "a token needs a name of 1 to 80 characters")
    case .tokenScopes:
      Wording(zh: "请选择令牌的权限", en: "choose what the token may do")
    case .tokenExpiry(let longest):
      Wording(
        zh: "令牌最长有效\(longest / 86_400)天", en: "a token is good for at most \(longest / 86_400) days"
      )
    case .tooManyTokens(let most):
      Wording(zh: "已有\(most)个令牌，请先吊销一个", en: "there are \(most) tokens already: revoke one first")
    case .tooManyAttempts(let seconds): Self.tooMany(seconds)
    case .busy:
      Wording(
        zh: "现在登录的人较多，请稍后再试", en: "many people are signing in just now; try again in a moment")
    case .storage:
      Wording(zh: "服务器暂时无法保存，请稍后再试", en: "the server could not keep this; try again later")
    }
  }

  fileprivate static func tooMany(_ seconds: Int) -> Wording {
    let minutes = max(1, (seconds + 59) / 60)
    return Wording(
      zh: "失败次数过多，请\(minutes)分钟后再试",
      en: "too many attempts failed; try again in \(minutes) \(minutes == 1 ? "minute" : "minutes")"
    )
  }
}

extension SignInRefusal {
  /// What is wrong, and what to do.
  var wording: Wording {
    switch self {
    case .unknownOrWrong:
      Wording(zh: "邮箱或密码不正确", en: "the mail address or the password is wrong")
    case .codeNeeded:
      Wording(
        zh: "请输入验证器上的验证码，或恢复码", en: "enter the code of your authenticator, or a recovery code")
    case .codeWrong: AccountRefusal.codeWrong.wording
    case .tooManyAttempts(let seconds): AccountRefusal.tooMany(seconds)
    default: AccountRefusal.busy.wording
    }
  }
}

extension PasswordPolicy.Weakness {
  /// What is wrong, and what to do.
  var wording: Wording {
    switch self {
    case .tooShort(let minimum):
      Wording(zh: "密码至少\(minimum)个字符", en: "the password needs at least \(minimum) characters")
    case .tooLong(let bytes):
      Wording(zh: "密码最长\(bytes)字节", en: "the password may have at most \(bytes) bytes")
    case .controlCharacter:
      Wording(zh: "密码含有控制字符", en: "the password holds a control character")
    case .likeTheLogin:
      Wording(zh: "密码与邮箱过于相似", en: "the password is too much like the mail address")
    case .common:
      Wording(
        zh: "密码容易被猜中，请用几个不相干的词组成",
        en: "the password is easily guessed; take several unrelated words")
    }
  }
}
