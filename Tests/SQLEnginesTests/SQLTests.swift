import SQLEngines
import Testing

@Suite struct `SQL text` {
    @Test func `numbers its bindings in order`() {
        let sql: SQL = "SELECT \(1), \("two"), \(nil as Int?)"
        #expect(sql.text == "SELECT $1, $2, $3")
        #expect(sql.bindings == [.integer(1), .text("two"), .null])
    }

    @Test func `renumbers the bindings of fragments`() {
        let filter: SQL = "owner_id = \(7) AND name = \("a")"
        let sql: SQL = "SELECT \(1) WHERE \(filter) LIMIT \(9)"
        #expect(sql.text == "SELECT $1 WHERE owner_id = $2 AND name = $3 LIMIT $4")
        #expect(sql.bindings == [.integer(1), .integer(7), .text("a"), .integer(9)])
    }

    @Test func `binds each value of a row`() {
        let sql: SQL = "VALUES (\(values: [3, 1, 2]))"
        #expect(sql.text == "VALUES ($1, $2, $3)")
        #expect(sql.bindings == [.integer(3), .integer(1), .integer(2)])
    }

    @Test func `is the same of lists that are about as long`() {
        let sql: SQL = "id IN (\(list: [3, 1, 2]))"
        #expect(sql.text == "id IN ($1, $2, $3, $4)")
        #expect(sql.bindings == [.integer(3), .integer(1), .integer(2), .integer(2)])
        let lengths = Set((1...3000).map { ("\(list: 0..<$0)" as SQL).bindings.count })
        #expect(lengths.filter { $0 <= 1024 }.sorted() == [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024])
        #expect(lengths.count == 11 + 3000 - 1024)
    }

    @Test func `of a list without values is NULL`() {
        let sql: SQL = "id IN (\(list: [] as [Int]))"
        #expect(sql.text == "id IN (NULL)")
    }

    @Test func `joins fragments`() {
        let parts: [SQL] = ["a = \(1)", "b = \(2)"]
        let joined = parts.joined(separator: " AND ") + " LIMIT \(3)"
        #expect(joined.text == "a = $1 AND b = $2 LIMIT $3")
        #expect(joined.bindings == [.integer(1), .integer(2), .integer(3)])
    }

    @Test func `is empty without text and bindings`() {
        #expect(SQL().isEmpty && ("" as SQL).isEmpty && [SQL]().joined(separator: ", ").isEmpty)
        #expect(!("\(1)" as SQL).isEmpty && !("x" as SQL).isEmpty)
    }

    @Test func `never takes a value for text`() {
        let attack = "'; DROP TABLE samples; --"
        let sql: SQL = "SELECT \(attack)"
        #expect(sql.text == "SELECT $1")
        #expect(sql.bindings == [.text(attack)])
    }
}
