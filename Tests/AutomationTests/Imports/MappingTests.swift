import Sales
import Testing

@testable import Automation

private let small = #"{"kind": "accounts", "fields": {"name": "account"}}"#

/// A mapping whose pipeline has these stages.
private func stages(_ list: String) -> String {
    #"{"kind": "opportunities", "key": "k", "pipeline": {"name": "P", "stages": [\#(list)]}, "fields": {}}"#
}

@Suite struct `A mapping` {
    @Test func `may be as short as a kind and a field`() throws {
        let mapping = try mapping(small)
        #expect(mapping.kind == .accounts)
        #expect(mapping.fields["name"]?.source == .columns(["account"], separator: ""))
        #expect(mapping.existing == .update && mapping.blank == .keep && mapping.key.isEmpty)
        #expect(mapping.accounts == ReferenceMapping(match: .name, makes: false))
    }

    @Test func `says everything about a file`() throws {
        let mapping = try mapping(
            #"""
            {"kind": "opportunities", "key": ["a", "b"], "existing": "create", "blank": "clear", "openedIn": "New",
             "format": {"encoding": "gbk", "delimiter": "tab", "quote": "none", "header": true, "dateOrder": "dmy",
              "datePattern": "d.M.yyyy", "numberFormat": {"decimal": ",", "grouping": "."},
              "timeZone": "Europe/Amsterdam", "nulls": ["-"]},
             "skipWhere": {"deleted": ["1"]}, "accounts": {"match": "key", "make": true},
             "pipeline": {"name": "P", "stages": [{"name": "New", "layer": "upper", "limitDays": 3, "probability": 5},
              {"name": "Done", "kind": "won"}]},
             "fields": {"stage": {"column": "s", "values": {"n": "New"}, "otherwise": "Done"},
              "amount": {"column": "v", "currency": {"column": "c"}, "rounding": "halfUp", "times": 1000},
              "closed": {"column": "d", "precision": "day", "when": {"column": "x", "is": ["1"]}},
              "owner": {"constant": "Ana"}, "winProbability": {"column": "p", "fraction": true, "blank": "keep"}}}
            """#
        )
        #expect(mapping.format.table.encoding == .gb18030 && mapping.format.table.delimiter == 0x09)
        #expect(mapping.format.table.quoting == .none && mapping.format.table.hasHeader == true)
        #expect(mapping.format.numberFormat == NumberFormat(decimal: 0x2C, grouping: 0x2E))
        #expect(mapping.format.timeZone?.identifier == "Europe/Amsterdam")
        #expect(mapping.columns == ["a", "b", "deleted", "s", "v", "c", "d", "x", "p"])
        #expect(
            mapping.pipeline?.stages?.first
                == StageMapping(name: "New", kind: .open, probability: 5, layer: .upper, limitDays: 3)
        )
        #expect(mapping.fields["amount"]?.power == 3)
    }

    @Test(arguments: [
        (#"{"kind": "accounts", "feilds": {}}"#, #"The mapping has the unknown key "feilds" ("fields"?)."#),
        (
            #"{"kind": "accounts", "fields": {"name": {"colunm": "a"}}}"#,
            #"The mapping has the unknown key "colunm" in fields.name ("column"?)."#
        ),
        (
            #"{"kind": "accounts", "fields": {"name": "a", "indsutry": "b"}}"#,
            #"accounts have no field "indsutry" ("industry"?)."#
        ),
        (#"{"kind": "accounts", "fields": {}}"#, #"The mapping of accounts must say where "name" comes from."#),
        (
            #"{"kind": "opportunities", "fields": {"stage": "s"}}"#,
            #"The mapping of opportunities must say where "name" comes from."#
        ),
        (
            #"{"kind": "stage-history", "fields": {"record": "a", "stage": "b"}}"#,
            #"The mapping of stage-history must say where "enteredAt" comes from."#
        ),
        (#"{"fields": {"name": "a"}}"#, #"The mapping lacks "kind"."#),
        (#"{"kind": "accounts"}"#, #"The mapping lacks "fields"."#),
        (#"{"kind": "accounts", "fields": {"name": 3}}"#, "In the mapping, fields.name must be an object."),
        (#"{"kind": "accounts", "source": 3, "fields": {"name": "a"}}"#, "In the mapping, source must be a text."),
        (
            #"{"kind": "accounts", "fields": {"name": {"column": "a", "constant": "b"}}}"#,
            #"In the mapping, fields.name needs exactly one of "column", "columns" and "constant"."#
        ),
        (
            #"{"kind": "accounts", "existing": "replace", "fields": {"name": "a"}}"#,
            #"In the mapping, existing is "replace"; it must be one of "skip", "update", "create"."#
        ),
        (
            #"{"kind": "accounts", "format": {"timeZone": "Mars"}, "fields": {"name": "a"}}"#,
            #"In the mapping, format.timeZone is "Mars"; it must be a time zone such as Europe/Amsterdam, UTC or +08:00."#
        ),
        (
            #"{"kind": "accounts", "format": {"datePattern": "HH:mm"}, "fields": {"name": "a"}}"#,
            #"In the mapping, format.datePattern is "HH:mm"; it must be a pattern with year, month and day, as yyyy-MM-dd HH:mm:ss."#
        ),
        (
            #"{"kind": "accounts", "fields": {"name": "a", "annualRevenue": {"column": "r", "currency": "euro"}}}"#,
            #"In the mapping, fields.annualRevenue.currency is "euro"; it must be a currency's code of ISO 4217, as EUR."#
        ),
        (
            #"{"kind": "opportunities", "key": "k", "openedIn": "Nwe", "pipeline": {"name": "P", "stages": [{"name": "New"}]}, "fields": {}}"#,
            #"In the mapping, openedIn names the stage "Nwe", which its pipeline lacks ("New"?)."#
        ),
        (
            #"{"kind": "opportunities", "key": "k", "pipeline": {"name": "P", "stages": [{"name": "New"}]}, "fields": {"stage": {"column": "s", "values": {"n": "Old"}}}}"#,
            #"In the mapping, fields.stage.values names the stage "Old", which its pipeline lacks."#
        ),
        (
            #"{"kind": "opportunities", "key": "k", "pipeline": {"name": "P", "stages": [{"name": "Won", "kind": "won"}]}, "fields": {}}"#,
            "In the mapping, pipeline.stages has no open stage; add at least one."
        ),
        (
            stages(#"{"name": "A"}, {"name": "B"}, {"name": "C", "kind": "opn"}"#),
            #"In the mapping, pipeline.stages[3].kind is "opn"; it must be one of "open", "won", "lost"."#
        ),
        (stages(#"{"name": "A"}, {"kind": "won"}"#), #"The mapping lacks "pipeline.stages[2].name"."#),
        (
            stages(#"{"name": "A"}, {"name": "A"}"#),
            #"In the mapping, pipeline.stages has the stage "A" twice; give each a name of its own."#
        ),
        (
            stages(#"{"name": "A", "kind": "won"}, {"name": "B"}"#),
            #"In the mapping, pipeline.stages has the open stage "B" after a won or lost one; put the open stages first."#
        ),
        (
            stages(#"{"name": "A", "probability": 3.5}"#),
            #"In the mapping, each of "probability", "limitDays" and "times" must be a whole number."#
        ),
        (
            #"{"kind": "products", "fields": {"name": "a", "price": {"column": "p", "currency": "RMB"}}}"#,
            #"In the mapping, fields.price.currency is "RMB"; it must be a currency's code of ISO 4217, as CNY."#
        ),
    ])
    func `that is wrong is refused with one sentence`(_ json: String, _ text: String) {
        #expect(sentence { _ = try mapping(json) } == text)
    }

    @Test func `that is no JSON, or not there, says so`() {
        #expect(sentence { _ = try mapping("") } == "The mapping is not JSON: it is empty.")
        #expect(
            sentence { _ = try mapping("{\"kind\":\n \"accounts\",, \"fields\": {}}") }
                == "The mapping is not JSON: look near line 2, column 13."
        )
        #expect(
            sentence { _ = try mapping("{\"kind\"") }
                == "The mapping is not JSON: it ends before its last bracket or quotation mark."
        )
        #expect(
            sentence { _ = try ImportMapping(path: "/nowhere.json") }
                == "The mapping /nowhere.json cannot be read: no such file."
        )
    }

    @Test func `names all columns that the file lacks, at once`() throws {
        let mapping = try mapping(
            #"{"kind": "accounts", "key": "Idd", "fields": {"name": "Nam", "phone": "Phone", "region": "zzzzzzz"}}"#
        )
        #expect(
            sentence { try mapping.validate(against: ["Id", "Name", "Phone"]) }
                == #"The file has no column "Idd" ("Id"?), "Nam" ("Name"?), "zzzzzzz"."#
        )
        try mapping.validate(against: ["Idd", "Nam", "Phone", "zzzzzzz", "more"])
    }
}
