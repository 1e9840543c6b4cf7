import SalesAnalytics
import Sales
import Storage
import TestSupport
import Testing

@Suite struct `A pipeline's board` {
    private func board(_ world: NamedWorld, _ access: Access, _ question: BoardQuestion) async throws -> Board {
        try await world.store.read(access) { try $0.board(question) }
    }

    @Test(arguments: Engine.available) func `counts, sums and weighs each column`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            try await publish(world, probabilities: [25, nil])
            let ids = try await world.fillSamples()
            try await world.store.write(world.asOperator(7)) { db in
                _ = try db.revise(ids[3]) { $0.winProbability = 90 }
                _ = try db.move(ids[1], NewStageChange(stageID: world.won.id, happenedAt: world.time(7)))
            }
            let board = try await board(world, world.asOperator(8), BoardQuestion(pipelineID: world.pipeline.id))
            #expect(board.columns.map(\.stage.name) == ["Lead", "Proposal", "Won", "Lost"])
            #expect(board.columns.map(\.figures.count) == [4, 1, 1, 0])
            let lead = board.columns[0].figures
            // 500 + 500 - 3 at 25 % and 900 at 90 %: 249.25 + 810, rounded once.
            #expect([lead.amount.minor, lead.weightedMinor] == [1897, 1059])
            #expect([lead.amount.withAmount, lead.withoutProbability] == [4, 0])
            let proposal = board.columns[1].figures
            #expect([proposal.amount.otherCurrency, proposal.amount.withAmount] == [1, 0])
            #expect([proposal.amount.minor, proposal.weightedMinor] == [0, 0])
            #expect(board.columns[2].figures.amount.withoutAmount == 1)
            #expect(
                board.columns[0].cards.map(\.opportunity.name) == ["Berlin 50%", "Amsterdam", "云帆科技", "北京"]
            )
        }
    }

    @Test(arguments: Engine.available) func `says how many amounts have no probability`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            try await world.fillSamples()
            let board = try await board(world, world.asOperator(8), BoardQuestion(pipelineID: world.pipeline.id))
            #expect(board.columns[0].figures.withoutProbability == 4)
            #expect(board.columns[0].figures.weightedMinor == 0)
        }
    }

    @Test(arguments: Engine.available) func `adds amounts whose sum is beyond 64 bits`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            try await publish(world, probabilities: [50, nil])
            for name in ["One", "Two", "Three"] { _ = try await world.make(name, owner: world.ana, amount: .max) }
            _ = try await world.make("Four", owner: world.ana, amount: .min)
            let board = try await board(world, world.asOperator(8), BoardQuestion(pipelineID: world.pipeline.id))
            let figures = board.columns[0].figures
            #expect(figures.amount.minor == .max)
            // Half of twice the largest, less a half.
            #expect(figures.weightedMinor == .max)
            #expect(figures.count == 4)
        }
    }

    @Test(arguments: Engine.available, [OpportunityKey.name, .amount, .stageEntered, .changed, .expectedCloseDate])
    func `gives a column's cards page by page`(_ engine: Engine, _ key: OpportunityKey) async throws {
        try await engine.withWorld { world in
            try await world.fillSamples()
            var question = BoardQuestion(pipelineID: world.pipeline.id, order: ListOrder(key, descending: true))
            question.cardsPerColumn = 2
            var filter = OpportunityFilter()
            filter.stageIDs = [world.lead.id]
            let all = try await world.names(filter, by: question.order)
            let column = try await board(world, world.asOperator(10), question).columns[0]
            #expect(column.figures.count == 5)
            var names = column.cards.map(\.opportunity.name)
            var next = column.next
            while let cursor = next {
                let page = try await world.store.read(world.asOperator(10)) { [question] db in
                    try db.boardCards(in: world.lead.id, question, after: cursor)
                }
                names += page.rows.map(\.opportunity.name)
                next = page.next
            }
            #expect(names == all)
        }
    }

    @Test(arguments: Engine.available) func `shows only what the filter and the member's scope do`(_ engine: Engine)
        async throws
    {
        try await engine.withWorld { world in
            try await world.fillSamples()
            var question = BoardQuestion(pipelineID: world.pipeline.id)
            let ben = try await board(world, world.access(world.ben, after: 8), question)
            #expect(ben.columns.map(\.figures.count) == [2, 0, 0, 0])
            #expect(ben.columns[0].cards.map(\.ownerName) == ["Ben", "Ben"])
            question.filter.text = "berlin"
            let filtered = try await board(world, world.asOperator(8), question)
            #expect(filtered.columns.map(\.figures.count) == [1, 0, 0, 0])
            #expect(filtered.columns[0].figures.amount.minor == 900)
        }
    }

    @Test(arguments: Engine.available) func `keeps a retired stage as long as something stands in it`(_ engine: Engine)
        async throws
    {
        try await engine.withWorld { world in
            let ids = try await world.fillSamples()
            try await world.store.write(world.asOperator(7)) { db in
                var process = world.process
                (process.number, process.stages) = (2, [world.lead, world.won, world.lost])
                try db.publish(process)
            }
            let question = BoardQuestion(pipelineID: world.pipeline.id)
            let before = try await board(world, world.asOperator(8), question)
            #expect(before.columns.map(\.stage.name) == ["Lead", "Won", "Lost", "Proposal"])
            #expect(before.columns.map(\.isRetired) == [false, false, false, true])
            #expect(before.columns[3].cards.map(\.opportunity.name) == ["阿里"])
            try await world.store.write(world.asOperator(9)) { db in
                _ = try db.move(ids[2], NewStageChange(stageID: world.lead.id, happenedAt: world.time(9)))
            }
            let after = try await board(world, world.asOperator(10), question)
            #expect(after.columns.map(\.stage.name) == ["Lead", "Won", "Lost"])
        }
    }

    @Test(arguments: Engine.available) func `leaves out what was closed before the day that is asked`(
        _ engine: Engine
    ) async throws {
        try await engine.withWorld { world in
            let ids = try await world.fillSamples()
            let day: Int64 = 24 * 60
            try await world.store.write(world.asOperator(9 * day)) { db in
                for (number, minute) in [1, 9 * day].enumerated() {
                    let change = NewStageChange(stageID: world.won.id, happenedAt: world.time(minute))
                    _ = try db.move(ids[number], change)
                }
            }
            var question = BoardQuestion(pipelineID: world.pipeline.id)
            let access = world.asOperator(10 * day)
            #expect(try await board(world, access, question).columns.map(\.figures.count) == [3, 1, 2, 0])
            question.closedSince = Day("2026-01-14")
            let recent = try await board(world, access, question)
            #expect(recent.columns.map(\.figures.count) == [3, 1, 1, 0])
            #expect(recent.columns[2].cards.map(\.opportunity.name) == ["Zebra"])
        }
    }

    @Test(arguments: Engine.available) func `begins what is closed with what was closed last, page by page`(
        _ engine: Engine
    ) async throws {
        try await engine.withWorld { world in
            let ids = try await world.fillSamples()
            try await world.store.write(world.asOperator(20)) { db in
                // Closed in another order than they are expected to close.
                for (number, minute) in [(3, 9), (0, 12), (4, 8), (1, 15)] {
                    let change = NewStageChange(stageID: world.won.id, happenedAt: world.time(Int64(minute)))
                    _ = try db.move(ids[number], change)
                }
            }
            var question = BoardQuestion(pipelineID: world.pipeline.id, cardsPerColumn: 3)
            for isFiltered in [false, true] {
                if isFiltered {
                    (question.filter.ownerIDs, question.filter.hasNoOwner) = ([world.ana.id, world.ben.id], true)
                }
                let won = try await board(world, world.asOperator(30), question).columns[2]
                let next = try #require(won.next)
                let more = try await world.store.read(world.asOperator(30)) { [question] db in
                    try db.boardCards(in: world.won.id, question, after: next)
                }
                #expect((won.cards + more.rows).map(\.opportunity.id) == [ids[1], ids[0], ids[3], ids[4]])
                #expect(more.next == nil)
            }
            question.order = ListOrder(.name)
            question.cardsPerColumn = 10
            let byName = try await board(world, world.asOperator(30), question).columns[2].cards
            #expect(byName.map(\.opportunity.name) == ["北京", "Berlin 50%", "云帆科技", "Zebra"])
        }
    }

    /// A process whose first stages have these probabilities.
    private func publish(_ world: NamedWorld, probabilities: [Int?]) async throws {
        try await world.store.write(world.asOperator()) { db in
            var process = world.process
            process.number = 2
            for (index, probability) in probabilities.enumerated() {
                process.stages[index].winProbability = probability
            }
            try db.publish(process)
        }
    }
}
