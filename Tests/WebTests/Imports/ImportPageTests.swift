import Automation
import Foundation
import Hummingbird
import Sales
import SalesAnalytics
import Storage
import TestSupport
import Testing

@testable import Web

extension TestBrowser {
    /// Brings a file and gives the path of its page.
    func bring(_ text: String, as name: String) async throws -> String {
        _ = try await get("/imports")
        let answer = try await bring(Array(text.utf8), to: "/imports?name=\(name.inQuery)")
        #expect(answer.status == .created, "\(answer.text)")
        return answer.location ?? ""
    }

    /// Chooses the language of the pages.
    func speak(_ language: Language) async throws {
        _ = try await get("/account")
        #expect(try await post("/account/language", ["language": language.rawValue]).status == .seeOther)
    }

    /// Posts a step's form with what it shows chosen, and `changes` in their places.
    func submit(_ path: String, step: String, to action: String, _ changes: [String: String] = [:]) async throws
        -> Answer
    {
        let shown = try await get("\(path)?step=\(step)").text
        return try await post("\(path)/\(action)?from=\(step)", Self.fields(shown).merging(changes) { $1 })
    }

    /// Waits for the import to end, and gives its page.
    func ended(_ path: String) async throws -> String {
        while true {
            let text = try await get(path).text
            if !text.contains("progress-card") { return text }
        }
    }

    /// The names and values of a page's chosen options, ticked boxes and texts.
    static func fields(_ html: String) -> [String: String] {
        var fields: [String: String] = [:]
        for select in html.matches(of: #/<select[^>]* name="([^"]+)"[^>]*>(.*?)<\/select>/#.dotMatchesNewlines()) {
            let chosen = select.2.firstMatch(of: #/<option value="([^"]*)" selected/#)?.1
            fields[String(select.1)] = (chosen.map(String.init) ?? "").unescaped
        }
        for box in html.matches(of: #/type="checkbox" name="([^"]+)" value="([^"]+)" checked/#) {
            fields[String(box.1)] = String(box.2)
        }
        for text in html.matches(of: #/<input class="form-control" name="([^"]+)" value="([^"]*)"/#) {
            fields[String(text.1)] = String(text.2).unescaped
        }
        return fields
    }
}

@Suite struct `The import page` {
    private static let deals = """
        Deal No,Customer,Rep,Stage,Value,Expected close
        D-1,Acme,Ben,Proposal,1000,2026-05-01
        D-2,Umbrella,Ben,Won,2000,
        D-3,Initech,Ben,Proposal,many,

        """

    private func owner(_ world: SignedInWorld) async throws -> TestBrowser {
        try await world.signIn(world.world.ana, as: .owner)
    }

    @Test(arguments: Engine.available)
    func `leads from a file to its records and back`(_ engine: Engine) async throws {
        try await engine.withSignedInWorld { signedIn in
            let (ana, world) = (try await owner(signedIn), signedIn.world)
            let path = try await ana.bring(Self.deals, as: "deals.csv")
            #expect(try await ana.get(path).text.contains("utf-8 (detected)"))
            #expect(try await ana.submit(path, step: "file", to: "format").location == "\(path)?step=columns")
            let columns = try await ana.get("\(path)?step=columns").text
            #expect(columns.contains("<option value=\"amount\" selected>Amount"))
            #expect(try await ana.submit(path, step: "columns", to: "columns").location == "\(path)?step=values")
            #expect(try await ana.submit(path, step: "values", to: "values").location == "\(path)?step=check")
            let check = try await ana.get("\(path)?step=check").text
            #expect(check.contains("This is not a number; write it in digits, as 1234.56."))
            #expect(check.contains("€1,000") && check.contains("1 May 2026"))
            #expect(try await ana.post("\(path)/dry-runs?from=check", [:]).status == .seeOther)
            #expect(try await ana.get("\(path)?step=check").text.contains("Tried: nothing was kept"))
            #expect(try await world.store.read(world.asOperator()) { try $0.opportunityCount() } == 0)

            #expect(try await ana.post("\(path)/runs", [:]).location == path)
            let result = try await ana.ended(path)
            #expect(result.contains("Imported") && result.contains("D-3") == false && result.contains("many"))
            let opportunities = try await world.store.read(world.asOperator()) { try $0.opportunities() }
            #expect(Set(opportunities.map(\.externalKey)) == ["D-1", "D-2"])
            #expect(opportunities.allSatisfy { $0.values.ownerID == world.ben.id })
            let errors = try await ana.get("\(path)/errors")
            #expect(errors.headers[.contentDisposition]?.contains("deals.csv.errors.csv") == true)
            #expect(errors.text.contains("D-3,Initech,Ben,Proposal,many") && errors.text.contains("not a number"))

            #expect(try await ana.get("/imports").text.contains("2 created, 1 failed"))
            #expect(try await ana.post("\(path)/reversals", [:]).status == .seeOther)
            #expect(try await ana.ended(path).contains("Undone"))
            #expect(try await world.store.read(world.asOperator()) { try $0.opportunityCount() } == 0)
            // A second click changes nothing.
            #expect(try await ana.post("\(path)/reversals", [:]).status == .seeOther)
        }
    }

    @Test func `speaks Chinese, to the faults of single cells`() async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let ana = try await owner(signedIn)
            try await ana.speak(.simplifiedChinese)
            let path = try await ana.bring("商机编号,客户名称,销售阶段,商机金额\nS-1,云帆,赢单,很多\n", as: "商机.csv")
            _ = try await ana.submit(path, step: "columns", to: "columns")
            _ = try await ana.submit(path, step: "values", to: "values")
            let check = try await ana.get("\(path)?step=check").text
            #expect(check.contains("这不是数字") && check.contains("前几行的导入结果") && check.contains("没有选择名称列"))
            _ = try await ana.post("\(path)/runs", [:])
            _ = try await ana.ended(path)
            #expect(try await ana.get("\(path)/errors").text.contains("这不是数字"))
        }
    }

    @Test func `refuses what is no table with a sentence, and keeps nothing`() async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let ana = try await owner(signedIn)
            _ = try await ana.get("/imports")
            let cases: [([UInt8], String)] = [
                ([], "The file is empty."), ([0xD0, 0xCF, 0x11, 0xE0, 0, 0, 0, 0], "has a password"),
                ([0x50, 0x4B, 0x03, 0x04, 9], "damaged"), ([0x61, 0, 0x62, 0, 0, 0, 1, 0x0A], "NUL"),
                (Array("a,b\n\"c".utf8), "never closed"),
            ]
            for (bytes, sentence) in cases {
                let answer = try await ana.bring(bytes, to: "/imports?name=x.csv")
                #expect(answer.status == .unprocessableContent && answer.text.contains(sentence), "\(answer.text)")
            }
            #expect(
                try await ana.bring(Array("a\n1\n".utf8), to: "/imports?name=x", withToken: false).status == .forbidden
            )
            let world = signedIn.world
            #expect(try await world.store.read(world.asOperator()) { try $0.importPlans() }.isEmpty)
        }
    }

    @Test func `shows a name that is no path as a name`() async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let ana = try await owner(signedIn)
            let path = try await ana.bring("name\nAcme\n", as: "../../etc/<b>passwd.csv")
            let text = try await ana.get(path).text
            #expect(text.contains("&lt;b&gt;passwd.csv") && !text.contains("../"))
        }
    }

    @Test func `tells on the step what does not fit, and takes foreign ids for unknown`() async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let ana = try await owner(signedIn)
            let path = try await ana.bring("Shoe size,Colour\n44,red\n", as: "shoes.csv")
            _ = try await ana.submit(path, step: "columns", to: "columns", ["column.0": "amount"])
            let check = try await ana.get("\(path)?step=check")
            #expect(check.status == .ok && check.text.contains("Choose under Columns which one is: Name"))
            #expect(try await ana.post("\(path)/runs", [:]).status == .unprocessableContent)
            for other in [Identifier<ImportPlan>(at: signedIn.world.time(0)).description, "x", "../.."] {
                #expect(try await ana.get("/imports/\(other.inQuery)").status == .notFound)
            }
            #expect(try await ana.post("\(path)/removals", [:]).location == "/imports")
            #expect(try await ana.get(path).status == .notFound)
        }
    }

    @Test func `is not for those who may not import`() async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let ana = try await owner(signedIn)
            let path = try await ana.bring(Self.deals, as: "deals.csv")
            #expect(try await ana.get("/funnel").text.contains("href=\"/imports\""))
            let ben = try await signedIn.signIn(signedIn.world.ben)
            #expect(try await ben.get("/funnel").text.contains("href=\"/imports\"") == false)
            #expect(try await ben.get(path).status == .forbidden)
            #expect(try await ben.post("\(path)/runs", [:]).status == .forbidden)
        }
    }
}
