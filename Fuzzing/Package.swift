// swift-tools-version: 6.3
import PackageDescription

/// A dependency by path is called by the name of its folder, whatever that is called here.
let checkout = Context.packageDirectory.split(separator: "/").dropLast().last.map(String.init) ?? ""

/// A program of libFuzzer: its own `main`, and coverage of everything that it is linked with.
let fuzzing: [SwiftSetting] = [
  .unsafeFlags(["-sanitize=fuzzer,address", "-parse-as-library"]),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]
let linking: [LinkerSetting] = [.unsafeFlags(["-sanitize=fuzzer,address"])]

/// Coverage-guided fuzzing, a package of its own: neither its flags nor its programs touch a user.
///
/// `scripts/fuzz` builds and runs it, and makes the seeds.
let package = Package(
  name: "countermark-fuzzing",
  platforms: [.macOS(.v15)],
  dependencies: [.package(path: "..", traits: [])],
  targets: [
    .executableTarget(
      name: "fuzz-media", dependencies: [.product(name: "Media", package: checkout)],
      swiftSettings: fuzzing, linkerSettings: linking),
    .executableTarget(
      name: "fuzz-labels",
      dependencies: [
        .product(name: "Media", package: checkout), .product(name: "Labels", package: checkout),
      ],
      swiftSettings: fuzzing, linkerSettings: linking),
    .executableTarget(
      name: "fuzz-checks",
      dependencies: [
        .product(name: "Media", package: checkout), .product(name: "Checking", package: checkout),
      ],
      swiftSettings: fuzzing, linkerSettings: linking),
  ]
)
