import Foundation
import Sales
import Testing

@testable import Automation

private let folder = ProcessInfo.processInfo.environment["SLUICE_TEST_DATA"]
private let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

private func rows(_ set: String, _ kind: String, _ file: String, zone: String = "UTC") throws -> [ImportRow] {
    let mapping = try ImportMapping(path: root.appending(path: "Examples/mappings/\(set)/\(kind).json").path)
    #expect(mapping.source != nil)
    let outcomes = try outcomes(
        mapping,
        {
            try TableReader(path: "\(folder!)/\(set)/\(file)", format: mapping.format.table, expecting: mapping.columns)
        },
        zone: zone
    )
    return outcomes.compactMap { outcome in
        if case .row(let row) = outcome { return row }
        Issue.record("\(outcome)")
        return nil
    }
}

private func truth(_ set: String) throws -> [String: Any] {
    let data = try Data(contentsOf: URL(fileURLWithPath: "\(folder!)/\(set)/truth.json"))
    return try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
}

extension [ImportRow] {
    fileprivate var opportunities: [OpportunityRow] {
        compactMap { if case .opportunity(let row) = $0 { row } else { nil } }
    }
    fileprivate var history: [StageHistoryRow] {
        compactMap { if case .stageHistory(let row) = $0 { row } else { nil } }
    }
    fileprivate var accounts: [AccountRow] { compactMap { if case .account(let row) = $0 { row } else { nil } } }
    fileprivate var products: [ProductRow] { compactMap { if case .product(let row) = $0 { row } else { nil } } }
    fileprivate var members: [MemberRow] { compactMap { if case .member(let row) = $0 { row } else { nil } } }
}

private func sum(_ rows: [OpportunityRow]) -> Double {
    Double(rows.reduce(0) { $0 + ($1.amount.value?.minor ?? 0) }) / 100
}

@Suite(.enabled(if: folder != nil, "SLUICE_TEST_DATA does not name the folder of others' data"))
struct `The example mappings` {
    @Test(arguments: ["sales_pipeline.csv", "variants/sales_pipeline.us-dates.csv"])
    func `read Maven's opportunities`(_ file: String) throws {
        let rows = try rows("maven-crm", "opportunities", file).opportunities
        let truth = try truth("maven-crm").part("overall")
        #expect(rows.count == 8800)
        let won = rows.filter { $0.stage.value == "Won" }
        let lost = rows.filter { $0.stage.value == "Lost" }
        #expect(won.count == 4238 && lost.count == 2473)
        #expect(sum(won) == truth.number("won_value"))
        #expect(lost.allSatisfy { $0.amount.value?.minor == 0 })
        let undated = rows.filter { $0.created.value == nil }
        #expect(undated.count == 500 && undated.allSatisfy { $0.stage.value == "Prospecting" && $0.amount == .keep })
        #expect(rows.filter { $0.account.value == nil }.count == 1425)
        #expect(Set(rows.compactMap(\.product.value)).count == 7)
        #expect(Set(rows.compactMap(\.owner.value)).count == 30)
        let days = won.compactMap { row in row.created.value.flatMap { row.closed.value?.day.days(since: $0.day) } }
        #expect(abs(Double(days.reduce(0, +)) / Double(days.count) - truth.number("mean_cycle_days_won")) < 1e-6)
    }

    @Test func `read Maven's accounts, products and members`() throws {
        let accounts = try rows("maven-crm", "accounts", "accounts.csv").accounts
        #expect(accounts.count == 85)
        #expect(accounts[0].annualRevenue.value == Amount(minor: 110_004_000_000, currency: Currency("USD")!))
        #expect(accounts.contains { $0.parent.value == "Acme Corporation" })
        #expect(try rows("maven-crm", "products", "products.csv").products.count == 7)
        let members = try rows("maven-crm", "members", "sales_teams.csv").members
        #expect(members.count == 35)
        #expect(members[0].teams.value == ["Central", "Dustin Brinkmann"])
    }

    @Test func `read the bank's applications and their history`() throws {
        let truth = try truth("bpi-2012")
        let rows = try rows("bpi-2012", "opportunities", "applications.csv", zone: "Europe/Amsterdam").opportunities
        #expect(Double(rows.count) == truth.part("overall").number("applications"))
        #expect(sum(rows) == truth.part("overall").number("amount"))
        #expect(rows.filter { $0.closed.value == nil }.count == 399)
        #expect(rows.filter { $0.lossReason.value == "declined" }.count == 7635)
        let history = try self.history("bpi-2012", "stage_history.csv")
        #expect(history.count == 60_849)
        for (stage, count) in truth.part("events_by_activity") where stage.hasPrefix("A_") {
            #expect(history.filter { $0.stage == stage }.count == (count as? NSNumber)?.intValue, "\(stage)")
        }
        #expect(history[0].enteredAt.instant.description == "2011-09-30T22:38:44.546Z")
        #expect(history.allSatisfy { $0.enteredAt.precision == .instant })
    }

    @Test func `read SAP's opportunities and their history`() throws {
        let truth = try truth("sap-b1").part("overall")
        let rows = try rows("sap-b1", "opportunities", "OOPR_Opportunity_Header.csv").opportunities
        #expect(rows.count == 77)
        #expect(sum(rows) == truth.number("amount"))
        let won = rows.filter { $0.stage.value == "Won" }
        #expect(won.count == 21 && sum(won) == truth.number("won_amount"))
        #expect(rows.filter { $0.closed.value == nil }.count == 45)
        #expect(rows.allSatisfy { $0.created.value?.precision == .day })
        let history = try self.history("sap-b1", "OPR1_Opportunity_Details.csv")
        #expect(history.count == 204)
        #expect(Set(history.map(\.record)).subtracting(rows.compactMap(\.key)) == ["113"])
        #expect(history.filter { $0.stage == "Lead" }.count == 68)
    }

    @Test func `read Salesforce's accounts, opportunities and their history`() throws {
        let truth = try truth("salesforce-dev")
        #expect(try rows("salesforce-dev", "accounts", "Account.csv").accounts.count == 12)
        let rows = try rows("salesforce-dev", "opportunities", "Opportunity.csv").opportunities
        #expect(rows.count == 31)
        for (stage, value) in truth.part("by_stage") {
            let those = rows.filter { $0.stage.value == stage }
            let expected = try #require(value as? [String: Any])
            #expect(
                Double(those.count) == expected.number("count") && sum(those) == expected.number("amount"),
                "\(stage)"
            )
        }
        #expect(rows.filter { $0.closed.value != nil }.count == 18)
        #expect(rows.filter { $0.source.value == nil }.count == 7)
        let history = try self.history("salesforce-dev", "OpportunityHistory.csv")
        #expect(history.count == 62 && history.allSatisfy { $0.expectedCloseDate.value != nil })
    }

    @Test func `read the superstore's customers and products in GB18030`() throws {
        let accounts = try rows("superstore-cn", "accounts", "orders.gb18030.csv").accounts
        #expect(accounts.count == 10_000)
        #expect(Set(accounts.compactMap(\.key)).count == 790)
        #expect(Set(accounts.compactMap(\.name.value)).count == 771)
        let regions = Dictionary(accounts.map { ($0.region.value ?? "", 1) }, uniquingKeysWith: +)
        for (region, value) in try truth("superstore-cn").part("by_region") {
            #expect(Double(regions[region] ?? 0) == (value as? [String: Any])?.number("rows"))
        }
        let products = try rows("superstore-cn", "products", "orders.gb18030.csv").products
        #expect(Set(products.compactMap(\.key)).count == 1955)
        #expect(products[0].name.value == "Fiskars 剪刀, 蓝色")
    }

    private func history(_ set: String, _ file: String) throws -> [StageHistoryRow] {
        try rows(set, "stage-history", file).history
    }
}
