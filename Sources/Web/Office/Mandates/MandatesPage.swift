import Register
import Rules

extension MandatesModel {
  /// What the template is given.
  func bindings(_ forms: DeskForms) -> Bindings {
    let texts = forms.texts
    return [
      "tabs": QueueModel.tabs(
        queue: queue, mandates: waiting.count, current: .mandates, texts),
      "hasWaiting": .flag(!waiting.isEmpty),
      "waiting": .list(
        waiting.map { one in
          [
            "id": .text(one.id.text),
            "kind": .text(texts[one.filing == nil ? "mandate-act" : "mandate-claim"]),
            "organization": .text(one.organization),
            "creditCode": .text(one.creditCode),
            "person": .text(one.person?.name ?? texts["person-erased"]),
            "email": .optional(one.person?.email),
            "filing": .optional(
              one.filing.map { key in
                [
                  "name": .text(one.algorithm ?? key),
                  "address": .page(.filing(key: key, .now), texts),
                  "otherName": .optional(one.otherName),
                ]
              }),
            "requested": .text(texts.beijing(one.requested)),
            "document": .optional(
              one.document.map { file in
                [
                  "name": .text(file.name),
                  "size": .text(FileSize.text(file.bytes)),
                  "address": .desk(.mandateDocument(one.id), texts),
                  "unscanned": .flag(!file.scanned),
                ]
              }),
            "own": .flag(one.isOwn),
            "act": .optional(
              one.isOwn
                ? nil
                : [
                  "accept": forms.form(.mandateStep(one.id, accept: true)),
                  "decline": forms.form(.mandateStep(one.id, accept: false)),
                  "faulty": .flag(fault == one.id),
                ]),
          ]
        }),
    ]
  }
}
