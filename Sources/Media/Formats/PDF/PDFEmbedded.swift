/// The C2PA stores among the embedded files of a PDF (C2PA 2.2, annex on PDF).
enum PDFEmbedded {
  /// An embedded file: its stream, and the number that it has.
  struct File {
    let number: Int
    let generation: Int
    let object: PDFDocument.Object
  }

  /// The stores that the catalog names as associated files or in its tree of embedded files.
  static func stores(
    _ document: PDFDocument, _ root: PDFDictionary
  ) throws(MediaError) -> [File] {
    var files: [File] = []
    var specifications = try document.resolved(root["AF"])?.value.array ?? []
    specifications += try tree(document, root)
    for specification in specifications.prefix(4096) {
      guard let file = try store(specification, document),
        !files.contains(where: { $0.number == file.number })
      else { continue }
      files.append(file)
    }
    return files
  }

  private static func store(
    _ specification: PDFValue, _ document: PDFDocument
  ) throws(MediaError) -> File? {
    guard let dictionary = try document.resolved(specification)?.value.dictionary,
      dictionary["AFRelationship"]?.name == "C2PA_Manifest",
      let embedded = try document.resolved(dictionary["EF"])?.value.dictionary,
      case .reference(let number, let generation)? = embedded["F"] ?? embedded["UF"],
      let object = try document.object(number), object.stream != nil
    else { return nil }
    return File(number: number, generation: generation, object: object)
  }

  /// The values of the name tree of embedded files, at most 4096, from at most 1024 nodes.
  private static func tree(
    _ document: PDFDocument, _ root: PDFDictionary
  ) throws(MediaError) -> [PDFValue] {
    guard let names = try document.resolved(root["Names"])?.value.dictionary,
      let top = names["EmbeddedFiles"]
    else { return [] }
    var values: [PDFValue] = []
    var waiting = [top]
    var seen: Set<PDFValue> = []
    while let node = waiting.popLast(), seen.count < 1024, values.count < 4096 {
      guard seen.insert(node).inserted,
        let dictionary = try document.resolved(node)?.value.dictionary
      else { continue }
      let pairs = try document.resolved(dictionary["Names"])?.value.array ?? []
      for index in stride(from: 1, to: pairs.count, by: 2) { values.append(pairs[index]) }
      waiting += (try document.resolved(dictionary["Kids"])?.value.array ?? []).reversed()
    }
    return values
  }
}
