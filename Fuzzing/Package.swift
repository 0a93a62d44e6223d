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

/// What a program is compiled with that is none of libFuzzer's.
let house: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let rooms: [Target.Dependency] = ["Media", "Labels", "Certificates", "Credentials", "Checking"].map
{
  .product(name: $0, package: checkout)
}

/// Fuzzing at length, a package of its own: neither its flags nor its programs touch a user.
///
/// `scripts/fuzz` builds and runs the programs that are guided by coverage, and makes the seeds;
/// `make soak` runs `soak-files`. `Damage` and `FuzzCases` are those of the tests, by links.
let package = Package(
  name: "countermark-fuzzing",
  platforms: [.macOS(.v15)],
  dependencies: [.package(path: "..", traits: [])],
  targets: [
    .target(name: "Damage", swiftSettings: house),
    .target(name: "LibFuzzer", swiftSettings: house),
    .target(name: "FuzzCases", dependencies: ["Damage"] + rooms, swiftSettings: house),
    .executableTarget(
      name: "soak-files", dependencies: ["Damage", "FuzzCases"], swiftSettings: house),
    .executableTarget(
      name: "fuzz-credentials", dependencies: ["FuzzCases", "LibFuzzer"], swiftSettings: fuzzing,
      linkerSettings: linking),
    .executableTarget(
      name: "fuzz-media",
      dependencies: ["LibFuzzer", .product(name: "Media", package: checkout)],
      swiftSettings: fuzzing, linkerSettings: linking),
    .executableTarget(
      name: "fuzz-labels",
      dependencies: [
        "LibFuzzer", .product(name: "Media", package: checkout),
        .product(name: "Labels", package: checkout),
      ],
      swiftSettings: fuzzing, linkerSettings: linking),
    .executableTarget(
      name: "fuzz-checks",
      dependencies: [
        "LibFuzzer", .product(name: "Media", package: checkout),
        .product(name: "Checking", package: checkout),
      ],
      swiftSettings: fuzzing, linkerSettings: linking),
  ]
)
