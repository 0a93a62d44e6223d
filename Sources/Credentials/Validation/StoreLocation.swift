internal import Media

/// Where the store of a file is (C2PA, 11.4): in it, beside it, or elsewhere.
struct StoreLocation {
  /// The bytes of the stores that belong together, the active one last; empty where there is none.
  private(set) var stores: [[UInt8]] = []
  private(set) var place = ValidationReport.Place.nowhere
  /// The slots of the stores in the file, whether or not they are the ones that count.
  private(set) var slots: [Slot] = []
  private(set) var remote: String?
  /// What is to be said where there is no store.
  private(set) var sentence = "the file carries no Content Credential"
  private(set) var statuses: [ValidationStatus] = []

  init(_ file: MediaFile, sidecar: [UInt8]?) {
    slots = file.slots(.store)
    remote = RemoteReference.find(in: file)
    if let sidecar {
      stores = [sidecar]
      place = .sidecar
      return
    }
    guard let last = slots.last else {
      if let broken = file.broken {
        sentence = "no Content Credential was found before the file breaks off: \(broken)"
        if case .unsupported = broken.reason {
        } else {
          statuses = [ValidationStatus(.generalError, nil, sentence)]
        }
      } else if let remote {
        sentence = "the credential is not in the file but at \(remote), which was not fetched"
        statuses = [ValidationStatus(.manifestInaccessible, nil, sentence)]
      } else if let unread = StoreLocation.unread(file.format) {
        sentence = unread
      }
      return
    }
    var used = [last]
    if slots.count > 1 {
      switch file.format {
      case .pdf: break
      case .mp4, .quickTime, .m4a, .threeGP, .heif, .avif:
        // `original` and `update` are one store in two boxes (C2PA, A.5.3).
        used = slots
      default:
        sentence = "the file has \(slots.count) manifest stores, so that none of them counts"
        statuses = [ValidationStatus(.generalError, nil, sentence)]
        return
      }
    }
    for slot in used {
      do throws(MediaError) { stores.append(try file.payload(of: slot)) } catch {
        stores = []
        sentence = "the manifest store cannot be read: \(error)"
        statuses = [ValidationStatus(.generalError, nil, sentence)]
        return
      }
    }
    place = .embedded(last.place)
  }

  /// What is to be said of formats in which a store could be that is not looked for here.
  private static func unread(_ format: MediaFormat) -> String? {
    switch format {
    case .font: "a credential in a font is not read here; one beside it (.c2pa) is"
    case .ogg: "a credential in an Ogg stream is not read here; one beside it (.c2pa) is"
    case .markdown: "a credential in a text is not read here; one beside it (.c2pa) is"
    case .unknown: "the format is not known, so that no credential can be looked for in it"
    default: nil
    }
  }
}

/// The reference to a store elsewhere: `dcterms:provenance` in XMP (C2PA, 11.4.2).
enum RemoteReference {
  static func find(in file: MediaFile) -> String? {
    for slot in file.slots(.xmp) {
      guard let bytes = try? file.payload(of: slot), let url = find(in: bytes) else { continue }
      return url
    }
    return nil
  }

  /// The value of the property, as an attribute or as an element.
  static func find(in xmp: [UInt8]) -> String? {
    var rest = xmp[...]
    let name = Array("dcterms:provenance".utf8)
    while let end = end(of: name, in: rest) {
      rest = rest[end...]
      var value = rest.drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D || $0 == 0x3D }
      guard let open = value.popFirst() else { return nil }
      let end: UInt8
      switch open {
      case UInt8(ascii: "\""), UInt8(ascii: "'"): end = open
      case UInt8(ascii: ">"): end = UInt8(ascii: "<")
      default: continue
      }
      let text = String(decoding: value.prefix { $0 != end }.prefix(4096), as: UTF8.self)
      // Some writers put the address of the claim within the store there.
      if !text.isEmpty, !text.utf8.starts(with: "self#".utf8) { return unescaped(text) }
    }
    return nil
  }

  /// Where the first `name` in `bytes` ends.
  private static func end(of name: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
    let start = bytes.startIndex
    return bytes.withUnsafeBufferPointer { buffer in
      guard let first = name.first, buffer.count >= name.count else { return nil }
      for place in 0...buffer.count - name.count where buffer[place] == first {
        if buffer[place..<place + name.count].elementsEqual(name) {
          return start + place + name.count
        }
      }
      return nil
    }
  }

  private static func unescaped(_ text: String) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    let names: [(String, UInt8)] = [
      ("&amp;", 0x26), ("&lt;", 0x3C), ("&gt;", 0x3E), ("&quot;", 0x22), ("&apos;", 0x27),
    ]
    while let byte = rest.first {
      if byte == 0x26, let name = names.first(where: { rest.starts(with: $0.0.utf8) }) {
        bytes.append(name.1)
        rest = rest.dropFirst(name.0.utf8.count)
      } else {
        bytes.append(byte)
        rest = rest.dropFirst()
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
