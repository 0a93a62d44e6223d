// swift-tools-version: 6.3
import PackageDescription

// An application that uses the rooms without the server, as its manifest would be. A dependency by
// path is called by the name of its folder, so `scripts/check-traits` puts this package beside a
// link that is called `countermark`, wherever the checkout is and whatever it is called.
let package = Package(
  name: "app",
  platforms: [.macOS(.v15), .iOS(.v16)],
  dependencies: [
    .package(path: "../countermark", traits: [])
  ],
  targets: [
    .executableTarget(
      name: "check",
      dependencies: [
        .product(name: "Rules", package: "countermark"),
        .product(name: "Transparency", package: "countermark"),
        .product(name: "Record", package: "countermark"),
        .product(name: "Media", package: "countermark"),
        .product(name: "Labels", package: "countermark"),
        .product(name: "Checking", package: "countermark"),
      ])
  ]
)
