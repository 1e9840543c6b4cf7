import HTTPTypes
import Sales
import Storage
import TestSupport
import Testing

@testable import Web

@Suite struct `The pages with own fields` {
    private func field(_ type: FieldType, _ name: String, _ low: UInt64) -> FieldDefinition {
        FieldDefinition(
            id: Identifier(high: 40, low: low),
            holder: .opportunity,
            type: type,
            name: FieldName([.english: name, .simplifiedChinese: "\(name) 预算"]),
            section: "Money",
            options: type.hasOptions
                ? [FieldOption(id: Identifier(high: 41, low: low), name: FieldName([.english: "Gold"]))] : []
        )
    }

    @Test func `add a field once, name it in three languages and retire it`() async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let world = signedIn.world
            let admin = try await signedIn.signIn(world.ana, as: .admin)
            let fields = [
                "once": "\(Identifier<FieldDefinition>(high: 42, low: 1))", "holder": "account", "type": "choice",
                "name-en": "Level", "name-zh-Hans": "级别", "name-zh-Hant": "", "options": "Gold / 金 / 金\nSilver\n",
                "section": "",
            ]
            for _ in 1...2 { #expect(try await admin.post("/settings/fields", fields).status == .seeOther) }
            let all = try await world.store.read(world.asOperator(1)) { try $0.fieldDefinitions(.account) }
            #expect(all.map(\.name.all) == [["Level", "级别"]])
            #expect(all.first?.options.map(\.name.all) == [["Gold", "金", "金"], ["Silver"]])
            #expect(try await admin.get("/settings/fields").text.contains("Level"))
            let page = try await admin.get("/settings/fields/\(all[0].id)")
            #expect(page.text.contains("Silver"))
            var taken = fields
            (taken["once"], taken["name-en"]) = ("", "LEVEL")
            let refused = try await admin.post("/settings/fields", taken)
            #expect(refused.status == .unprocessableContent && refused.text.contains("LEVEL"))
            let path = "/settings/fields/\(all[0].id)/state"
            #expect(try await admin.post(path, ["act": "retire", "version": "1"]).status == .seeOther)
            #expect(try await admin.post(path, ["act": "offer", "version": "1"]).status == .conflict)
        }
    }

    @Test func `fill in, show, list, filter and tell what a record has`() async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let world = signedIn.world
            let (number, list, link) = (
                field(.number, "Budget", 1), field(.choices, "Levels", 2), field(.link, "Site", 3)
            )
            try await world.store.write(world.asOperator()) { db in
                for field in [number, list, link] { try db.addField(field) }
            }
            let sale = try await signedIn.opportunity(of: world.ben)
            let ben = try await signedIn.signIn(world.ben)
            let path = "/opportunities/\(sale.id)"
            let form = [
                "version": "1", number.key: "1,234.5", "was-\(number.key)": "", "was-\(list.key)": "",
                "\(list.key)-\(list.options[0].id)": "yes", link.key: "https://a.example/?a=1&b=2",
                "was-\(link.key)": "",
            ]
            var wrong = form
            wrong[link.key] = "javascript:alert(1)"
            let refused = try await ben.post("\(path)/changes", wrong)
            #expect(refused.status == .unprocessableContent)
            #expect(refused.text.contains("Site: a link begins with") && refused.text.contains("1,234.5"))
            #expect(try await ben.post("\(path)/changes", form).status == .seeOther)
            let page = try await ben.get(path).text
            #expect(page.contains("1,234.5") && page.contains("Gold") && page.contains(">Money<"))
            #expect(page.unescaped.contains("href=\"https://a.example/?a=1&b=2\""))
            let columns = "column=name&column=\(number.key)&column=\(list.key)"
            let shown = try await ben.get("/opportunities?\(columns)&order=-\(number.key)&\(number.key)From=1000")
            #expect(shown.status == .ok && shown.text.contains("1,234.5") && shown.text.contains("Gold"))
            let none = try await ben.get("/opportunities?\(columns)&\(number.key)From=2000")
            #expect(!none.text.contains("1,234.5"))
            #expect(try await ben.get("/opportunities?field-x=1").status == .badRequest)
        }
    }

    @Test func `leave out what a view asks of a field that its reader cannot be shown`() async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let world = signedIn.world
            let (secret, retired) = (field(.number, "Budget", 1), field(.text, "Old", 2))
            try await world.store.write(world.asOperator()) { db in
                for field in [secret, retired] { try db.addField(field) }
            }
            let sale = try await signedIn.opportunity(of: world.ben)
            try await world.store.write(world.asOperator(1)) { db in
                try db.setFields(
                    [secret.id: .number(FieldNumber(millionths: 4_321_000_000))],
                    of: sale.id.erased,
                    .opportunity
                )
            }
            let ben = try await signedIn.signIn(world.ben)
            let asked = "column=name&column=\(secret.key)&order=-\(secret.key)&\(secret.key)From=1"
            let full = try await ben.get("/opportunities?\(asked)").text
            #expect(full.contains("4,321") && !full.contains("shown without it"))
            try await world.store.write(world.asOperator(2)) { db in
                try db.editField(secret.id, version: 1) { $0.seenBy = [.manager] }
                try db.editField(retired.id, version: 1) { $0.isRetired = true }
            }
            let typed = "typed-\(secret.key)To=1&closed=30"
            for query in [asked, "\(retired.key)=x", "order=\(retired.key)", "column=\(retired.key)"] {
                let page = try await ben.get("/opportunities?\(query)")
                #expect(page.status == .ok && page.text.contains("shown without it"), "\(query)")
                #expect(page.text.contains("Pumps") && !page.text.contains("4,321") && !page.text.contains("field-"))
            }
            let board = try await ben.get("/pipelines/\(world.pipeline.id)/board?\(typed)")
            #expect(board.status == .ok && board.text.contains("shown without it"))
            let history = try await ben.get("/opportunities/\(sale.id)/time-line").text
            #expect(!history.contains("4,321") && !history.contains("Budget") && !history.contains("field-"))
            let admin = try await signedIn.signIn(world.ana, as: .admin)
            for path in ["/changes", "/opportunities/\(sale.id)/time-line"] {
                let told = try await admin.get(path).text
                #expect(told.contains("4,321") && told.contains("Budget") && !told.contains(">field-"), "\(path)")
            }
        }
    }

    @Test func `are at hand where a record is made`() async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let world = signedIn.world
            let number = field(.number, "Budget", 1)
            try await world.store.write(world.asOperator()) { _ = try $0.addField(number) }
            let ben = try await signedIn.signIn(world.ben)
            #expect(try await ben.get("/opportunities/new").text.contains("Budget"))
            let form = [
                "name": "New", "customer": "Acme", "amount": "", "expectedCloseDate": "", number.key: "7",
                "was-\(number.key)": "",
            ]
            #expect(try await ben.post("/opportunities", form).status == .seeOther)
            let filter = try OpportunityFilter(query: [QueryItem(number.key + "From", "7")])
            let count = try await world.store.read(world.asOperator(90)) { try $0.opportunityCount(filter).count }
            #expect(count == 1)
        }
    }
}
