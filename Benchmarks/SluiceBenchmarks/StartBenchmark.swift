import Foundation

/// How long the program takes to be there.
struct StartBenchmark {
    let runs: Int

    func section() throws -> Section {
        var section = Section(
            title: "Start",
            text: """
                From starting the process to its end, or to the first answer over HTTP from an empty file that it has to \
                make. Median of \(runs) runs; beside it a program that does nothing (`true`), started the same way.
                """,
            columns: ["what", "budget", "measured", "met", "slowest", "beside `true`"]
        )
        guard let sluice = ProcessInfo.processInfo.environment["SLUICE_BENCH_SLUICE"] else {
            section.text = "Not run: SLUICE_BENCH_SLUICE names no program."
            return section
        }
        let nothing = try Stopwatch.warm(runs) { _ = try Child.run(["/bin/true"]) }.median
        for (name, budget, times) in [
            ("`sluice --version`", 0.030, try Stopwatch.warm(runs) { _ = try Child.run([sluice, "--version"]) }),
            ("`sluice serve` to the first answer", 0.150, try serve(sluice)),
        ] {
            let ratio = times.median / nothing
            section.rows.append([
                name, budget.milliseconds, times.median.milliseconds, met(times.median < budget),
                (times.max() ?? 0).milliseconds, ratio.times,
            ])
        }
        return section
    }

    private func serve(_ sluice: String) throws -> [Double] {
        try (0..<runs).map { _ in
            let folder = FileManager.default.temporaryDirectory.appending(path: "sluice-bench-\(UUID())")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            let port = Loopback.freePort()
            let arguments = [sluice, "serve", "--port", "\(port)", "--database", "sqlite:\(folder.path)/empty.sqlite"]
            let start = ContinuousClock.now
            let process = try Child.spawn(arguments, errors: "/dev/null")
            while !Loopback.answers(port: port, path: "/healthz") && ContinuousClock.now - start < .seconds(10) {
                usleep(500)
            }
            let seconds = (ContinuousClock.now - start).inSeconds
            kill(process, SIGTERM)
            Child.wait(for: process)
            return seconds
        }
    }
}
