import SQLEngines
import Sales
import Storage

/// What one who types into the search waits for, on both engines.
struct SearchBenchmark {
    let company: SearchCompany
    let runs: Int

    /// From what is in most names to what is in one or none.
    var texts: [String] {
        let (chinese, english) = (company.account(company.accounts / 2), company.account(company.accounts / 2 / 3 * 3))
        let brand = String(chinese.name.dropFirst(2).prefix(2))
        return [
            "上海", "有限公司", "臺北", String(brand.prefix(1)), brand, "\(brand) 续约", chinese.name, english.name,
            String(chinese.name.pinyinInitials[0].prefix(5)), chinese.phone ?? "", "138", "e", "qx", "erp", "renewal",
            "service 2026", "zzzz",
        ]
    }

    func section() async throws -> Section {
        var section = Section(
            title: "Search",
            text: """
                \(company.opportunities.grouped) opportunities and \(company.accounts.grouped) accounts with Chinese and \
                English names and phone numbers; \(texts.count) texts, from one letter to a whole number, which \
                are in most names, in few and in none, each looked for among all kinds \(runs) times, eight hits a kind. \
                A rep sees a two-hundredth, a manager a tenth. *Beside* is what is in the names as the engine alone \
                finds it, by `LIKE` over the opportunities' folded names. *Filled* is how fast the entries of an older \
                database are written, in batches of 500, *size* what they take of the whole.
                """,
            columns: [
                "engine", "who", "median", "slowest text", "budget", "met", "beside, median", "filled, entries/s",
                "size",
            ]
        )
        for database in try BenchmarkDatabase.all() {
            let store = try await database.open()
            let access = try await fill(store)
            let costs = try await costs(store, database.engine)
            let beside = try await beside(store, access)
            for (who, access) in try await asking(store, access) {
                let medians = try await medians(store, access, who)
                let slowest = medians.max() ?? 0
                section.rows.append(
                    [
                        database.engine.rawValue, who, medians.median.milliseconds, slowest.milliseconds, "30 ms",
                        met(slowest < 0.03), beside.milliseconds,
                    ] + costs
                )
            }
            try await store.database.close()
            try await database.remove()
        }
        return section
    }

    private func medians(_ store: Store, _ access: Access, _ who: String) async throws -> [Double] {
        var medians: [Double] = []
        for text in texts {
            var times: [Double] = []
            var hits = 0
            for _ in 0...runs {
                times.append(
                    try await Stopwatch.seconds { hits = try await store.read(access) { try $0.search(text) }.count }
                )
            }
            medians.append(Array(times.dropFirst()).median)
            Progress.tell("  \(who) “\(text)”: \(hits) hits in \((medians.last ?? 0).milliseconds)")
        }
        return medians
    }

    private func asking(_ store: Store, _ all: Access) async throws -> [(String, Access)] {
        let rep = company.members[0]
        var manager = company.members[1]
        manager.role = .manager
        return [
            ("all", all), ("manager", access(of: manager, beside: all)), ("rep", access(of: rep, beside: all)),
        ]
    }

    private func access(of member: Member, beside all: Access) -> Access {
        Access(member, in: all.workspace, rights: RoleRights(defaultOf: member.role), now: all.now)
    }
}
