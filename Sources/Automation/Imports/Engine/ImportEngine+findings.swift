import Sales
import Storage

extension ImportEngine {
    /// The problem with what the file calls the place, where the engine knows only the field.
    func inFile(_ problem: RowProblem) -> RowProblem {
        var problem = problem
        problem.column = mapping.fields[problem.column]?.label(problem.column) ?? problem.column
        return problem
    }

    /// Notes an amount that no figure of the workspace sums.
    func note(_ amount: Amount?, _ row: Int, _ db: ScopedConnection, _ outcomes: inout BatchOutcomes) {
        let own = db.access.workspace.currency
        guard let amount, amount.currency != own else { return }
        outcomes.note(
            row,
            "The amount is in \(amount.currency), the workspace counts in \(own); it is kept, but is in no sum of amounts."
        )
    }
}
