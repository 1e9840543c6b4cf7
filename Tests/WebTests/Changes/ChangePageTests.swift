import Hummingbird
import Sales
import Storage
import TestSupport
import Testing

@testable import Web

@Suite struct `The page of changes` {
    @Test(arguments: Engine.available) func `tells before and after in the member's language`(_ engine: Engine)
        async throws
    {
        try await engine.withSignedInWorld { signedIn in
            let world = signedIn.world
            let made = try await signedIn.opportunity(of: world.ben)
            try await world.store.write(world.access(world.ben, after: 5)) { db in
                try db.move(made.id, NewStageChange(stageID: world.proposal.id, happenedAt: db.access.now))
                _ = try db.revise(made.id) {
                    $0.amount?.minor = 250_000
                    $0.expectedCloseDate = Day("2026-03-31")
                }
            }
            let admin = try await signedIn.signIn(world.ana, as: .admin)
            _ = try await admin.post("/account/language", ["language": "zh-Hans"])
            let page = try await admin.get("/changes?record=\(made.id)").text
            for part in [
                "阶段", "<del>Lead</del>", "<ins>Proposal</ins>", "<del>€1,234.56</del>", "<ins>€2,500</ins>",
                "2026年3月31日", "Ben", "/opportunities/\(made.id)",
            ] {
                #expect(page.contains(part), "\(part)")
            }
            #expect(page.contains("Pumps &lt;b&gt;"))
        }
    }

    @Test(arguments: Engine.available)
    func `tells shares, exports, links, ended sessions and merges in words`(_ engine: Engine) async throws {
        try await engine.withSignedInWorld { signedIn in
            let world = signedIn.world
            let made = try await signedIn.opportunity(of: world.ben)
            try await world.store.write(world.asOperator(5)) { db in
                try db.share(made.id, with: .team(world.northEast.id), mayEdit: true)
                let other = Account(id: Identifier(high: 31, low: 1), name: "Acme Twin")
                try db.create(other)
                _ = try db.merge(NewMerge((other.id, 1), into: (world.acme.id, try db.account(world.acme.id).version)))
            }
            try await world.store.write(world.asOperator(6)) { db in
                try db.share(made.id, with: .member(world.cleo.id), mayEdit: false)
                try db.share(made.id, with: .member(world.cleo.id), mayEdit: true)
                try db.share(made.id, with: .member(world.cleo.id), mayEdit: nil)
            }
            _ = try await signedIn.signIn(world.cleo)
            try await world.store.write(world.asOperator(7)) { try $0.revokeSessions(of: world.cleo.id) }
            let admin = try await signedIn.signIn(world.ana, as: .admin)
            #expect(try await admin.get("/exports/opportunities.csv?outcome=won&owner=\(world.ben.id)").status == .ok)
            _ = try await admin.post("/account/language", ["language": "zh-Hans"])
            let page = try await admin.get("/changes").text
            for part in [
                "<span class=\"quiet\">商机</span> <ins>Pumps &lt;b&gt;", "<span class=\"change-kind\">导出</span> 商机",
                "<span class=\"quiet\">格式</span> <ins>CSV</ins>", "<ins>结果：赢单 · 负责人：Ben</ins>",
                "<span class=\"quiet\">链接</span> <ins>邀请</ins>", "<span class=\"quiet\">合并到</span> <ins>Acme</ins>",
                "<span class=\"quiet\">登录会话</span> <ins>已全部结束</ins>",
                "<span class=\"quiet\">删除</span> <span class=\"change-kind\">共享</span>",
                "<del>否</del> <span aria-hidden=\"true\">→</span> <ins>是</ins>",
            ] {
                #expect(page.contains(part), "\(part)")
            }
            let names = page.matches(of: #/<span class="(?:quiet|change-kind)">([A-Za-z]+)</span>/#).map { $0.1 }
            #expect(names == [])
            // What stayed is not told as changed, and nothing of it is in the bin.
            #expect(!page.contains("<del>Cleo</del> <span aria-hidden=\"true\">→</span> <ins>Cleo"))
            #expect(!page.contains("<span class=\"quiet\">放入回收站</span> <span class=\"change-kind\">共享"))
        }
    }

    @Test func `is narrowed by person, kind and day, and goes on page by page`() async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let world = signedIn.world
            try await world.store.write(world.access(world.ben, after: 5)) { db in
                for number in 0..<60 {
                    try db.create(Account(id: Identifier(high: 30, low: UInt64(number)), name: "Account \(number)"))
                }
            }
            let admin = try await signedIn.signIn(world.ana, as: .admin)
            var seen: [String] = []
            var next: String? = "/changes?who=\(world.ben.id)&kind=account"
            while let path = next {
                let page = try await admin.get(path).text
                seen += page.matches(of: #/href="/accounts/[^"]+">(Account \d+)</#).map { String($0.1) }
                next = page.firstMatch(of: #/href="(/changes\?[^"]*before=[^"]+)"/#).map {
                    String($0.1).replacing("&amp;", with: "&")
                }
            }
            #expect(Set(seen).count == 60 && seen.count == 60)
            #expect(try await admin.get("/changes?until=2020-01-01").text.contains("No changes here"))
            #expect(try await admin.get("/changes?kind=team").text.contains("North East"))
            #expect(try await admin.get("/changes?from=nonsense").status == .unprocessableContent)
            #expect(try await admin.get("/changes?who=nonsense").status == .notFound)
        }
    }
}
