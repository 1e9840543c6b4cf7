import Foundation

/// What the figures were measured on.
struct Machine {
    var heading: String {
        let memory = Double(ProcessInfo.processInfo.physicalMemory) / 1_073_741_824
        return """
            # Benchmarks

            Written by `bin/bench --write` on \(Self.today): \(ProcessInfo.processInfo.activeProcessorCount) cores of \
            \(processor), \(memory.rounded(0)) GiB of memory, \(kernel), Swift \(Self.swift), release build. The load \
            of the machine was \(Self.load) at the start. Times are medians; a ratio compares with something that ran \
            beside it on the same data.

            """
    }

    /// The average number of waiting processes over 1, 5 and 15 minutes.
    static var load: String {
        read("/proc/loadavg").split(separator: " ").prefix(3).joined(separator: ", ")
    }

    private var processor: String {
        let line = Self.read("/proc/cpuinfo").split(separator: "\n").first { $0.hasPrefix("model name") }
        return line?.split(separator: ":").last.map { $0.trimmingCharacters(in: .whitespaces) }
            ?? "an unknown processor"
    }

    private var kernel: String {
        "Linux " + Self.read("/proc/sys/kernel/osrelease").trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private static var today: String { String(Date().ISO8601Format().prefix(10)) }

    private static var swift: String {
        #if compiler(>=6.3)
        "6.3"
        #else
        "6.2"
        #endif
    }

    private static func read(_ path: String) -> String {
        (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    }
}
