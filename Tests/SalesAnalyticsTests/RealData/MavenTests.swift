import Sales
import SalesAnalytics
import Testing

@Suite(.enabled(if: RealData.folder != nil, "SLUICE_TEST_DATA is not set"))
struct `Maven's pipeline` {
    private static let pipeline = Pipeline(id: Identifier(high: 1, low: 1), name: "Maven")
    private static let usd = Currency("USD")!
    private static let stages = [("Prospecting", Stage.Kind.open), ("Engaging", .open), ("Won", .won), ("Lost", .lost)]
        .enumerated().map { Stage(id: Identifier(high: 2, low: UInt64($0)), name: $1.0, kind: $1.1) }
    private static let importedAt = Instant(milliseconds: 1_780_000_000_000)

    private static let loaded = Result { try load() }

    private func timeline() throws -> Timeline { try Self.loaded.get() }

    private static func load() throws -> Timeline {
        var members = Names<Member>()
        var products = Names<Product>()
        var accounts = Names<Account>()
        var teams: [Team] = []
        var memberships: [TeamMembership] = []
        var regions = Names<Team>()
        var managers = Names<String>()
        for row in try RealData.rows("maven-crm/sales_teams.csv") {
            let region = regions[row["regional_office"]!]
            let manager = managers[row["manager"]!]
            let team = Identifier<Team>(high: 8, low: manager.low)
            if !teams.contains(where: { $0.id == team }) {
                teams.append(Team(id: team, name: row["manager"]!, parentID: region))
            }
            memberships.append(TeamMembership(memberID: members[row["sales_agent"]!], teamID: team))
        }
        teams += regions.all.map { Team(id: $0.id, name: $0.name) }
        let attributes = try RealData.rows("maven-crm/accounts.csv").map { row in
            (
                id: accounts[row["account"]!], name: row["account"]!,
                attributes: [row["sector"]!, row["office_location"]!]
            )
        }
        let rows = try RealData.rows("maven-crm/sales_pipeline.csv")
        var builder: Timeline.Builder?
        for pass in 0..<2 {
            if pass == 1 {
                let version = ProcessVersion(
                    pipelineID: Self.pipeline.id,
                    number: 1,
                    effectiveFrom: .first,
                    stages: Self.stages
                )
                builder = Timeline.Builder(
                    TimelineDirectory(
                        workspaceCurrency: Self.usd,
                        calendar: .utc,
                        pipelines: [(Self.pipeline, [version])],
                        members: members.all,
                        teams: teams,
                        memberships: memberships,
                        accountFields: ["industry", "region"],
                        accounts: attributes.map { ($0.id, $0.name, $0.attributes) },
                        products: products.all
                    )
                )
            }
            for (place, row) in rows.enumerated() {
                let account = row["account"]!
                let id = Identifier<Opportunity>(high: 9, low: UInt64(place))
                var record = TimelineRecord(id: id, productID: products[row["product"]!])
                if !account.isEmpty { record.accountID = accounts[account] }
                builder?.add(record)
                for revision in Self.revisions(row, owner: members[row["sales_agent"]!]) {
                    builder?.add(revision, of: id)
                }
            }
        }
        return builder!.build()
    }

    private static func revisions(_ row: [String: String], owner: Identifier<Member>) -> [Revision] {
        func revision(_ number: Int, _ stage: Int, _ day: Day?) -> Revision {
            let at = day.map { ZoneCalendar.utc.start(of: $0) } ?? importedAt
            return Revision(
                number: number,
                happenedAt: at,
                precision: day == nil ? .undated : .day,
                recordedAt: at,
                cause: .inferred,
                fields: number == 1 ? [.stage, .owner] : .stage,
                values: TrackedValues(stageID: stages[stage].id, ownerID: owner)
            )
        }
        guard let engaged = Day(row["engage_date"]!) else { return [revision(1, 0, nil)] }
        guard let closed = Day(row["close_date"]!) else { return [revision(1, 1, engaged)] }
        var closing = revision(2, row["deal_stage"] == "Won" ? 2 : 3, closed)
        closing.fields.insert(.amount)
        closing.values.amount = Amount(minor: Int64(row["close_value"]!)! * 100, currency: usd)
        return [revision(1, 1, engaged), closing]
    }

    private func question(_ change: (inout FunnelQuestion) -> Void = { _ in }) -> FunnelQuestion {
        var question = FunnelQuestion(pipeline: Self.pipeline.id, calendar: .utc)
        change(&question)
        return question
    }

    @Test func `equals the truth as a whole`() throws {
        let figures = try timeline().funnel(question()).figures
        #expect([figures.population, figures.open, figures.won, figures.lost] == [8800, 2089, 4238, 2473])
        #expect(abs(figures.winRate! - 0.631501) < 1e-6)
        #expect(figures.wonAmount.minor == 1_000_553_400)
        #expect(figures.cycleDays.n == 4238)
        #expect(abs(figures.cycleDays.mean! - 51.781973) < 1e-6)
        #expect([figures.cycleDays.median, figures.cycleDays.p90] == [57, 106])
        let (prospecting, engaging) = (figures.stages[0], figures.stages[1])
        #expect([prospecting.stood, prospecting.withoutStay, prospecting.reached] == [500, 8300, 8800])
        #expect(prospecting.reachedAmount?.minor == 1_000_553_400)
        #expect(prospecting.reachedAmount?.withAmount == 6711)
        #expect(abs(prospecting.conversion! - 0.9431818) < 1e-6)
        #expect(prospecting.daysInStage == DurationFigures())
        #expect(prospecting.standing == 500)
        #expect(abs(engaging.conversion! - 0.510602) < 1e-6)
    }

    @Test func `as of the end of 2017 leaves out the undated`() throws {
        let asOf = ZoneCalendar.utc.end(of: Day("2017-12-31")!)
        let figures = try timeline().funnel(question { $0.asOf = asOf }).figures
        #expect([figures.population, figures.open] == [8300, 1589])
    }

    @Test func `is open as the truth says at every end of a month`() throws {
        let timeline = try timeline()
        let truth = try RealData.truth("maven-crm/truth.json")["open_engaging_as_of"] as! [String: [String: Any]]
        for (day, expected) in truth {
            let stock = try timeline.stock(of: Self.pipeline.id, at: ZoneCalendar.utc.end(of: Day(day)!))
            #expect(stock[1].count == expected["open"] as! Int)
        }
        #expect(truth.count == 15)
    }

    @Test(arguments: [
        ("owner", "by_agent"), ("team", "by_manager"), ("team:1", "by_region"), ("product", "by_product"),
        ("account", "by_account"), ("account.industry", "by_sector"), ("account.region", "by_country"),
    ])
    func `equals the truth by`(_ dimension: String, _ key: String) throws {
        let truth = try RealData.truth("maven-crm/truth.json")[key] as! [String: [String: Any]]
        let report = try timeline().funnel(question { $0.dimension = Dimension(dimension) })
        let expected = truth.filter { $0.key != "(no account)" }
        #expect(report.groups.map(\.key).filter { !$0.isEmpty }.count == expected.count)
        for (name, figures) in expected {
            let group = try #require(report.groups.first { $0.key == name }).figures
            #expect(group.population == figures["total"] as! Int)
            #expect(group.won == figures["won"] as! Int)
            #expect(group.lost == figures["lost"] as! Int)
            #expect(group.wonAmount.minor == Int64(figures["won_value"] as! Int) * 100)
            if let mean = figures["mean_cycle_days_won"] as? Double {
                #expect(abs(group.cycleDays.mean! - mean) < 1e-6)
            }
        }
    }

    @Test func `equals the truth by month of entry and by month of closing`() throws {
        let timeline = try timeline()
        let truth = try RealData.truth("maven-crm/truth.json")
        let cohorts = truth["cohort_by_engage_month"] as! [String: [String: Any]]
        let groups = try timeline.funnel(question { $0.dimension = .month }).groups
        #expect(groups.map(\.key) == [""] + cohorts.keys.sorted())
        for group in groups.dropFirst() {
            #expect(group.figures.population == cohorts[group.key]!["entered"] as! Int)
            #expect(group.figures.won == cohorts[group.key]!["won"] as! Int)
        }
        let months = truth["monthly_by_close_date"] as! [String: [String: Any]]
        let periods = try timeline.funnel(
            question {
                $0.dimension = .month
                $0.view = .period
            }
        )
        for group in periods.groups where months[group.key] != nil {
            #expect(group.figures.won == months[group.key]!["won"] as! Int)
            #expect(group.figures.lost == months[group.key]!["lost"] as! Int)
            #expect(group.figures.wonAmount.minor == Int64(months[group.key]!["won_value"] as! Int) * 100)
        }
    }
}
