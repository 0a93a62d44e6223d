// swift-tools-version: 6.3
import PackageDescription

/// What every target of ours is compiled with.
///
/// Warnings are errors; imports are internal unless they say otherwise, so that a public import is
/// a decision.
let house: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// What reads bytes of strangers, when a program of `Fuzzing/` is built that is guided by coverage.
let covered: [SwiftSetting] =
  house
  + (Context.environment["COUNTERMARK_FUZZING"] == nil
    ? [] : [.unsafeFlags(["-sanitize=fuzzer,address"])])

/// The server packages hang on this trait: an application that embeds the checking side says
/// `traits: []` and resolves none of them.
let server: TargetDependencyCondition? = .when(traits: ["Server"])

/// Building the documentation asks for one more package; nobody else resolves it.
let documentation: [Package.Dependency] =
  Context.environment["COUNTERMARK_DOCS"] == nil
  ? [] : [.package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0")]

/// `Benchmarks/` is a package of its own and measures a room that is no product for others.
let measured: [Product] =
  Context.environment["COUNTERMARK_BENCHMARKS"] == nil
  ? [] : [.library(name: "Register", targets: ["Register"])]

let package = Package(
  name: "countermark",
  defaultLocalization: "en",
  platforms: [.macOS(.v15), .iOS(.v16)],
  products: [
    .library(name: "Rules", targets: ["Rules"]),
    .library(name: "Transparency", targets: ["Transparency"]),
    .library(name: "Record", targets: ["Record"]),
    .library(name: "Media", targets: ["Media"]),
    .library(name: "Labels", targets: ["Labels"]),
    .library(name: "Certificates", targets: ["Certificates"]),
    .library(name: "Credentials", targets: ["Credentials"]),
    .library(name: "Checking", targets: ["Checking"]),
    .executable(name: "countermark", targets: ["countermark"]),
  ] + measured,
  traits: [
    .default(enabledTraits: ["Server"]),
    .trait(name: "Server", description: "The register, its ledger, its pages and the command."),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ] + documentation,
  targets: [
    .executableTarget(name: "embed-text", swiftSettings: house),
    .plugin(name: "EmbedText", capability: .buildTool(), dependencies: ["embed-text"]),
    .target(
      name: "Rules",
      dependencies: [.product(name: "Yams", package: "Yams")],
      exclude: ["Resources"],
      swiftSettings: house,
      plugins: ["EmbedText"]),
    .target(
      name: "Transparency",
      dependencies: [.product(name: "Crypto", package: "swift-crypto")],
      swiftSettings: house),
    .target(
      name: "Record",
      dependencies: [
        "Rules", "Transparency", .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: house),
    .target(
      name: "Labels",
      dependencies: [
        "Rules", "Media", .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
      ],
      swiftSettings: covered),
    .target(
      name: "Certificates",
      dependencies: [
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
        .product(name: "SwiftASN1", package: "swift-asn1"),
      ],
      swiftSettings: covered),
    .systemLibrary(
      name: "CBrotli", pkgConfig: "libbrotlidec", providers: [.apt(["libbrotli-dev"])]),
    .target(
      name: "Credentials",
      dependencies: [
        "Media", "Certificates", .target(name: "CBrotli", condition: .when(platforms: [.linux])),
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: covered),
    .target(
      name: "Checking", dependencies: ["Rules", "Media", "Labels", "Certificates", "Credentials"],
      exclude: ["Resources"],
      swiftSettings: covered,
      plugins: ["EmbedText"]),
    .target(name: "Media", dependencies: ["CZlib", "CLinuxFiles"], swiftSettings: covered),
    .target(
      name: "Ledger",
      dependencies: [
        "Transparency",
        .product(name: "GRDB", package: "GRDB.swift", condition: server),
      ],
      swiftSettings: house),
    .systemLibrary(name: "CLinuxFiles"),
    .systemLibrary(
      name: "CQRCode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(
      name: "Register",
      dependencies: [
        "Rules", "Transparency", "Record", "Ledger", "Media",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
        .product(name: "HashTreeCollections", package: "swift-collections", condition: server),
      ],
      exclude: ["Resources"],
      swiftSettings: house,
      plugins: ["EmbedText"]),
    .target(
      name: "Web",
      dependencies: [
        "Rules", "Transparency", "Record", "Register", "Media", "Checking",
        .target(name: "CQRCode", condition: server),
        .product(name: "Hummingbird", package: "hummingbird", condition: server),
        .product(name: "Mustache", package: "swift-mustache", condition: server),
        .product(name: "Logging", package: "swift-log", condition: server),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle", condition: server),
      ],
      exclude: ["Resources"],
      swiftSettings: house,
      plugins: ["EmbedText"]),
    .executableTarget(
      name: "countermark",
      dependencies: [
        "Rules", "Transparency", "Record", "Ledger", "Register", "Web", "Media", "Labels",
        "Checking", "Certificates", "Credentials",
        .product(name: "ArgumentParser", package: "swift-argument-parser", condition: server),
        .product(name: "Logging", package: "swift-log", condition: server),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle", condition: server),
        .product(name: "UnixSignals", package: "swift-service-lifecycle", condition: server),
      ],
      swiftSettings: house),
    .testTarget(
      name: "RulesTests", dependencies: ["Rules", "TestSupport"], exclude: ["oracles"],
      swiftSettings: house),
    .testTarget(name: "TransparencyTests", dependencies: ["Transparency"], swiftSettings: house),
    .target(
      name: "TestSupport", dependencies: ["Rules", "Damage"], path: "Tests/Support",
      swiftSettings: house),
    .target(name: "Damage", path: "Tests/Damage", swiftSettings: house),
    .target(
      name: "FuzzCases",
      dependencies: ["Media", "Labels", "Certificates", "Credentials", "Checking", "Damage"],
      path: "Tests/FuzzCases", swiftSettings: house),
    .testTarget(name: "SupportTests", dependencies: ["TestSupport"], swiftSettings: house),
    .testTarget(
      name: "RecordTests", dependencies: ["Rules", "Record", "TestSupport"], swiftSettings: house),
    .testTarget(
      name: "LabelsTests", dependencies: ["Rules", "Media", "Labels", "TestSupport"],
      swiftSettings: house),
    .testTarget(
      name: "CheckingTests",
      dependencies: [
        "Rules", "Media", "Labels", "Credentials", "Checking", "FuzzCases", "TestSupport",
      ],
      swiftSettings: house),
    .testTarget(
      name: "CertificatesTests",
      dependencies: [
        "Certificates", "TestSupport", .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
        .product(name: "SwiftASN1", package: "swift-asn1"),
      ],
      swiftSettings: house),
    .testTarget(
      name: "CredentialsTests",
      dependencies: [
        "Media", "Certificates", "Credentials", "TestSupport",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
        .product(name: "SwiftASN1", package: "swift-asn1"),
      ],
      swiftSettings: house),
    .testTarget(name: "MediaTests", dependencies: ["Media", "TestSupport"], swiftSettings: house),
    .testTarget(
      name: "LedgerTests",
      dependencies: [
        "Ledger", "Transparency", "TestSupport",
        .product(name: "GRDBSQLite", package: "GRDB.swift", condition: server),
      ],
      swiftSettings: house),
    .testTarget(
      name: "RegisterTests",
      dependencies: [
        "Rules", "Transparency", "Record", "Ledger", "Register", "Media", "TestSupport",
        "countermark",
      ],
      swiftSettings: house),
    .executableTarget(
      name: "appender", dependencies: ["Rules", "Transparency", "Record", "Register"],
      path: "Tests/Appender", swiftSettings: house),
    .testTarget(
      name: "ReliabilityTests",
      dependencies: [
        "Rules", "Transparency", "Record", "Ledger", "Register", "TestSupport", "appender",
        .product(name: "GRDBSQLite", package: "GRDB.swift", condition: server),
      ],
      swiftSettings: house),
    .testTarget(
      name: "WebTests",
      dependencies: [
        "Rules", "Transparency", "Record", "Register", "Media", "Checking", "Web", "TestSupport",
        "countermark",
        .product(name: "Hummingbird", package: "hummingbird", condition: server),
        .product(name: "Mustache", package: "swift-mustache", condition: server),
        .product(name: "Logging", package: "swift-log", condition: server),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle", condition: server),
      ],
      swiftSettings: house),
    .testTarget(
      name: "BrowserTests",
      dependencies: ["Rules", "Record", "Register", "Web", "TestSupport"], swiftSettings: house),
    .testTarget(
      name: "CommandTests", dependencies: ["TestSupport", "countermark"],
      exclude: ["Help", "Scripts"], swiftSettings: house),
  ]
)
