import Sales
import Testing

@testable import Automation

private func opportunities(_ fields: String, _ csv: String, more: String = "") throws -> [RowOutcome] {
    try outcomes(#"{"kind": "opportunities", "key": "id", \#(more) "fields": {\#(fields)}}"#, csv)
}

private func problems(_ outcomes: [RowOutcome]) -> [String] {
    outcomes.flatMap { if case .failed(let problems) = $0 { problems.map(\.description) } else { [String]() } }
}

extension [RowOutcome] {
    fileprivate var rows: [OpportunityRow] {
        compactMap { if case .row(.opportunity(let row)) = $0 { row } else { nil } }
    }
}

@Suite struct `Reading rows` {
    @Test func `takes mapped fields and leaves the others alone`() throws {
        let rows = try opportunities(
            #""amount": {"column": "value", "currency": "EUR"}, "owner": "rep", "source": "from""#,
            "id,value,rep,from\n1,5.5,Ana,?\n2,0,,Web\n"
        ).rows
        #expect(rows.map(\.key) == ["1", "2"])
        #expect(
            rows.map(\.amount) == [5.5, 0].map { .set(Amount(minor: Int64($0 * 100), currency: Currency("EUR")!)) }
        )
        #expect(rows.map(\.owner) == [.set("Ana"), .keep])
        #expect(rows.map(\.source) == [.keep, .set("Web")])
        #expect(rows.map(\.stage) == [.keep, .keep])
    }

    @Test(arguments: [
        ("2026-03-01", "2026-03-02", true), ("2026-03-01", "2026-03-01", false), ("", "2026-03-01", true),
    ])
    func `a member's time in a team ends after it begins`(_ from: String, _ until: String, _ isRead: Bool) throws {
        let outcomes = try outcomes(
            #"{"kind": "members", "fields": {"name": "Name", "teams": "Team", "teamFrom": "From", "teamUntil": "To"}}"#,
            "Name,Team,From,To\nAna,North,\(from),\(until)\n"
        )
        let sentence = "This must lie after 2026-03-01, the day on which it begins."
        #expect(problems(outcomes) == (isRead ? [] : ["Row 2, \"To\" is \"\(until)\": \(sentence)"]))
    }

    @Test func `a key is as long as the database counts`() throws {
        let key = String(repeating: "e\u{301}\u{323}", count: 250)
        let outcomes = try opportunities(#""name": "n""#, "id,n\n\(key),One\n")
        #expect(problems(outcomes).first?.hasSuffix("This is longer than 500 characters; shorten it.") == true)
    }

    @Test func `a blank cell keeps or clears as the mapping says`() throws {
        let fields = #""owner": "rep", "source": {"column": "from", "blank": "keep"}"#
        let rows = try opportunities(fields, "id,rep,from\n1,,\n", more: #""blank": "clear","#).rows
        #expect(rows.map(\.owner) == [.clear] && rows.map(\.source) == [.keep])
    }

    @Test func `values are translated, others become what otherwise says`() throws {
        let fields =
            #""product": {"column": "p", "values": {"GTXPro": "GTX Pro", "none": ""}}, "#
            + #""source": {"column": "s", "values": {"": "unknown", "w": "Web"}, "otherwise": "other"}"#
        let rows = try opportunities(fields, "id,p,s\n1,GTXPro,w\n2,none,\n3,MG,x\n").rows
        #expect(rows.map(\.product) == [.set("GTX Pro"), .keep, .set("MG")])
        #expect(rows.map(\.source) == [.set("Web"), .set("unknown"), .set("other")])
    }

    @Test func `a field can be read in some rows only, and rows can be left out`() throws {
        let fields = #""expectedCloseDate": {"column": "d", "when": {"column": "closed", "is": ["1"]}}"#
        let outcomes = try opportunities(
            fields,
            "id,d,closed,deleted\n1,2026-01-02,1,\n2,2026-01-02,0,\n3,x,1,yes\n,,,\n",
            more: #""skipWhere": {"deleted": ["yes"]},"#
        )
        #expect(outcomes.rows.map(\.expectedCloseDate) == [.set(Day("2026-01-02")!), .keep])
        #expect(outcomes[2...] == [.skipped, .skipped])
    }

    @Test func `several columns make a name, blank ones left out`() throws {
        let rows = try opportunities(
            #""name": {"columns": ["a", "b"], "separator": ", "}"#,
            "id,a,b\n1,x,y\n2,,y\n"
        ).rows
        #expect(rows.map(\.name) == [.set("x, y"), .set("y")])
    }

    @Test func `every bad cell is named with its row, column and a sentence`() throws {
        let fields = #""name": "n", "amount": {"column": "v", "currency": "USD"}, "expectedCloseDate": "d""#
        let csv = "id,n,v,d\n1,a,1.5,2026-02-30\n2,b,NaN,2026-03-01\n,c,1,2026-03-01\n4,d,\"1.234,56\",x\n"
        let point = #""format": {"numberFormat": {"decimal": "."}},"#
        #expect(
            try problems(opportunities(fields, csv, more: point)).sorted() == [
                "Row 2, \"d\" is \"2026-02-30\": There is no such day in the calendar.",
                "Row 3, \"v\" is \"NaN\": This is not a number; write it in digits, as 1234.56.",
                "Row 4, \"id\" is \"\": The record's key is blank.",
                "Row 5, \"d\" is \"x\": This is not a date that Sluice knows; write it as 2026-03-31, or give a \"datePattern\".",
                "Row 5, \"v\" is \"1.234,56\": The digits are not grouped by threes; check the decimal sign in the mapping's numberFormat.",
            ]
        )
    }

    @Test func `columns whose format could be either stop the import before its first row`() {
        let amount = #""amount": "v""#
        #expect(
            sentence { _ = try opportunities(amount, "id,v\n1,\"1,234\"\n") }
                == #"Column "v": "1,234" can be read in two ways; say in the mapping's format "numberFormat": "#
                + #"{"decimal": "."} or {"decimal": ","}."#
        )
        #expect(
            sentence { _ = try opportunities(#""created": "d""#, "id,d\n1,1/2/2026\n2,3/4/2026\n") }
                == #"Column "d": "1/2/2026" can be read in two ways and no date of the column decides; "#
                + #"say "dateOrder": "dmy" or "mdy" in the mapping's format."#
        )
    }

    @Test func `one late date decides the whole column`() throws {
        let rows = try opportunities(#""expectedCloseDate": "d""#, "id,d\n1,1/2/2026\n2,3/13/2026\n").rows
        #expect(rows.map(\.expectedCloseDate.value?.description) == ["2026-01-02", "2026-03-13"])
    }

    @Test func `a stage that the pipeline lacks names the nearest`() throws {
        let pipeline = #""pipeline": {"name": "P", "stages": [{"name": "Engaging"}]},"#
        #expect(
            try problems(opportunities(#""stage": "s""#, "id,s\n1,Engagin\n2,Engaging\n", more: pipeline)) == [
                "Row 2, \"s\" is \"Engagin\": The pipeline has no stage of this name; "
                    + "translate it with \"values\" in the mapping (\"Engaging\"?)."
            ]
        )
    }

    @Test func `words of a fixed set are known in any case and spacing`() throws {
        let rows = try opportunities(#""forecastCategory": "f""#, "id,f\n1,Best Case\n2,COMMIT\n").rows
        #expect(rows.map(\.forecastCategory) == [.set(.bestCase), .set(.commit)])
    }

    @Test func `a currency may stand in a column`() throws {
        let fields = #""amount": {"column": "v", "currency": {"column": "c"}}"#
        let outcomes = try opportunities(fields, "id,v,c\n1,5,eur\n2,5,\n3,5,euros\n")
        #expect(outcomes.rows.map(\.amount.value?.currency.code) == ["EUR", "USD"])
        #expect(
            problems(outcomes) == [
                "Row 4, \"v\" is \"5\": \"euros\" is not a currency; write its code of ISO 4217, as EUR."
            ]
        )
    }

    @Test func `history needs record, stage and time`() throws {
        let json =
            #"{"kind": "stage-history", "fields": {"record": "r", "stage": "s", "enteredAt": "t", "recordedAt": "u"}}"#
        let outcomes = try outcomes(json, "r,s,t,u\n1,A,2026-01-02T03:04:05Z,2026-01-03\n2,,,\n")
        guard case .row(.stageHistory(let row)) = outcomes[0] else { return #expect(Bool(false)) }
        #expect(row.enteredAt.instant.description == "2026-01-02T03:04:05.000Z")
        #expect(row.recordedAt?.precision == .day)
        #expect(
            problems(outcomes) == [
                "Row 3, \"s\" is \"\": This must not be blank.", "Row 3, \"t\" is \"\": This must not be blank.",
            ]
        )
    }

    @Test func `an apostrophe that guards a formula is lost, any other kept`() throws {
        let csv = "id,n\n1,'=1+1\n2,'s-Hertogenbosch\n3,''s\n4,'-5\n"
        #expect(
            try opportunities(#""name": "n""#, csv).rows.map(\.name.value) == ["=1+1", "'s-Hertogenbosch", "'s", "-5"]
        )
    }

    @Test func `a text that is too long is refused`() throws {
        let csv = "id,n\n1,\(String(repeating: "好", count: 500))\n2,\(String(repeating: "x", count: 501))\n"
        let outcomes = try opportunities(#""name": "n""#, csv)
        #expect(outcomes.rows.count == 1)
        #expect(problems(outcomes).first?.hasSuffix("This is longer than 500 characters; shorten it.") == true)
    }

    @Test func `a row with more cells than the header is refused, unless they are blank`() throws {
        let outcomes = try opportunities(#""name": "n""#, "id,n\n1,Acme\n2,Acme, Inc.\n3,b,,\n4\n")
        #expect(outcomes.rows.map(\.name) == [.set("Acme"), .set("b"), .keep])
        #expect(
            problems(outcomes) == [
                "Row 3, \"column 3\" is \" Inc.\": The row has 3 cells, the header 2; "
                    + "put a text that holds the delimiter between quotation marks."
            ]
        )
    }
}
