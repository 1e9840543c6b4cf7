import Sales
import Testing

@Suite struct `A typed value of an own field` {
    private let ana = Member(id: Identifier(high: 1, low: 1), name: "Ana")
    private let east = FieldOption(
        id: Identifier(high: 2, low: 1),
        name: FieldName([.english: "East", .simplifiedChinese: "华东"])
    )
    private let west = FieldOption(id: Identifier(high: 2, low: 2), name: FieldName([.english: "West; far"]))
    private let old = FieldOption(id: Identifier(high: 2, low: 3), name: FieldName([.english: "Old"]), isRetired: true)
    private var context: FieldContext { FieldContext(currency: .yuan, members: [ana]) }

    private func field(_ type: FieldType) -> FieldDefinition {
        FieldDefinition(
            id: Identifier(high: 9, low: 9),
            holder: .account,
            type: type,
            name: FieldName([.english: "F"]),
            options: type.hasOptions ? [east, west, old] : []
        )
    }

    private func problem(_ type: FieldType, _ text: String) -> FieldProblem? {
        do {
            _ = try field(type).value(of: text, context)
            return nil
        } catch {
            return error.problem
        }
    }

    @Test(arguments: FieldType.allCases) func `is none where it is blank`(_ type: FieldType) throws {
        #expect(try field(type).value(of: " \n", context) == nil)
    }

    @Test(arguments: [
        ("12", 12_000_000), ("-1,234.5", -1_234_500_000), ("０．５", 500_000), ("0.000001", 1), ("1.5000000", 1_500_000),
        ("9223372036854.775807", Int64.max),
    ])
    func `is an exact number`(_ text: String, _ millionths: Int64) throws {
        #expect(try field(.number).value(of: text, context) == .number(FieldNumber(millionths: millionths)))
        let number = FieldNumber(millionths: millionths)
        #expect(try FieldNumber(typed: "\(number)") == number)
    }

    @Test func `is refused with the reason`() {
        #expect(problem(.number, "12a") == .noNumber)
        #expect(problem(.number, "0.0000001") == .tooFine)
        #expect(problem(.number, "9223372036854.775808") == .tooLarge)
        #expect(problem(.money, "1.234") == .noAmount(.tooFine(.yuan)))
        #expect(problem(.money, "kpi 500") != nil)
        #expect(problem(.day, "2026-02-30") == .noDay)
        #expect(problem(.yesNo, "perhaps") == .noYesNo)
        #expect(problem(.text, String(repeating: "字", count: 2001)) == .tooLong)
        #expect(problem(.text, "a\0b") == .unstorable)
        #expect(problem(.choice, "North") == .unknownOption("North"))
        #expect(problem(.choice, "Old") == .unknownOption("Old"))
        #expect(problem(.choice, "East; 华东; West; far") != nil)
        #expect(problem(.member, "Nobody") == .unknownMember("Nobody"))
        for link in ["javascript:alert(1)", "ftp://a", "https://", "http:///x", "https://a b", "example.com"] {
            #expect(problem(.link, link) == .noLink, "\(link)")
        }
    }

    @Test func `names options, members and currencies as people do`() throws {
        #expect(try field(.choice).value(of: "華東", context) == .choices([east.id]))
        #expect(try field(.choice).value(of: "west; FAR", context) == .choices([west.id]))
        #expect(try field(.choices).value(of: "\(west.id)；east", context) == .choices([east.id, west.id]))
        #expect(try field(.choice).value(of: "\(old.id)", context, was: .choices([old.id])) == .choices([old.id]))
        #expect(try field(.member).value(of: "ana", context) == .member(ana.id))
        #expect(try field(.yesNo).value(of: "是", context) == .yesNo(true))
        let dollars = FieldValue.money(Amount(minor: 150, currency: .usDollar))
        #expect(try field(.money).value(of: "USD 1.50", context) == dollars)
        #expect(try field(.money).value(of: "1.5", context, was: dollars) == dollars)
        #expect(try field(.link).value(of: "HTTPS://例.com/a?b", context) == .link("HTTPS://例.com/a?b"))
    }

    @Test func `is read back from what is stored of it`() {
        let values: [(FieldType, FieldValue)] = [
            (.text, .text("a; b")), (.number, .number(FieldNumber(millionths: -5))),
            (.money, .money(Amount(minor: -1050, currency: .usDollar))), (.yesNo, .yesNo(false)),
            (.choices, .choices([east.id, west.id])), (.member, .member(ana.id)), (.link, .link("https://a.b")),
        ]
        for (type, value) in values { #expect(field(type).value(stored: value.stored) == value) }
    }
}
