import Hummingbird
import Sales
import Storage
import TestSupport
import Testing

@testable import Web

/// Every route with every kind of person who may ask: a route that is not in the table fails.
@Suite struct `Every route` {
    /// What a route answers to a guest, the owner of the record, a manager above, another team and a read-only member;
    /// `{id}` stands for an opportunity of Ben's.
    static let table = """
        GET /healthz                                 200  200  200  200  200
        GET /assets/{digest}/**                      200  200  200  200  200
        POST /policy-reports                         400  400  400  400  400
        GET /                                        303  303  303  303  303
        GET /sign-in                                 200  303  303  303  303
        POST /sign-in                                422  422  422  422  422
        GET /first-run/{token}                       404  404  404  404  404
        POST /first-run/{token}                      404  404  404  404  404
        GET /invitations/{token}                     404  404  404  404  404
        POST /invitations/{token}                    404  404  404  404  404
        GET /password-resets/{token}                 404  404  404  404  404
        POST /password-resets/{token}                404  404  404  404  404
        GET /start                                   303  303  303  303  303
        POST /start/demo                             401  303  303  303  303
        POST /start/pipeline                         401  400  400  400  400
        GET /funnel                                  303  200  200  200  200
        GET /funnel/records                          303  404  404  404  404
        GET /board                                   303  303  303  303  303
        GET /pipelines/{id}/board                    303  404  404  404  404
        GET /live                                    303  400  400  400  400
        GET /opportunities/new                       303  200  200  200  403
        GET /opportunities/new/customers             303  200  200  200  200
        POST /opportunities                          401  422  422  422  403
        GET /opportunities/{id}                      303  200  200  404  404
        POST /opportunities/{id}/stage-changes       401  422  422  404  403
        POST /opportunities/{id}/undone-moves        401  400  400  404  403
        POST /opportunities/{id}/revisions           401  303  303  404  403
        POST /opportunities/{id}/voids               401  400  400  404  403
        GET /imports                                 303  403  403  403  403
        POST /imports                                401  403  403  403  403
        GET /imports/{id}                            303  403  403  403  403
        POST /imports/{id}/format                    401  403  403  403  403
        POST /imports/{id}/columns                   401  403  403  403  403
        POST /imports/{id}/values                    401  403  403  403  403
        POST /imports/{id}/dry-runs                  401  403  403  403  403
        POST /imports/{id}/runs                      401  403  403  403  403
        POST /imports/{id}/stops                     401  403  403  403  403
        POST /imports/{id}/reversals                 401  403  403  403  403
        POST /imports/{id}/removals                  401  403  403  403  403
        GET /imports/{id}/progress                   303  403  403  403  403
        GET /imports/{id}/errors                     303  403  403  403  403
        GET /exports/accounts.csv                    303  403  200  403  403
        GET /exports/accounts.xlsx                   303  403  200  403  403
        GET /exports/contacts.csv                    303  403  200  403  403
        GET /exports/contacts.xlsx                   303  403  200  403  403
        GET /exports/opportunities.csv               303  403  200  403  403
        GET /exports/opportunities.xlsx              303  403  200  403  403
        POST /views                                  401  400  400  400  400
        GET /views/{id}                              303  404  404  404  404
        POST /views/{id}                             401  404  404  404  404
        POST /views/{id}/deletion                    401  404  404  404  404
        GET /opportunities                           303  200  200  200  200
        GET /opportunities/count                     303  200  200  200  200
        GET /opportunities/{id}/cells/{field}        303  200  200  404  403
        POST /opportunities/{id}/cells/{field}       401  303  303  404  403
        POST /opportunities/{id}/changes             401  303  303  404  403
        POST /opportunities/{id}/shares              401  400  400  404  403
        POST /opportunities/{id}/deletion            401  303  404  404  403
        POST /opportunities/{id}/tags                401  303  303  404  403
        POST /opportunities/{id}/lines               401  404  404  404  403
        POST /opportunities/{id}/lines/{part}        401  404  404  404  403
        POST /opportunities/{id}/line-sums           401  303  303  404  403
        POST /opportunities/{id}/contacts            401  422  422  404  403
        POST /opportunities/{id}/contacts/{part}     401  404  404  404  403
        POST /opportunities/{id}/competitors         401  422  422  404  403
        POST /opportunities/{id}/competitors/{part}  401  404  404  404  403
        POST /accounts/{id}/tags                     401  404  404  404  403
        POST /contacts/{id}/tags                     401  404  404  404  403
        GET /settings/contact-roles                  303  200  200  200  200
        POST /settings/contact-roles                 401  403  403  403  403
        POST /settings/contact-roles/{id}            401  403  403  403  403
        GET /settings/competitors                    303  200  200  200  200
        POST /settings/competitors                   401  403  403  403  403
        POST /settings/competitors/{id}              401  403  403  403  403
        GET /settings/tags                           303  200  200  200  200
        POST /settings/tags                          401  403  403  403  403
        POST /settings/tags/{id}                     401  403  403  403  403
        GET /search                                  303  200  200  200  200
        POST /bulk-actions                           401  400  400  400  400
        GET /bulk-actions/{id}                       303  404  404  404  404
        POST /bulk-actions/{id}/undo                 401  404  404  404  404
        POST /bulk-actions/{id}/continuation         401  404  404  404  404
        GET /bin                                     303  200  200  200  200
        POST /bin/{kind}/{id}/restoration            401  404  404  404  403
        GET /accounts/suggestions                    303  200  200  200  200
        GET /accounts                                303  200  200  200  200
        POST /accounts                               401  422  422  422  403
        GET /accounts/count                          303  200  200  200  200
        GET /accounts/hints                          303  200  200  200  200
        GET /accounts/{id}                           303  404  404  404  404
        POST /accounts/{id}/changes                  401  404  404  404  403
        POST /accounts/{id}/deletion                 401  404  404  404  403
        POST /accounts/{id}/shares                   401  404  404  404  403
        GET /accounts/{id}/merge                     303  404  404  404  404
        POST /accounts/{id}/merges                   401  404  404  404  403
        POST /accounts/{id}/merge-undos              401  404  404  404  403
        GET /contacts                                303  200  200  200  200
        POST /contacts                               401  422  422  422  403
        GET /contacts/count                          303  200  200  200  200
        GET /contacts/hints                          303  200  200  200  200
        GET /contacts/{id}                           303  404  404  404  404
        POST /contacts/{id}/changes                  401  404  404  404  403
        POST /contacts/{id}/deletion                 401  404  404  404  403
        POST /contacts/{id}/shares                   401  404  404  404  403
        GET /contacts/{id}/merge                     303  404  404  404  404
        POST /contacts/{id}/merges                   401  404  404  404  403
        POST /contacts/{id}/merge-undos              401  404  404  404  403
        GET /accounts/{id}/time-line                 303  404  404  404  404
        POST /accounts/{id}/notes                    401  404  404  404  403
        POST /accounts/{id}/files                    401  403  403  403  403
        GET /contacts/{id}/time-line                 303  404  404  404  404
        POST /contacts/{id}/notes                    401  404  404  404  403
        POST /contacts/{id}/files                    401  403  403  403  403
        GET /opportunities/{id}/time-line            303  200  200  404  404
        POST /opportunities/{id}/notes               401  422  422  404  403
        POST /opportunities/{id}/files               401  403  403  403  403
        POST /notes/{id}                             401  404  404  404  404
        POST /notes/{id}/deletion                    401  404  404  404  403
        POST /notes/{id}/restoration                 401  404  404  404  403
        GET /files/{id}                              303  404  404  404  404
        GET /files/{id}/preview                      303  404  404  404  404
        POST /files/{id}                             401  400  400  400  403
        POST /files/{id}/deletion                    401  404  404  404  403
        POST /files/{id}/restoration                 401  404  404  404  403
        GET /mentions                                303  200  200  200  200
        GET /mentions/count                          303  200  200  200  200
        GET /mentions/members                        303  200  200  200  200
        GET /mentions/{id}                           303  404  404  404  404
        POST /mentions/reads                         401  303  303  303  303
        GET /account                                 303  200  200  200  200
        POST /account/language                       401  303  303  303  303
        POST /account/password                       401  422  422  422  422
        POST /account/sessions/{id}                  401  404  404  404  404
        GET /settings/members                        303  200  200  200  200
        POST /settings/members                       401  403  403  403  403
        GET /settings/members/{id}                   303  404  404  404  404
        POST /settings/members/{id}/invitations      401  403  403  403  403
        POST /settings/members/{id}/password-resets  401  403  403  403  403
        POST /settings/members/{id}/deactivation     401  403  403  403  403
        POST /settings/members/{id}/reactivation     401  403  403  403  403
        POST /settings/members/{id}/role             401  400  400  400  400
        GET /settings                                303  200  200  200  200
        GET /settings/workspace                      303  403  403  403  403
        POST /settings/workspace                     401  403  403  403  403
        GET /settings/teams                          303  200  200  200  200
        POST /settings/teams                         401  403  403  403  403
        GET /settings/teams/{id}                     303  404  404  404  404
        POST /settings/teams/{id}                    401  403  403  403  403
        POST /settings/teams/{id}/dissolution        401  403  403  403  403
        POST /settings/teams/{id}/memberships        401  403  403  403  403
        POST /settings/teams/{id}/memberships/{membership} 401  403  403  403  403
        GET /settings/roles                          303  403  403  403  403
        GET /settings/roles/{role}                   303  403  403  403  403
        POST /settings/roles/{role}                  401  403  403  403  403
        POST /settings/unassigned-rules              401  403  403  403  403
        GET /settings/pipelines                      303  200  200  200  200
        POST /settings/pipelines                     401  403  403  403  403
        GET /settings/pipelines/{id}                 303  404  404  404  404
        POST /settings/pipelines/{id}/name           401  403  403  403  403
        POST /settings/pipelines/{id}/versions       401  403  403  403  403
        POST /settings/pipelines/{id}/moves          401  403  403  403  403
        POST /settings/pipelines/{id}/moves/{run}/undo 401  403  403  403  403
        GET /settings/loss-reasons                   303  200  200  200  200
        POST /settings/loss-reasons                  401  403  403  403  403
        POST /settings/loss-reasons/{id}             401  403  403  403  403
        GET /settings/sources                        303  200  200  200  200
        POST /settings/sources                       401  403  403  403  403
        POST /settings/sources/{id}                  401  403  403  403  403
        GET /settings/products                       303  200  200  200  200
        POST /settings/products                      401  403  403  403  403
        GET /settings/products/{id}                  303  404  404  404  404
        POST /settings/products/{id}                 401  403  403  403  403
        POST /settings/products/{id}/state           401  403  403  403  403
        GET /settings/currencies                     303  200  200  200  200
        POST /settings/currencies                    401  403  403  403  403
        POST /settings/currencies/rates              401  403  403  403  403
        POST /settings/currencies/{id}/state         401  403  403  403  403
        GET /settings/fields                         303  403  403  403  403
        POST /settings/fields                        401  403  403  403  403
        GET /settings/fields/{id}                    303  403  403  403  403
        POST /settings/fields/{id}                   401  403  403  403  403
        POST /settings/fields/{id}/state             401  403  403  403  403
        GET /changes                                 303  403  403  403  403
        POST /sign-out                               303  303  303  303  303
        """
        .split(separator: "\n").map { line in
            let words = line.split(separator: " ").map(String.init)
            return Row(method: words[0], path: words[1], statuses: words[2...].compactMap { Int($0) })
        }

    struct Row: Sendable {
        var method: String
        var path: String
        var statuses: [Int]
    }

    @Test func `is in the table`() async throws {
        try await Engine.sqlite.withDatabase(migrations) { database in
            let router = try webRouter(
                Store(database),
                WebSettings(version: "1", clock: { .distantPast }),
                WebFiles.shared(),
                .forTests()
            )
            let routes = Set(router.routes.map { "\($0.method) \($0.path)" })
            #expect(routes.symmetricDifference(Set(Self.table.map { "\($0.method) \($0.path)" })).sorted() == [])
        }
    }

    @Test(arguments: table.indices) func `answers each kind of person as the table says`(_ place: Int) async throws {
        try await Engine.sqlite.withSignedInWorld { signedIn in
            let (row, world) = (Self.table[place], signedIn.world)
            let id = try await signedIn.opportunity(of: world.ben).id
            let guest = signedIn.browser()
            _ = try await guest.get("/sign-in")
            let dana = Member(id: Identifier(high: 1, low: 9), name: "Dana")
            try await world.store.write(world.asOperator()) { try $0.create(dana) }
            let asked = [
                (guest, "guest"), (try await signedIn.signIn(world.ben), "owner"),
                (try await signedIn.signIn(world.ana), "manager"),
                (try await signedIn.signIn(world.cleo), "other team"),
                (try await signedIn.signIn(dana, as: .readOnly), "read-only"),
            ]
            try #require(row.statuses.count == asked.count)
            let path = row.path.replacing("{id}", with: id.description).replacing("{token}", with: "0123")
                .replacing("{field}", with: "amount").replacing("{kind}", with: "opportunity")
                .replacing("{digest}/**", with: "x/app.css").replacing("{role}", with: "rep")
            for ((browser, who), status) in zip(asked, row.statuses) {
                let answer = row.method == "GET" ? try await browser.get(path) : try await browser.post(path, [:])
                #expect(answer.status.code == status, "\(who)")
            }
        }
    }
}
