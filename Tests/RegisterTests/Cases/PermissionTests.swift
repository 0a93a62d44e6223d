import Foundation
import TestSupport
import Testing

@testable import Register

@Suite("The permission matrix: roles × states × commands")
struct PermissionTests {
  @Test("The documentation shows what the code allows; COUNTERMARK_UPDATE=1 takes a change over")
  func documentation() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../docs/permissions.md").standardized
    let text = try String(contentsOf: file, encoding: .utf8)
    let mark = "<!-- permissions: printed from the code -->\n"
    let start = try #require(text.range(of: mark)?.upperBound)
    let printed = "\n" + Permission.table
    if ProcessInfo.processInfo.environment["COUNTERMARK_UPDATE"] == "1" {
      try (text[..<start] + printed).write(to: file, atomically: true, encoding: .utf8)
    } else {
      #expect(String(text[start...]) == printed, "docs/permissions.md is not what the code allows")
    }
  }

  @Test("Nothing but erasing follows a final state, and an administrator takes no step of a case")
  func final() {
    for command in ApplicationCommand.Name.allCases {
      #expect(!Permission.roles(command).contains(.administrator))
      #expect(command == .erase || Permission.statuses(command).allSatisfy { !$0.isFinal })
    }
  }

  @Test("No role that files decides, and no role that decides files")
  func separation() {
    for command in ApplicationCommand.Name.allCases {
      let roles = Permission.roles(command)
      #expect(roles == [.applicant] || !roles.contains(.applicant))
    }
  }
}
