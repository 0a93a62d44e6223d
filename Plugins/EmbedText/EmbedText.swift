import Foundation
import PackagePlugin

/// Turns the text files under a target's `Resources` folder into one Swift file, so that rulebooks,
/// tables and templates travel inside the binary and no bundle has to lie beside it.
@main
struct EmbedText: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    guard let target = target as? any SourceModuleTarget else { return [] }
    let folder = target.directoryURL.appending(path: "Resources", directoryHint: .isDirectory)
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
    let files = names.map { folder.appending(path: $0) }.filter { !$0.hasDirectoryPath }
      .filter { (try? $0.resourceValues(forKeys: [.isRegularFileKey]))?.isRegularFile == true }
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedText.swift")
    return [
      .buildCommand(
        displayName: "Embedding the texts of \(target.name)",
        executable: try context.tool(named: "embed-text").url,
        arguments: [output.path, folder.path] + files.map(\.path),
        inputFiles: files,
        outputFiles: [output])
    ]
  }
}
