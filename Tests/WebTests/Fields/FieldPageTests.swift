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
            try await order(all[0], admin)
            var taken = fields
            (taken["once"], taken["name-en"]) = ("", "LEVEL")
            let refused = try await admin.post("/settings/fields", taken)
            #expect(refused.status == .unprocessableContent && refused.text.contains("LEVEL"))
            let path = "/settings/fields/\(all[0].id)/state"
            #expect(try await admin.post(path, ["act": "retire", "version": "2"]).status == .seeOther)
            #expect(try await admin.post(path, ["act": "offer", "version": "1"]).status == .conflict)
        }
    }

    /// Puts the second name first, gives it a name in another language and retires the other, all with one button.
    private func order(_ field: FieldDefinition, _ admin: TestBrowser) async throws {
        let (gold, silver) = (field.options[0].id, field.options[1].id)
        let path = "/settings/fields/\(field.id)"
        let form = [
            "version": "1", "act": "up:\(silver)", "name-en": "Level", "name-zh-Hans": "级别",
            "option-\(gold)": "yes", "option-\(gold)-en": "Gold", "retired-\(gold)": "yes",
            "option-\(silver)": "yes", "option-\(silver)-en": "Silver", "option-\(silver)-zh-Hant": "銀",
        ]
        #expect(try await admin.post(path, form).status == .seeOther)
        let page = try await admin.get(path).text.unescaped
        let places = try [silver, gold].map { try #require(page.firstRange(of: "name=\"option-\($0)-en\"")).lowerBound }
        #expect(places[0] < places[1] && page.contains("銀"))
        #expect(page.contains("value=\"up:\(silver)\" aria-label=\"Move up: Silver\" disabled>"))
        #expect(page.contains("value=\"up:\(gold)\" aria-label=\"Move up: Gold\">"))
        #expect(page.contains("name=\"retired-\(gold)\" value=\"yes\" checked"))
        // A second window's move, which comes too late, is not shown as done.
        let late = try await admin.post(path, form.merging(["act": "up:\(gold)", "options": "Bronze"]) { $1 })
        let again = late.text.unescaped
        let kept = try [silver, gold].map { try #require(again.firstRange(of: "name=\"option-\($0)-en\"")).lowerBound }
        #expect(late.status == .conflict && kept[0] < kept[1])
        #expect(again.matches(of: /Bronze/).count == 1)
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

    @Test func `tell a bulk action which records a filter means`() async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let world = signedIn.world
            let number = field(.number, "Budget", 1)
            try await world.store.write(world.asOperator()) { _ = try $0.addField(number) }
            let (sale, other) = (
                try await signedIn.opportunity(of: world.ben), try await signedIn.opportunity(of: world.ben)
            )
            try await world.store.write(world.asOperator(1)) { db in
                try db.setFields([number.id: .number(FieldNumber(millionths: 7))], of: sale.id.erased, .opportunity)
            }
            let ben = try await signedIn.signIn(world.ben)
            let filter = "\(number.key)From=0"
            #expect(try await ben.get("/opportunities/count?\(filter)").text == "1")
            let form = ["kind": "opportunity", "all": "yes", "filter": filter, "counted": "1", "action": "delete"]
            #expect(try await ben.post("/bulk-actions", form).status == .seeOther)
            #expect(try await ben.get("/opportunities/\(sale.id)").status == .notFound)
            #expect(try await ben.get("/opportunities/\(other.id)").status == .ok)
        }
    }

    @Test func `are chosen when accounts are merged`() async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let world = signedIn.world
            var level = field(.choice, "Level", 1)
            level.holder = .account
            level.options.append(FieldOption(id: Identifier(high: 41, low: 9), name: FieldName([.english: "Silver"])))
            try await world.store.write(world.asOperator()) { [level] db in
                try db.addField(level)
                for (account, option) in zip([world.acme, world.globex], level.options) {
                    try db.setFields([level.id: .choices([option.id])], of: account.id.erased, .account)
                }
            }
            _ = try await signedIn.opportunity(of: world.ben)
            let admin = try await signedIn.signIn(world.ana, as: .admin)
            let path = "/accounts/\(world.acme.id)"
            let page = try await admin.get("\(path)/merge?with=\(world.globex.id)").text.unescaped
            #expect(page.contains("name=\"take-\(level.key)\" value=\"own\" checked> Gold"))
            #expect(page.contains("name=\"take-\(level.key)\" value=\"other\"> Silver"))
            let merge = [
                "version": "2", "other": "\(world.globex.id)", "otherVersion": "2", "take-\(level.key)": "other",
            ]
            #expect(try await admin.post("\(path)/merges", merge).location == path)
            #expect(try await admin.get(path).text.contains("Silver"))
        }
    }

    @Test func `are set in many records at once`() async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let world = signedIn.world
            var levels = field(.choices, "Levels", 1)
            levels.options.append(FieldOption(id: Identifier(high: 41, low: 9), name: FieldName([.english: "Silver"])))
            let number = field(.number, "Budget", 2)
            try await world.store.write(world.asOperator()) { [levels] db in
                for field in [levels, number] { try db.addField(field) }
            }
            let sale = try await signedIn.opportunity(of: world.ben)
            let ana = try await signedIn.signIn(world.ana)
            #expect(
                try await ana.get("/opportunities").text.unescaped.contains(
                    "value=\"setField:\(levels.key)\">Set Levels"
                )
            )
            let ids = levels.options.map(\.id.description).joined(separator: ";")
            let form = ["kind": "opportunity", "id": "\(sale.id)", "action": "setField:\(levels.key)", "value": ids]
            let path = try #require(try await ana.post("/bulk-actions", form).location)
            #expect(try await ana.get(path).text.contains("1 record: Levels is “Gold, Silver”"))
            var wrong = form
            (wrong["action"], wrong["value"]) = ("setField:\(number.key)", "many")
            let refused = try await ana.post("/bulk-actions", wrong)
            #expect(refused.status == .unprocessableContent && refused.text.contains("Budget: this is no number"))
            // It is asked for again, with all that was chosen.
            let kept = [
                "name=\"id\" value=\"\(sale.id)\"", "value=\"setField:\(number.key)\"", "name=\"value\" value=\"many\"",
            ]
            for field in kept { #expect(refused.text.contains(field), "\(field)") }
            wrong["value"] = ""
            #expect(try await ana.post("/bulk-actions", wrong).status == .badRequest)
            let emptied = form.merging(["clear": "yes"]) { $1 }
            let second = try #require(try await ana.post("/bulk-actions", emptied).location)
            #expect(try await ana.get(second).text.contains("1 record: Levels emptied"))
        }
    }

    @Test func `slice the funnel, as far as its reader sees them`() async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let world = signedIn.world
            let level = field(.choices, "Level", 1)
            try await world.store.write(world.asOperator()) { _ = try $0.addField(level) }
            let sale = try await signedIn.opportunity(of: world.ben)
            _ = try await signedIn.opportunity(of: world.ben)
            try await world.store.write(world.asOperator(1)) { db in
                try db.setFields([level.id: .choices([level.options[0].id])], of: sale.id.erased, .opportunity)
            }
            let ben = try await signedIn.signIn(world.ben)
            let page = try await ben.get("/funnel?by=\(level.key)").text.unescaped
            #expect(page.contains("<option value=\"\(level.key)\" selected>Level</option>") && page.contains(">Gold<"))
            let behind = "/funnel/records?by=\(level.key)&figure=population&group=x&groupID=\(level.options[0].id)"
            #expect(try await ben.get(behind).text.contains("1 record"))
            try await world.store.write(world.asOperator(2)) { db in
                try db.editField(level.id, version: 1) { $0.seenBy = [.manager] }
            }
            let without = try await ben.get("/funnel?by=\(level.key)")
            #expect(without.status == .ok && without.text.contains("shown without slices"))
            #expect(!without.text.contains("Gold") && !without.text.contains("field-"))
            #expect(try await ben.get(behind).status == .notFound)
        }
    }

    @Test func `go with an account that is handed on, or made for a colleague`() async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let world = signedIn.world
            var text = field(.text, "Code", 1)
            text.holder = .account
            try await world.store.write(world.asOperator()) { [text] in _ = try $0.addField(text) }
            let (ben, cleo) = (try await signedIn.signIn(world.ben), try await signedIn.signIn(world.cleo))
            let form = ["name": "Initech", "owner": "\(world.ben.id)", text.key: "C-1", "was-\(text.key)": ""]
            let path = try #require(try await ben.post("/accounts", form).headers[.location])
            let handedOn = [
                "version": "2", "owner": "\(world.cleo.id)", "was-owner": "\(world.ben.id)", text.key: "C-2",
                "was-\(text.key)": "C-1",
            ]
            // Ben does not see Cleo's records, so he comes back to the list.
            #expect(try await ben.post("\(path)/changes", handedOn).location == "/accounts")
            #expect(try await ben.get(path).status == .notFound)
            #expect(try await cleo.get(path).text.contains("C-2"))
            let theirs = form.merging(["name": "Umbrella", "owner": "\(world.cleo.id)"]) { $1 }
            let made = try #require(try await ben.post("/accounts", theirs).headers[.location])
            #expect(try await cleo.get(made).text.contains("C-1"))
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
