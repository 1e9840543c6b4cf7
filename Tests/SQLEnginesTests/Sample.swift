import SQLEngines
import TestSupport

/// A table with a column of each type, as the tests use it.
let sampleSchema = [
    Migration(
        name: "samples",
        steps: [
            """
            CREATE TABLE samples (
                id BIGINT NOT NULL PRIMARY KEY,
                number BIGINT,
                share DOUBLE PRECISION,
                name TEXT,
                token UUID,
                bytes BYTEA
            )
            """,
            .engine(
                sqlite: ["CREATE TABLE engines (name TEXT NOT NULL)", "INSERT INTO engines VALUES ('sqlite')"],
                postgres: ["CREATE TABLE engines (name TEXT NOT NULL)", "INSERT INTO engines VALUES ('postgres')"]
            ),
        ]
    )
]

struct Sample: SQLReadable, Hashable {
    var id: Int
    var number: Int64?
    var share: Double?
    var name: String?
    var token: SQL.Value = .null
    var bytes: [UInt8]?

    static let columns: SQL = "id, number, share, name, token, bytes"

    var values: [SQL.Value] {
        [id.sqlValue, number.sqlValue, share.sqlValue, name.sqlValue, token, bytes.sqlValue]
    }

    var insertion: SQL { "INSERT INTO samples (\(Self.columns)) VALUES (\(values: values))" }
}

extension Sample {
    init(from row: inout Row) throws {
        id = try row.next()
        number = try row.next()
        share = try row.next()
        name = try row.next()
        if row.isNull {
            row.skip()
        } else {
            let (high, low) = row.uuid()
            token = .uuid(high, low)
        }
        bytes = try row.next()
    }

    static let all: SQL = "SELECT \(columns) FROM samples ORDER BY id"

    /// Values that are easily damaged on their way.
    static let difficult = [
        Sample(id: 1),
        Sample(id: 2, number: .min, share: -0.1, name: "", token: .uuid(0, 0), bytes: []),
        Sample(id: 3, number: .max, share: .greatestFiniteMagnitude, name: "𝄞 東京 \\N\t\n\r'\"", bytes: [0, 255, 92]),
        Sample(id: 4, number: -1, share: 1e-300, name: "NULL", token: .uuid(.max, 1), bytes: [UInt8](0...255)),
        Sample(id: 5, number: 0, share: 0, name: #"\N"#, token: .uuid(1 << 63, .max), bytes: [10]),
    ]

    static func rows(_ samples: [Sample]) -> SQLRows {
        var rows = SQLRows(columns: 6)
        for sample in samples { rows.append(sample.values) }
        return rows
    }
}

extension SQL {
    static let countSamples: SQL = "SELECT count(*) FROM samples"

    /// Changes the sample of that id to a number.
    static func set(_ id: Int, _ number: Int64) -> SQL { "UPDATE samples SET number = \(number) WHERE id = \(id)" }
}
