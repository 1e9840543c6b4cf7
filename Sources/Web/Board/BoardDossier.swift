import Sales
import Storage

/// All that a board shows, read in one transaction.
struct BoardDossier: Sendable {
    var pipeline: Pipeline
    var pipelines: [Pipeline]
    var board: Board
    /// The stages that a card can be moved to.
    var targets: [Stage]
    var reasons: [LossReason]
    var choices: FilterChoices
    var own: OwnFilters
    var views: [SavedView]
    /// The teams with which a view of the board may be shared.
    var teams: [Team]
    /// How far the change log had come.
    var number: Int64

    init(_ id: Identifier<Pipeline>, _ choice: BoardChoice, _ db: ScopedConnection) throws {
        number = try db.lastChange()
        pipelines = try db.pipelines()
        guard let pipeline = pipelines.first(where: { $0.id == id }) else { throw NotFound(kind: "pipeline") }
        self.pipeline = pipeline
        board = try db.board(choice.question(id, today: db.access.today))
        targets = try db.processVersions(of: id).inForce(on: db.access.today)?.stages ?? []
        reasons = try db.lossReasons()
        choices = try FilterChoices(db, for: choice.address.filter, all: choice.isFilterUnfolded)
        own = try OwnFilters(.opportunity, choice.address.filter, db)
        views = try db.savedViews(.board).filter { $0.filter.contains(QueryItem("pipeline", id.description)) }
        teams = try db.teamsToShareViewsWith()
    }
}
