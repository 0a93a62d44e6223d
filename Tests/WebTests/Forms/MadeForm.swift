import TestSupport

@testable import Web

/// A multipart body made up in code, and what reading one gives.
struct MadeForm: Hashable {
  struct Part: Hashable {
    var name: String
    var fileName: String?
    var contentType: String?
    var data: [UInt8]
  }

  var boundary = "----WebKitFormBoundary7MA4YWxkTrZu0gW"
  var parts: [Part] = []

  /// The body as a browser writes it.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    for part in parts {
      bytes += Array("--\(boundary)\r\nContent-Disposition: form-data; ".utf8)
      bytes += Array("name=\"\(Self.escaped(part.name))\"".utf8)
      if let name = part.fileName { bytes += Array("; filename=\"\(Self.escaped(name))\"".utf8) }
      if let type = part.contentType { bytes += Array("\r\nContent-Type: \(type)".utf8) }
      bytes += Array("\r\n\r\n".utf8) + part.data + Array("\r\n".utf8)
    }
    return bytes + Array("--\(boundary)--\r\n".utf8)
  }

  /// HTML, "multipart/form-data encoding algorithm".
  private static func escaped(_ name: String) -> String {
    var text = ""
    for scalar in name.unicodeScalars {
      switch scalar {
      case "\"": text += "%22"
      case "\r": text += "%0D"
      case "\n": text += "%0A"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }

  /// Reads a body that comes in chunks which end at `cuts`.
  static func read(
    _ bytes: [UInt8], boundary: String, cuts: [Int] = [], limits: MultipartLimits = .init()
  ) throws(MultipartError) -> [Part] {
    var reader = try MultipartReader(boundary: Array(boundary.utf8), limits: limits)
    var parts: [Part] = []
    var isOpen = false
    var isFinished = false
    var start = 0
    for end in cuts.sorted() + [bytes.count] {
      for event in try reader.feed(bytes[start..<end]) {
        switch event {
        case .partBegan(let part):
          isOpen = true
          parts.append(
            Part(
              name: part.name, fileName: part.fileName, contentType: part.contentType, data: []))
        case .partData(let data) where isOpen && !data.isEmpty:
          parts[parts.count - 1].data += data
        case .partEnded where isOpen: isOpen = false
        case .finished where !isOpen && !isFinished: isFinished = true
        default: throw MultipartError(reason: .header, offset: -1)
        }
      }
      start = end
    }
    try reader.end()
    guard isFinished else { throw MultipartError(reason: .header, offset: -2) }
    return parts
  }
}
