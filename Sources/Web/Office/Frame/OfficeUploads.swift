import Record
import Register

/// The files that come with a form: written to the disk as they come, and kept only when the page
/// says so.
///
/// Whatever is not finished leaves nothing behind.
struct OfficeUploads: Sendable {
  /// A file that was sent.
  struct File: Sendable {
    /// The form's field.
    let field: String
    /// The name that the sender gives it, fit to be shown.
    let name: String
    /// The file, or why it is not taken.
    var upload: Result<EvidenceUpload, EvidenceRefusal>
  }

  private(set) var files: [File] = []
  let intake: EvidenceIntake?
  /// The most files of one form.
  private static let most = 10

  init(_ intake: EvidenceIntake?) { self.intake = intake }

  /// The file that was chosen in a field.
  subscript(field: String) -> File? { files.first { $0.field.utf8.elementsEqual(field.utf8) } }

  /// Takes the next piece.
  mutating func take(_ piece: FormBody.FilePiece) {
    switch piece {
    case .began(let part):
      guard let intake, files.count < Self.most else {
        files.append(
          File(
            field: part.name, name: part.fileName ?? "",
            upload: .failure(.notInspected(reason: "no folder for files, or too many files"))))
        return
      }
      let upload = Result { () throws(EvidenceRefusal) in
        try intake.begin(fileName: part.fileName ?? "")
      }
      files.append(File(field: part.name, name: part.fileName ?? "", upload: upload))
    case .data(let bytes):
      guard let last = files.indices.last, case .success(let upload) = files[last].upload else {
        return
      }
      do throws(EvidenceRefusal) {
        try upload.write(bytes)
      } catch {
        upload.discard()
        files[last].upload = .failure(error)
      }
    case .ended: break
    }
  }

  /// Has a file looked at and keeps it, as handed in now.
  func keep(
    _ file: File, taking taken: [EvidenceKind] = EvidenceKind.allCases, at now: Moment
  ) async throws(EvidenceRefusal) -> Submission.Document {
    guard let intake else { throw .notInspected(reason: "no folder for files") }
    let kept = try await intake.finish(try file.upload.get(), taking: taken)
    return Submission.Document(
      sha256: kept.digest.hex, name: file.name, bytes: kept.size, scanned: kept.isScanned,
      uploaded: now)
  }
}

/// A form of the office as it was sent, its token found right.
struct OfficeForm: Sendable {
  /// Its fields.
  let fields: FormFields
  /// Its files.
  let uploads: OfficeUploads

  /// The first value of a field, without the blanks around it; empty where there is none.
  func text(_ name: String) -> String {
    var scalars = (fields.text(name) ?? "").unicodeScalars[...]
    while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
    while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
    return String(scalars)
  }

  /// A field as it was typed: for passwords.
  func raw(_ name: String) -> String { fields.text(name) ?? "" }
}
