import Foundation
import Sales
import Storage

/// A company whose names have to be searched: Chinese and English ones, owned by many.
struct SearchCompany {
    let opportunities: Int
    var accounts: Int { max(1, opportunities / 3) }

    let pipeline = Pipeline(id: Identifier(high: 4, low: 0), name: "Sales")
    let stage = Stage(id: Identifier(high: 4, low: 1), name: "Lead")
    let members = (1...200).map { Member(id: Identifier(high: 1, low: UInt64($0)), name: "Rep \($0)") }

    /// A team of twenty, and one of its people.
    let team = Team(id: Identifier(high: 5, low: 1), name: "North")

    func account(_ index: Int) -> Account {
        var account = Account(id: Identifier(high: 1 << 50, low: UInt64(index)), name: accountName(index))
        account.phone = "+86 1\(30 + index % 60) \(1000 + index * 7 % 9000) \(1000 + index * 13 % 9000)"
        if index.isMultiple(of: 2) { account.ownerID = member(index) }
        return account
    }

    func opportunity(_ index: Int, now: Instant) -> (opportunity: Opportunity, revisions: [Revision]) {
        let account = index * 31 % accounts
        let id = Identifier<Opportunity>(high: 1 << 51, low: UInt64(index))
        var opportunity = Opportunity(id: id, name: "\(accountName(account)) \(pick(Self.subjects, index))")
        opportunity.accountID = self.account(account).id
        opportunity.values = TrackedValues(
            pipelineID: pipeline.id,
            stageID: stage.id,
            ownerID: member(index),
            outcome: .open
        )
        let fields = opportunity.values.differences(from: TrackedValues())
        let revision = Revision(
            number: 1,
            happenedAt: now,
            recordedAt: now,
            fields: fields,
            values: opportunity.values
        )
        return (opportunity, [revision])
    }

    private func member(_ index: Int) -> Identifier<Member> { members[Int(mixed(index) % 200)].id }

    private func accountName(_ index: Int) -> String {
        let brand = (0..<2).map { pick(Self.syllables, index * 2 + $0) }.joined()
        if index.isMultiple(of: 3) {
            return "\(pick(Self.words, index)) \(pick(Self.words, index + 1)) \(pick(Self.trades, index)) Ltd."
        }
        return "\(pick(Self.cities, index))\(brand)\(pick(Self.industries, index))有限公司"
    }

    private func pick(_ choices: [String], _ index: Int) -> String {
        choices[Int(mixed(index) % UInt64(choices.count))]
    }

    /// SplitMix64: the same for each run and engine.
    private func mixed(_ index: Int) -> UInt64 {
        var value = UInt64(index) &+ 0x9E37_79B9_7F4A_7C15
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }

    private static let syllables = (0..<600).compactMap { UnicodeScalar(0x5000 + $0 * 17) }.map { String($0) }
    private static let cities = ["上海", "北京", "深圳", "广州", "重庆", "杭州", "臺北", "厦门", "成都", "武汉"]
    private static let industries = ["科技", "贸易", "机械", "医疗", "信息", "物流", "电子", "食品"]
    private static let trades = ["Trading", "Software", "Logistics", "Medical", "Foods", "Steel"]
    private static let subjects = ["续约", "ERP 升级", "Renewal", "New licences", "样品", "Service 2026", "二期"]
    private static let words = (0..<400).map { index in
        let consonants = Array("bcdfgklmnprstv"), vowels = Array("aeiou")
        let letters = [
            consonants[index % 14], vowels[index % 5], consonants[index / 14 % 14], vowels[index / 5 % 5],
            consonants[index / 3 % 14],
        ]
        return String(letters).capitalized
    }
}
