public import Rules

extension Demonstration {
  /// The fictional organization that a demonstration's applicant acts for.
  public static let organization = "演示星图（虚构）科技有限公司"
  /// Its unified social credit code: under division 000000, which is no place.
  public static let creditCode = "91000000DEM000014K"

  /// What a complete form of a fictional provider says, without its documents.
  public static func answers(_ name: String = "演示星图图像生成算法") -> Answers {
    Answers(
      fields: [
        "subject-name": .text(organization), "credit-code": .text(creditCode),
        "subject-type": .text("enterprise"), "registration-place": .text("北京市海淀区"),
        "address": .text("示例路1号"), "monthly-active-users": .number(1200),
        "licence-kind": .text("business-licence"), "licence-address": .text("示例路1号"),
        "licence-open-ended": .flag(true), "legal-representative": .text("甲"),
        "legal-representative-document": .text("resident-id"),
        "legal-representative-number": .text("000000"), "responsible-person": .text("乙"),
        "responsible-document": .text("passport"), "responsible-number": .text("E0000000"),
        "responsible-phone": .text("+86 000 0000 0000"),
        "responsible-email": .text("b@example.org"),
        "role": .text("provider"), "algorithm-type": .text("generation-synthesis"),
        "algorithm-name": .text(name), "launch-date": .text("2026-11-02"),
        "field-of-application": .text("图像生成"), "public-opinion-capability": .flag(true),
        "introduction": .text("根据用户输入的文字描述生成对应的图像，用于演示系统功能。"),
        "use-scenario": .text("应用于图像生成场景，根据用户输入的文本，生成图像。"),
        "technique-families": .list(["non-biometric"]), "label-classes": .list(["other"]),
        "face-or-voice-editing": .flag(false), "special-objects": .flag(false),
        "input-modality": .list(["text"]), "output-modality": .list(["image"]),
        "output-formats": .list(["PNG", "jpg"]), "training-data": .text("公开图像数据集"),
        "uses-biometrics": .flag(false), "uses-personal-data": .flag(false),
        "model-origin": .text("own"), "own-models": .list(["演示模型"]),
        "intervention": .text("关键词与分类模型"), "input-review": .text("机器审核"),
        "input-review-scope": .text("全部输入"), "output-review": .text("机器审核"),
        "output-review-scope": .text("全部输出"), "visible-label": .text("右下角文字“人工智能生成”"),
        "traceable-label": .text("元数据AIGC字段"), "risk-mechanism": .text("滥用风险与防范"),
        "update-plan": .text("每季度评估"), "deployment-place": .text("北京机房"),
        "hardware": .text("图形处理器服务器"), "disclosure-algorithm-name": .text(name),
        "basic-principle": .text("模型从文字描述逐步去除噪声，得到与描述相符的图像。"),
        "operating-mechanism": .text("输入审核、生成、输出审核、添加标识后返回给用户。"),
        "application-scenario": .text("图像生成"), "purpose": .text("帮助用户制作图像"),
        "report-algorithm-name": .text(name),
        "report-product-forms": .list(["app", "website"]), "report-users": .number(1200),
        "report-deployment-place": .text("北京机房"), "assessment-date": .text("2026-10-20"),
        "report-date": .text("2026-10-28"), "report-signed": .flag(true),
        "report-sealed": .flag(true),
      ],
      records: ["products": [product("website"), product("app")]])
  }

  private static func product(_ form: String) -> [String: Answer] {
    [
      "product-name": .text("演示画板"), "service-form": .text(form),
      "product-address": .text("https://example.org/"), "service-status": .text("running"),
      "audience": .list(["public"]), "real-name": .flag(true), "permits": .text("示例ICP备案"),
      "permit-holder": .text(organization), "access-path": .text("首页-生成"),
      "function-name": .text("图像生成"), "function-introduction": .text("输入文字得到图像"),
    ]
  }
}
