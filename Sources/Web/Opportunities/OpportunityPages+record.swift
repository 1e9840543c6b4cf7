import Hummingbird
import Sales
import Storage

extension OpportunityPages {
    /// Changes what has no revisions.
    @Sendable func edit(_ request: Request, context: AppContext) async throws -> Response {
        let form = RecordForm(try await request.form(context))
        return try await change(request, context, form) { db, id in
            try db.setFields(form, of: id.erased, .opportunity, version: form.version)
            try db.edit(id, version: form.version) { (opportunity: inout Opportunity) in
                try form.apply(to: &opportunity, db)
            }
            return nil
        }
    }

    @Sendable func share(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context)
        return try await change(request, context) { db, id in
            _ = try db.opportunity(id)
            guard let holder = ShareHolder(form["holder"]) else { throw HTTPError(.badRequest) }
            try db.share(id, with: holder, mayEdit: form["right"] == "none" ? nil : form["right"] == "edit")
            return nil
        }
    }

    @Sendable func delete(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context)
        return try await change(request, context, to: "/opportunities") { db, id in
            try db.delete(id, version: form.version)
            return nil
        }
    }
}
