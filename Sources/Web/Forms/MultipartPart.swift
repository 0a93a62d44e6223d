/// What the headers of a part say (RFC 7578, section 4).
struct MultipartPart: Hashable, Sendable {
  /// The field's name.
  var name: String
  /// What the sender calls the file, fit to be shown and for nothing else; `nil` where the part is no
  /// file, empty where nothing was chosen.
  var fileName: String?
  /// The media type that the sender claims, without its parameters, in lower case.
  var contentType: String?

  /// Makes up a part.
  init(name: String, fileName: String? = nil, contentType: String? = nil) {
    self.name = name
    self.fileName = fileName
    self.contentType = contentType
  }

  /// Reads the header lines of a part, without the empty line after them.
  init(header: ArraySlice<UInt8>, nameLimit: Int) throws(MultipartError.Reason) {
    var disposition: ArraySlice<UInt8>?
    var type: ArraySlice<UInt8>?
    for (name, value) in try MultipartPart.fields(header) {
      switch name {
      case "content-disposition":
        guard disposition == nil else { throw .header }
        disposition = value
      case "content-type":
        guard type == nil else { throw .header }
        type = value
      case "content-transfer-encoding":
        guard ["7bit", "8bit", "binary"].contains(HeaderText.lowered(value)) else {
          throw .encoding
        }
      default: break
      }
    }
    guard let disposition else { throw .disposition }
    contentType = type.map { HeaderText.lowered($0.prefix { $0 != 0x3B }) }
    if contentType?.utf8.starts(with: "multipart/".utf8) == true { throw .nested }
    var parameters = HeaderText.Parameters(disposition)
    guard parameters.value == "form-data" else { throw .disposition }
    var found: String?
    var file: String?
    while let (key, value) = try parameters.next() {
      switch key {
      case "name":
        guard found == nil else { throw .disposition }
        found = try MultipartPart.text(value)
      case "filename":
        guard file == nil else { throw .disposition }
        file = FileNameText.shown(try MultipartPart.text(value))
      // `filename*` must not be used here (RFC 7578, 4.2), and could name another file.
      default: break
      }
    }
    guard let found, !found.isEmpty else { throw .disposition }
    guard found.utf8.count <= nameLimit else { throw .tooMuch(.nameBytes, limit: nameLimit) }
    name = found
    fileName = file
  }

  /// The lines as names in lower case and values without blanks around them.
  private static func fields(
    _ header: ArraySlice<UInt8>
  ) throws(MultipartError.Reason) -> [(String, ArraySlice<UInt8>)] {
    var fields: [(String, ArraySlice<UInt8>)] = []
    var rest = header
    while !rest.isEmpty {
      var line = rest.prefix { $0 != 0x0A }
      rest = rest[line.endIndex...].dropFirst()
      if !rest.isEmpty || line.last == 0x0D {
        guard line.popLast() == 0x0D else { throw .header }
      }
      guard let colon = line.firstIndex(of: 0x3A), colon > line.startIndex,
        line[..<colon].allSatisfy(HeaderText.isToken),
        line[colon...].allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 })
      else { throw .header }
      fields.append(
        (HeaderText.lowered(line[..<colon]), HeaderText.trimmed(line[(colon + 1)...])))
    }
    return fields
  }

  /// The text of a parameter, with what browsers escape put back (HTML, "multipart/form-data encoding
  /// algorithm"): a quote and the two ends of line, and nothing else.
  private static func text(_ value: [UInt8]) throws(MultipartError.Reason) -> String {
    var bytes: [UInt8] = []
    var rest = value[...]
    while let byte = rest.popFirst() {
      let next = rest.prefix(2)
      if byte == 0x25, let meant = escapes.first(where: { next.elementsEqual($0.0) }) {
        bytes.append(meant.1)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw .header }
    return text
  }

  private static let escapes: [([UInt8], UInt8)] = [
    ([0x32, 0x32], 0x22), ([0x30, 0x44], 0x0D), ([0x30, 0x41], 0x0A),
  ]
}
