// swift-tools-version:6.2
import PackageDescription

let package = Package(
    name: "sluice",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "sluice", targets: ["sluice"]),
        .executable(name: "bench", targets: ["SluiceBenchmarks"]),
        .executable(name: "bench-raw-server", targets: ["RawServer"]),
    ],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
    ],
    targets: [
        .target(name: "Sales"),
        .target(name: "SalesAnalytics", dependencies: ["Sales"]),
        .target(name: "Simulation", dependencies: ["Sales", "SalesAnalytics"]),
        .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
        .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
        .systemLibrary(name: "CXLSXWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
        .systemLibrary(name: "CMalloc"),
        .target(name: "Spreadsheets", dependencies: ["CZip", "CExpat", "CXLSXWriter"]),
        .target(
            name: "SQLEngines",
            dependencies: [
                "CLibPQ",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]
        ),
        .target(name: "Storage", dependencies: ["Sales", "SalesAnalytics", "SQLEngines"]),
        .target(
            name: "Automation",
            dependencies: [
                "Sales", "SalesAnalytics", "Simulation", "Spreadsheets", "Storage",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
            ]
        ),
        .target(
            name: "Web",
            dependencies: [
                "CZlib", "Sales", "SalesAnalytics", "Storage", "Automation",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            resources: [.copy("Templates"), .copy("Messages"), .copy("Public")]
        ),
        .executableTarget(
            name: "sluice",
            dependencies: [
                "CMalloc", "Sales", "SalesAnalytics", "Simulation", "Spreadsheets", "SQLEngines", "Storage",
                "Automation", "Web",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ]
        ),
        .executableTarget(
            name: "SluiceBenchmarks",
            dependencies: [
                "Sales", "SalesAnalytics", "Simulation", "SQLEngines", "Storage", "Automation",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Benchmarks/SluiceBenchmarks"
        ),
        .executableTarget(
            name: "RawServer",
            dependencies: [
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Hummingbird", package: "hummingbird"),
            ],
            path: "Benchmarks/RawServer"
        ),
        .target(
            name: "TestSupport",
            dependencies: ["CLibPQ", "Sales", "SQLEngines", "Storage"],
            path: "Tests/TestSupport"
        ),
        .testTarget(name: "SalesTests", dependencies: ["Sales"], exclude: ["QuickEntry/lines.tsv"]),
        .testTarget(name: "SalesAnalyticsTests", dependencies: ["SalesAnalytics"]),
        .testTarget(name: "SimulationTests", dependencies: ["Simulation"]),
        .testTarget(name: "SQLEnginesTests", dependencies: ["SQLEngines", "TestSupport"]),
        .testTarget(name: "StorageTests", dependencies: ["Storage", "TestSupport"]),
        .testTarget(name: "SpreadsheetsTests", dependencies: ["Spreadsheets", "CZip"]),
        .testTarget(name: "AutomationTests", dependencies: ["Automation", "Spreadsheets", "TestSupport"]),
        .testTarget(
            name: "WebTests",
            dependencies: ["Web", "TestSupport", .product(name: "HummingbirdTesting", package: "hummingbird")]
        ),
        .testTarget(name: "SluiceTests", dependencies: ["TestSupport"]),
    ],
    swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .system {
    target.swiftSettings = [.treatAllWarnings(as: .error), .enableUpcomingFeature("MemberImportVisibility")]
}
