// swift-tools-version: 6.3
import PackageDescription

/// A dependency by path is called by the name of its folder, whatever that is called here.
let checkout = Context.packageDirectory.split(separator: "/").dropLast().last.map(String.init) ?? ""

let house: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// What `make bench` measures with.
///
/// A package of its own, so that nothing here touches a user; it is built by `scripts/bench`, which
/// sets `COUNTERMARK_BENCHMARKS` (see the manifest above).
let package = Package(
  name: "countermark-benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(path: ".."),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
  ],
  targets: [
    .target(name: "Measuring", swiftSettings: house),
    .executableTarget(
      name: "bench-proofs",
      dependencies: ["Measuring", .product(name: "Transparency", package: checkout)],
      swiftSettings: house),
    .executableTarget(
      name: "bench-register",
      dependencies: [
        "Measuring",
        .product(name: "Rules", package: checkout),
        .product(name: "Record", package: checkout),
        .product(name: "Register", package: checkout),
        .product(name: "Transparency", package: checkout),
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: house),
    .executableTarget(
      name: "bench-credentials",
      dependencies: [
        "Measuring",
        .product(name: "Media", package: checkout),
        .product(name: "Certificates", package: checkout),
        .product(name: "Credentials", package: checkout),
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: house),
    .executableTarget(
      name: "bench-bare",
      dependencies: [
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: house),
  ]
)
