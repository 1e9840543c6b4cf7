/// A file of opportunities with accounts and owners through the real program.
struct ImportBenchmark {
    let company: BenchmarkCompany
    let rows: Int

    func section() async throws -> Section {
        Section(title: "Import", text: "Not measured yet.", columns: ["–"])
    }
}
