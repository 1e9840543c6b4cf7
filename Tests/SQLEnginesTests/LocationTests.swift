import SQLEngines
import Testing

@Suite struct `A location` {
    @Test(
        arguments: [
            ("sqlite:data/a.sqlite", "data/a.sqlite"), ("sqlite:///var/a.db", "/var/a.db"),
            ("sqlite:///C=3.sqlite", "/C=3.sqlite"), ("a.sqlite", "a.sqlite"), (" /srv/a.sqlite3\n", "/srv/a.sqlite3"),
            ("sqlite:no-extension", "no-extension"),
        ]
    )
    func `is a file`(text: String, path: String) throws {
        let location = try DatabaseLocation(text)
        #expect(location.filePath == path && location.isFile)
        #expect(location.description == "sqlite:\(path)")
    }

    @Test(
        arguments: [
            (
                "postgres://ana:s3cret@db.example.org:5433/sales?sslmode=require",
                "postgres://ana@db.example.org:5433/sales"
            ),
            ("postgresql://db/sales", "postgres://db/sales"),
            ("host=/run dbname=sales user=ana password=s3cret", "postgres://ana@/run/sales"),
            ("postgres://db/sales?user=ana&password=s3cret", "postgres://ana@db/sales"),
        ]
    )
    func `is a server and never shows a password`(text: String, shown: String) throws {
        let location = try DatabaseLocation(text)
        #expect(location.description == shown)
        #expect(location.filePath == nil && !location.isFile)
        #expect(!"\(location)".contains("s3cret"))
    }

    @Test(
        arguments: [
            ("", InvalidDatabaseLocation.unknown), ("mysql://db/sales", .unknown), ("sluice", .unknown),
            ("sqlite:", .noFile), ("sqlite::memory:", .noFile), ("host=a nonsense=s3cret", .server),
            ("postgres://ana:s3cret@[db/x", .server),
        ]
    )
    func `that is nonsense is refused with a sentence`(text: String, error: InvalidDatabaseLocation) {
        #expect(throws: error) { try DatabaseLocation(text) }
        #expect(error.description.hasSuffix(".") && !error.description.contains("s3cret"))
    }
}
