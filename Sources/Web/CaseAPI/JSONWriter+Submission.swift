import Record
import Register
import Rules

extension JSONWriter {
  /// What was written of an application: answers, files, and what is said to items of a return.
  mutating func submissionMembers(_ submission: Submission) {
    key("answers")
    object { json in
      json.key("fields")
      json.answers(submission.answers.fields)
      json.key("records")
      json.object { json in
        for (section, records) in submission.answers.records.sorted(by: { $0.key < $1.key }) {
          json.key(escaping: section)
          json.array { json in for record in records { json.answers(record) } }
        }
      }
    }
    key("documents")
    object { json in
      for (id, versions) in submission.documents.sorted(by: { $0.key < $1.key }) {
        json.key(escaping: id)
        json.array { json in for document in versions { json.document(document) } }
      }
    }
    key("replies")
    object { json in
      for (place, reply) in submission.replies.sorted(by: { $0.key < $1.key }) {
        json.key(escaping: place)
        json.string(reply)
      }
    }
  }

  private mutating func answers(_ answers: [String: Answer]) {
    object { json in
      for (field, answer) in answers.sorted(by: { $0.key < $1.key }) {
        json.key(escaping: field)
        json.answer(answer)
      }
    }
  }

  /// An answer as what it is.
  mutating func answer(_ answer: Answer) {
    switch answer {
    case .text(let text): string(text)
    case .list(let texts): array { json in for text in texts { json.string(text) } }
    case .flag(let flag): bool(flag)
    case .number(let number): self.number(number)
    }
  }

  /// A file that was handed in.
  mutating func document(_ document: Submission.Document) {
    object { json in
      json.member("sha256", document.sha256)
      json.member("name", document.name)
      json.member("bytes", document.bytes)
      json.member("scanned", document.scanned)
      json.member("uploaded", document.uploaded?.description)
    }
  }

  /// What stands between a form and a complete one.
  mutating func findings(_ findings: [Finding]) {
    array { json in
      for finding in findings {
        json.object { json in
          json.member("kind", finding.kind.rawValue)
          json.member("id", finding.id)
          json.member("places", finding.places)
          json.key("wording")
          json.wording(finding.wording)
          json.key("remedy")
          json.wording(finding.remedy)
          json.key("source")
          json.reference(finding.source)
        }
      }
    }
  }

  /// A clause of a source, `null` where there is none.
  mutating func reference(_ reference: SourceReference?) {
    guard let reference else { return null() }
    object { json in
      json.member("source", reference.source)
      json.member("clause", reference.clause)
    }
  }
}
