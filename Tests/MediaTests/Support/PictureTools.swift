import Foundation
import Media
import TestSupport
import Testing

/// The programs of others that make and read pictures for these tests.
enum PictureTools {
  /// The path of a program, if it is installed.
  static func path(_ name: String) -> String? {
    ["/usr/bin/", "/usr/local/bin/", "/opt/homebrew/bin/"].map { $0 + name }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// Whether all of these programs are installed; `python` means the one beside the package, with
  /// Pillow.
  static func has(_ names: String...) -> Bool {
    names.allSatisfy { $0 == "python" ? hasPillow : path($0) != nil }
  }

  private static let python = Shared.packageRoot.appending(path: ".venv/bin/python").path

  private static let hasPillow: Bool = {
    let libraries = Shared.packageRoot.appending(path: ".venv/lib")
    let found = FileManager.default.enumerator(atPath: libraries.path)?
      .contains { ($0 as? String)?.hasSuffix("site-packages/PIL") == true }
    return found == true
  }()

  /// Runs a program to its end and gives what it wrote, both streams of it.
  @discardableResult
  static func run(
    _ name: String, _ arguments: [String], input: Data = Data(), in folder: URL? = nil,
    accepting codes: Set<Int32> = [0]
  ) async throws -> String {
    let program = name == "python" ? python : path(name) ?? name
    let child = try Child(program, arguments, input: input, in: folder)
    let end = try await child.wait(timeout: 120)
    let text = String(decoding: child.output + child.errors, as: UTF8.self)
    guard !end.bySignal, codes.contains(end.code) else {
      throw HarnessError("\(name) ended with \(end.code): \(text.suffix(2000))")
    }
    return text
  }

  /// Digests of the decoded pixels of all frames of each file, by Pillow; a file that it cannot open
  /// has the reason instead.
  static func pixels(_ files: [URL]) async throws -> [String] {
    let script = """
      import hashlib, sys
      from PIL import Image
      for path in sys.argv[1:]:
          try:
              image = Image.open(path)
              digest = hashlib.sha256()
              for frame in range(getattr(image, "n_frames", 1)):
                  image.seek(frame)
                  digest.update(repr(image.size).encode() + image.mode.encode() + image.tobytes())
              print(digest.hexdigest())
          except Exception as error:
              print("cannot:", type(error).__name__)
      """
    let text = try await run("python", ["-c", script] + files.map(\.path))
    return text.split(separator: "\n").map(String.init)
  }

  /// What exiftool warns of, file by file.
  static func warnings(_ files: [URL]) async throws -> [String] {
    let text = try await run(
      "exiftool", ["-j", "-a", "-Warning", "-Error"] + files.map(\.path), accepting: [0, 1])
    let start = text.firstIndex(of: "[") ?? text.startIndex
    let end = text.lastIndex(of: "]").map { text.index(after: $0) } ?? text.endIndex
    let rows =
      try JSONSerialization.jsonObject(with: Data(text[start..<end].utf8)) as? [[String: Any]]
    return (rows ?? []).map { row in
      row.filter { $0.key != "SourceFile" }.map { "\($0.key): \($0.value)" }.sorted()
        .joined(separator: "; ")
    }
  }
}

/// What the tests write into pictures.
enum PictureSamples {
  /// A packet of XMP with a title that can be looked for.
  static func packet(_ title: String = "a title") -> [UInt8] {
    Array(
      """
      <?xpacket begin="\u{FEFF}" id="W5M0MpCehiHzreSzNTczkc9d"?>\
      <x:xmpmeta xmlns:x="adobe:ns:meta/">\
      <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\
      <rdf:Description rdf:about="" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/">\
      <photoshop:Headline>\(title)</photoshop:Headline></rdf:Description></rdf:RDF></x:xmpmeta>\
      <?xpacket end="w"?>
      """.utf8)
  }

  /// A manifest store of `size` bytes: the outer boxes alone, with noise inside.
  static func store(_ size: Int = 300, seed: UInt64 = 1) -> [UInt8] {
    var random = SeededRandom(seed: seed)
    var writer = ByteWriter()
    writer.box("jumb") { store in
      store.box("jumd") { description in
        description.append([
          0x63, 0x32, 0x70, 0x61, 0x00, 0x11, 0x00, 0x10, 0x80, 0x00, 0x00, 0xAA, 0x00, 0x38, 0x9B,
          0x71, 3,
        ])
        description.append("c2pa\0")
      }
      let rest = max(0, size - 8 - store.count)
      store.box("free") { $0.append(random.bytes(rest)) }
    }
    return writer.bytes
  }
}

extension WritePlan {
  /// All bytes of the new file.
  var written: [UInt8] {
    get throws { try output.bytes(in: 0..<size, of: "the new file") }
  }
}

extension MediaFile {
  /// A file in memory.
  init(_ bytes: [UInt8]) throws { try self.init(reading: BytesSource(bytes)) }

  /// The payloads of the slots of one kind.
  func payloads(_ kind: Slot.Kind) throws -> [[UInt8]] {
    try slots(kind).map { try payload(of: $0) }
  }
}
