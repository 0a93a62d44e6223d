import Foundation
import FuzzCases
import Labels
import Media
import TestSupport
import Testing

@testable import Checking

@Suite("Inputs that once ended a program")
struct CrashReplayTests {
  static let files: [URL] = {
    let folder = Shared.packageRoot.appending(path: "Fuzzing/Crashes")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0 != "README.md" }.sorted().map { folder.appending(path: $0) }
  }()

  @Test("get an examination today, and a plan or a reason", arguments: [nil] + files)
  func replay(_ file: URL?) throws {
    // Without a file that ever did, the smallest input stands for them.
    let bytes = try file.map { [UInt8](try Data(contentsOf: $0)) } ?? []
    let examination = try Examiner().examine(BytesSource(bytes))
    #expect(examination.size == bytes.count)
    let label = try AIGCLabel(
      status: .generated, contentProducer: "001191110108335469089C10001", produceID: "A-1")
    let media = try MediaFile(reading: BytesSource(bytes))
    _ = try? media.parts()
    _ = try? LabelWriter.label(media, with: label)
    // And every parser, whichever it was that it ended; `fuzz-credentials` puts a byte in front.
    for one in try EveryInputFuzzTests.cases.get() {
      #expect(throws: Never.self, "\(one)") {
        _ = try one.answer(bytes)
        _ = try one.answer(Array(bytes.dropFirst()))
      }
    }
  }
}
