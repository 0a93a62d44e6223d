import Foundation
import Labels
import Media
import TestSupport
import Testing

@testable import Checking

#if canImport(Glibc)
  import Glibc

  /// The memory of this process.
  enum Memory {
    /// By how many bytes the process grew at most while a body ran.
    static func growth(_ body: () throws -> Void) throws -> Int {
      // What was freed goes back to the system, so that taking it again counts.
      _ = trim?(0)
      // From here on the highest is counted anew (proc(5), clear_refs).
      try Data("5".utf8).write(to: URL(filePath: "/proc/self/clear_refs"))
      let before = try value("VmRSS")
      try body()
      return try value("VmHWM") - before
    }

    private static let trim = dlsym(nil, "malloc_trim").map {
      unsafeBitCast($0, to: (@convention(c) (Int) -> Int32).self)
    }

    private static func value(_ name: String) throws -> Int {
      let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
      let line = try #require(status.split(separator: "\n").first { $0.hasPrefix(name) })
      return try #require(Int(line.filter(\.isNumber))) << 10
    }
  }

  /// Files with more metadata than anybody needs, written piece by piece so that the process that makes
  /// them does not grow.
  struct LargeFile {
    let name: String
    /// By how much reading it may let the process grow.
    let bound: Int
    let write: @Sendable (inout Pieces) throws -> Void

    struct Pieces {
      let handle: FileHandle
      var count = 0

      mutating func put(_ bytes: some Collection<UInt8>, times: Int = 1) throws {
        let bytes = Array(bytes)
        let block =
          times > 1
          ? Array(repeatElement(bytes, count: max(1, 65_536 / bytes.count)).joined()) : bytes
        var left = times * bytes.count
        while left > 0 {
          let piece = block.prefix(left)
          try handle.write(contentsOf: piece)
          left -= piece.count
        }
        count += times * bytes.count
      }

      mutating func put(_ text: String, times: Int = 1) throws {
        try put(Array(text.utf8), times: times)
      }

      mutating func number(_ value: Int, _ width: Int = 4) throws {
        try put((0..<width).reversed().map { UInt8(truncatingIfNeeded: value >> (8 * $0)) })
      }
    }

    static let mebibyte = 1 << 20
    static let head =
      "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF "
      + "xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description rdf:about=\"\" "
      + "xmlns:TC260=\"http://www.tc260.org.cn/ns/AIGC/1.0/\"><TC260:AIGC>{\"Label\":\"1\",\"ProduceID\":\""
    static let tail = "\"}</TC260:AIGC></rdf:Description></rdf:RDF></x:xmpmeta>"
    static let png: [UInt8] = Array(ExaminerTests.picture([]).prefix(33))

    static func all() -> [LargeFile] {
      [
        LargeFile(name: "svg", bound: 16 * mebibyte) { file in
          try file.put(
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><metadata><c:manifest "
              + "xmlns:c=\"http://c2pa.org/manifest\">")
          try file.put("QUJD", times: 10 * mebibyte / 4)
          try file.put("</c:manifest></metadata></svg>")
        },
        LargeFile(name: "store", bound: 2 * mebibyte) { file in
          try file.put(png)
          try file.number(40 * mebibyte)
          try file.put("caBX")
          try file.number(40 * mebibyte)
          try file.put("jumb")
          try file.put([0], times: 40 * mebibyte - 8)
          try file.number(0)
          try file.put(ExaminerTests.picture([]).suffix(12))
        },
        LargeFile(name: "xmp", bound: 16 * mebibyte) { file in
          let length = 4 * mebibyte - 22
          try file.put(png)
          try file.number(length + 22)
          try file.put("iTXtXML:com.adobe.xmp\0\0\0\0\0\(head)")
          try file.put("a", times: length - head.utf8.count - tail.utf8.count)
          try file.put(tail)
          try file.number(0)
          try file.put(ExaminerTests.picture([]).suffix(12))
        },
        LargeFile(name: "utf16", bound: 16 * mebibyte) { file in
          let length = 4 * mebibyte - 22
          func wide(_ text: String) -> [UInt8] { text.utf8.flatMap { [0, $0] } }
          try file.put(png)
          try file.number(length + 22)
          try file.put("iTXtXML:com.adobe.xmp\0\0\0\0\0")
          try file.put(wide(head))
          try file.put(wide("a"), times: length / 2 - head.utf8.count - tail.utf8.count)
          try file.put(wide(tail))
          try file.number(0)
          try file.put(ExaminerTests.picture([]).suffix(12))
        },
        LargeFile(name: "id3", bound: 12 * mebibyte) { file in
          let frames = 10
          let length = frames * (mebibyte + 10)
          try file.put("ID3")
          try file.put([3, 0, 0])
          try file.put([21, 14, 7, 0].map { UInt8(length >> $0 & 0x7F) })
          for _ in 0..<frames {
            try file.put("TXXX")
            try file.number(mebibyte)
            try file.put([0, 0, 0, 0x61, 0])
            try file.put([0xE9], times: mebibyte - 3)
          }
          try file.put([0xFF, 0xFB, 0x90, 0x00])
        },
        LargeFile(name: "docx", bound: 16 * mebibyte) { file in
          let start = "<Properties><property name=\"AIGC\"><lpwstr>"
          let end = "</lpwstr></property></Properties>"
          let tags = 60_000
          let size = start.utf8.count + 30 * tags + end.utf8.count
          var sum = Deflate.checksum(Array(start.utf8)[...])
          let tag = Array("<a b=\"0123456789012345678901\"/>".utf8)
          for _ in 0..<tags { sum = Deflate.checksum(tag[...], from: sum) }
          sum = Deflate.checksum(Array(end.utf8)[...], from: sum)
          var places: [(name: String, size: Int, sum: UInt32, at: Int)] = []
          for (name, count) in [("[Content_Types].xml", 0), ("docProps/custom.xml", size)] {
            let check = count == 0 ? 0 : sum
            places.append((name, count, check, file.count))
            try file.put([0x50, 0x4B, 3, 4, 20, 0, 0, 0, 0, 0, 0, 0, 0, 0])
            try file.put(little(Int(check)) + little(count) + little(count))
            try file.put([UInt8(name.utf8.count), 0, 0, 0])
            try file.put(name)
            guard count > 0 else { continue }
            try file.put(start)
            for _ in 0..<tags / 1000 { for _ in 0..<1000 { try file.put(tag) } }
            try file.put(end)
          }
          let directory = file.count
          for place in places {
            try file.put([0x50, 0x4B, 1, 2, 20, 0, 20, 0, 0, 0, 0, 0, 0, 0, 0, 0])
            try file.put(little(Int(place.sum)) + little(place.size) + little(place.size))
            try file.put([UInt8(place.name.utf8.count), 0] + [UInt8](repeating: 0, count: 12))
            try file.put(little(place.at))
            try file.put(place.name)
          }
          let length = file.count - directory
          try file.put([0x50, 0x4B, 5, 6, 0, 0, 0, 0, 2, 0, 2, 0])
          try file.put(little(length) + little(directory) + [0, 0])
        },
        LargeFile(name: "pdf", bound: 16 * mebibyte) { file in
          try file.put("%PDF-1.4\n1 0 obj\n<</Type /Catalog>>\nendobj\n")
          let info = file.count
          try file.put("2 0 obj\n<</AIGC [")
          try file.put("0 ", times: 49_000)
          try file.put("] /Title (")
          try file.put("a", times: 800_000)
          try file.put(")>>\nendobj\n")
          let table = file.count
          let place = String(repeating: "0", count: 10 - String(info).count) + String(info)
          try file.put("xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n\(place) 00000 n \n")
          try file.put("trailer\n<</Size 3 /Root 1 0 R /Info 2 0 R>>\nstartxref\n\(table)\n%%EOF\n")
        },
        LargeFile(name: "md", bound: 16 * mebibyte) { file in
          try file.put("---\n")
          try file.put("a: b\n", times: 60_000)
          try file.put("AIGC: {\"Label\":\"1\",\"ProduceID\":\"")
          try file.put("a", times: 700_000)
          try file.put("\"}\n---\n\ntext\n")
        },
      ]
    }

    private static func little(_ value: Int) -> [UInt8] {
      (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
  }

  @Suite("The memory that a check takes")
  struct MemoryTests {
    private static let isAlone =
      ProcessInfo.processInfo.environment["COUNTERMARK_ALONE"] != nil

    @Test(
      "is bounded whatever stands in a file",
      .enabled(
        if: FileManager.default.isWritableFile(atPath: "/proc/self/clear_refs"), "needs Linux"),
      .disabled(if: isAlone))
    func bounded() async throws {
      // In a process of its own: what other tests take beside it would be counted too.
      let child = try Child(
        try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"),
        ["--testing-library", "swift-testing", "--filter", "MemoryTests"],
        environment: ["COUNTERMARK_ALONE": "1"])
      let end = try await child.wait(timeout: 300)
      let output = String(decoding: child.output + child.errors, as: UTF8.self)
      let lines = output.split(separator: "\n").filter { $0.utf8.starts(with: "memory: ".utf8) }
      print(lines.joined(separator: "\n"))
      #expect(lines.count == LargeFile.all().count, "\(output)")
      #expect(end == .init(code: 0, bySignal: false), "\(output)")
    }

    @Test("is bounded in a process of its own", .enabled(if: isAlone, "is run by the other test"))
    func alone() throws {
      let folder = try TemporaryDirectory()
      let small = try folder.write(Data(ExaminerTests.picture([])), to: "small.png").path
      let examiner = Examiner()
      for large in LargeFile.all() {
        let url = folder.file(large.name)
        try Data().write(to: url)
        var pieces = LargeFile.Pieces(handle: try FileHandle(forWritingTo: url))
        try large.write(&pieces)
        try pieces.handle.close()
        // Warm: what every check needs is there.
        _ = try examiner.examine(try FileSource(path: small))
        var examination: Examination?
        let growth = try Memory.growth {
          examination = try examiner.examine(try FileSource(path: url.path))
        }
        print("memory: \(large.name) of \(pieces.count) bytes: grew by \(growth >> 10) KiB")
        #expect(growth <= large.bound, "\(large.name)")
        // It was not just refused.
        #expect(examination?.broken == nil, "\(large.name)")
        #expect(examination?.format != .unknown, "\(large.name)")
        try FileManager.default.removeItem(at: url)
      }
    }
  }
#endif
