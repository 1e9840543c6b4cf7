import SQLEngines

/// What SQLite does to answer a statement.
struct QueryPlan {
    private struct Step: SQLReadable {
        var detail: String

        init(from row: inout Row) throws {
            for _ in 0..<3 { row.skip() }
            detail = try row.next()
        }
    }

    let steps: [String]
    private let text: String

    init(of statement: SQL, _ db: any Connection) throws {
        let found: [Step] = try db.all("EXPLAIN QUERY PLAN \(statement)")
        steps = found.map(\.detail)
        text = statement.text
    }

    /// The steps that read all of one of the tables, or all that a workspace has in it.
    ///
    /// A list that an index gives in its order ends at its limit, whatever there is behind.
    func wholeReads(of tables: Set<String>) -> [String] {
        let isSorted = steps.contains { $0.contains("USE TEMP B-TREE FOR ORDER BY") }
        // What a part that ends puts in order once more is little.
        let isOfFew = text.contains(") AS near WHERE")
        let ends = text.contains(" LIMIT ") && text.contains("ORDER BY") && (!isSorted || isOfFew)
        let names = names
        return steps.filter { step in
            let words = step.split(separator: " ")
            guard words.count > 1, ["SCAN", "SEARCH"].contains(words[0]) else { return false }
            guard tables.contains(names[String(words[1])] ?? String(words[1])) else { return false }
            return words[0] == "SCAN" || step.hasSuffix("(workspace_id=?)") && !ends
        }
    }

    /// Tables by the aliases under which the plan shows them.
    private var names: [String: String] {
        let uses = text.matches(of: /(?:FROM|JOIN)\s+(\w+)\s+(?:AS\s+)?(\w+)/)
        return Dictionary(uses.map { (String($0.2), String($0.1)) }) { first, _ in first }
    }
}

extension Database {
    func plan(of statement: SQL) async throws -> QueryPlan { try await read { try QueryPlan(of: statement, $0) } }
}
