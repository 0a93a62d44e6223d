import Hummingbird
import Register
import Rules

/// Every version of every document of an application: of the draft and of all rounds.
struct EvidenceVersions: Sendable {
  /// A version of a document.
  struct Version: Sendable {
    let file: Submission.Document
    /// The round with which it was handed in first; `nil` where it was not yet.
    let round: Int?
  }

  private(set) var documents: [String: [Version]] = [:]

  /// Takes the versions of a dossier over that are not known yet.
  mutating func add(_ submission: Submission, round: Int?) {
    for (id, files) in submission.documents {
      for file in files
      where documents[id]?.contains(where: { $0.file.sha256 == file.sha256 }) != true {
        documents[id, default: []].append(Version(file: file, round: round))
      }
    }
  }

  /// The versions of a document, the newest first.
  subscript(id: String) -> [Version] { documents[id]?.reversed() ?? [] }

  /// The file with a digest.
  func file(_ digest: String) -> Submission.Document? {
    documents.values.joined().map(\.file).first { $0.sha256.utf8.elementsEqual(digest.utf8) }
  }
}

extension OfficePages {
  /// The organization's own files, to be had again.
  func addCaseFiles(_ language: Language?, to router: Router<WebContext>) {
    page(
      OfficePath.applications + "/:id/files/:digest", language, router, for: .roles([.applicant])
    ) { visit in
      guard let file = evidence(of: try dossier(visit)).file(visit.part("digest")) else {
        return .refused(.unknown)
      }
      return try evidenceFile(file)
    }
  }

  /// Every version of every document of an application; none where they were erased.
  func evidence(of dossier: Dossier) -> EvidenceVersions {
    var versions = EvidenceVersions()
    for round in dossier.application.submissions.indices {
      if let one = try? registrar.submission(of: dossier.application, round: round + 1) {
        versions.add(one, round: round + 1)
      }
    }
    if dossier.isOpen { versions.add(dossier.submission, round: nil) }
    return versions
  }
}
