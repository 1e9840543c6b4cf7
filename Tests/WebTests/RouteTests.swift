import Hummingbird
import Sales
import Storage
import TestSupport
import Testing

@testable import Web

/// Every route with every kind of person who may ask: a route that is not in the table fails.
@Suite struct `Every route` {
    /// What a route answers to a guest, the owner of the record, a manager above, another team and a read-only member.
    struct Row: Sendable {
        var route: String
        var guest: HTTPResponse.Status
        var owner: HTTPResponse.Status
        var manager: HTTPResponse.Status
        var otherTeam: HTTPResponse.Status
        var readOnly: HTTPResponse.Status
    }

    /// `{id}` stands for an opportunity of Ben's.
    static let table = [
        Row(route: "GET /healthz", guest: .ok, owner: .ok, manager: .ok, otherTeam: .ok, readOnly: .ok),
        Row(route: "GET /assets/{digest}/**", guest: .ok, owner: .ok, manager: .ok, otherTeam: .ok, readOnly: .ok),
        Row(
            route: "GET /",
            guest: .seeOther,
            owner: .seeOther,
            manager: .seeOther,
            otherTeam: .seeOther,
            readOnly: .seeOther
        ),
        Row(
            route: "GET /sign-in",
            guest: .ok,
            owner: .seeOther,
            manager: .seeOther,
            otherTeam: .seeOther,
            readOnly: .seeOther
        ),
        Row(
            route: "POST /sign-in",
            guest: .unprocessableContent,
            owner: .unprocessableContent,
            manager: .unprocessableContent,
            otherTeam: .unprocessableContent,
            readOnly: .unprocessableContent
        ),
        Row(route: "GET /first-run/{token}", same: .notFound),
        Row(route: "POST /first-run/{token}", same: .notFound),
        Row(route: "GET /invitations/{token}", same: .notFound),
        Row(route: "POST /invitations/{token}", same: .notFound),
        Row(route: "GET /password-resets/{token}", same: .notFound),
        Row(route: "POST /password-resets/{token}", same: .notFound),
        Row(
            route: "GET /start",
            guest: .seeOther,
            owner: .seeOther,
            manager: .seeOther,
            otherTeam: .seeOther,
            readOnly: .seeOther
        ),
        Row(
            route: "POST /start/demo",
            guest: .unauthorized,
            owner: .seeOther,
            manager: .seeOther,
            otherTeam: .seeOther,
            readOnly: .seeOther
        ),
        Row(
            route: "POST /start/pipeline",
            guest: .unauthorized,
            owner: .badRequest,
            manager: .badRequest,
            otherTeam: .badRequest,
            readOnly: .badRequest
        ),
        Row(route: "GET /funnel", guest: .seeOther, owner: .ok, manager: .ok, otherTeam: .ok, readOnly: .ok),
        Row(
            route: "GET /funnel/records",
            guest: .seeOther,
            owner: .notFound,
            manager: .notFound,
            otherTeam: .notFound,
            readOnly: .notFound
        ),
        Row(
            route: "GET /opportunities/{id}",
            guest: .seeOther,
            owner: .ok,
            manager: .ok,
            otherTeam: .notFound,
            readOnly: .notFound
        ),
        Row(
            route: "POST /opportunities/{id}/stage-changes",
            guest: .unauthorized,
            owner: .unprocessableContent,
            manager: .unprocessableContent,
            otherTeam: .notFound,
            readOnly: .forbidden
        ),
        Row(
            route: "POST /opportunities/{id}/revisions",
            guest: .unauthorized,
            owner: .seeOther,
            manager: .seeOther,
            otherTeam: .notFound,
            readOnly: .forbidden
        ),
        Row(
            route: "POST /opportunities/{id}/voids",
            guest: .unauthorized,
            owner: .badRequest,
            manager: .badRequest,
            otherTeam: .notFound,
            readOnly: .forbidden
        ),
        Row(route: "GET /account", guest: .seeOther, owner: .ok, manager: .ok, otherTeam: .ok, readOnly: .ok),
        Row(
            route: "POST /account/language",
            guest: .unauthorized,
            owner: .seeOther,
            manager: .seeOther,
            otherTeam: .seeOther,
            readOnly: .seeOther
        ),
        Row(
            route: "POST /account/password",
            guest: .unauthorized,
            owner: .unprocessableContent,
            manager: .unprocessableContent,
            otherTeam: .unprocessableContent,
            readOnly: .unprocessableContent
        ),
        Row(
            route: "POST /account/sessions/{id}",
            guest: .unauthorized,
            owner: .notFound,
            manager: .notFound,
            otherTeam: .notFound,
            readOnly: .notFound
        ),
        Row(route: "GET /settings/members", guest: .seeOther, owner: .ok, manager: .ok, otherTeam: .ok, readOnly: .ok),
        Row(
            route: "POST /settings/members",
            guest: .unauthorized,
            owner: .forbidden,
            manager: .forbidden,
            otherTeam: .forbidden,
            readOnly: .forbidden
        ),
        Row(
            route: "GET /settings/members/{id}",
            guest: .seeOther,
            owner: .notFound,
            manager: .notFound,
            otherTeam: .notFound,
            readOnly: .notFound
        ),
        Row(
            route: "POST /settings/members/{id}/invitations",
            guest: .unauthorized,
            owner: .forbidden,
            manager: .forbidden,
            otherTeam: .forbidden,
            readOnly: .forbidden
        ),
        Row(
            route: "POST /settings/members/{id}/password-resets",
            guest: .unauthorized,
            owner: .forbidden,
            manager: .forbidden,
            otherTeam: .forbidden,
            readOnly: .forbidden
        ),
        Row(
            route: "POST /settings/members/{id}/deactivation",
            guest: .unauthorized,
            owner: .forbidden,
            manager: .forbidden,
            otherTeam: .forbidden,
            readOnly: .forbidden
        ),
        Row(
            route: "POST /settings/members/{id}/reactivation",
            guest: .unauthorized,
            owner: .forbidden,
            manager: .forbidden,
            otherTeam: .forbidden,
            readOnly: .forbidden
        ),
        Row(
            route: "POST /settings/members/{id}/role",
            guest: .unauthorized,
            owner: .badRequest,
            manager: .badRequest,
            otherTeam: .badRequest,
            readOnly: .badRequest
        ),
        Row(route: "POST /sign-out", same: .seeOther),
    ]

    @Test func `is in the table`() async throws {
        try await Engine.sqlite.withDatabase(migrations) { database in
            let router = try webRouter(Store(database), WebSettings(version: "1", clock: { .distantPast }), .forTests())
            let routes = Set(router.routes.map { "\($0.method) \($0.path)" })
            #expect(routes.symmetricDifference(Set(Self.table.map(\.route))).sorted() == [])
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
            let asked: [(TestBrowser, HTTPResponse.Status, String)] = [
                (guest, row.guest, "guest"), (try await signedIn.signIn(world.ben), row.owner, "owner"),
                (try await signedIn.signIn(world.ana), row.manager, "manager"),
                (try await signedIn.signIn(world.cleo), row.otherTeam, "other team"),
                (try await signedIn.signIn(dana, as: .readOnly), row.readOnly, "read-only"),
            ]
            let parts = row.route.split(separator: " ").map(String.init)
            let path = parts[1].replacing("{id}", with: id.description).replacing("{token}", with: "0123")
                .replacing("{digest}/**", with: "x/app.css")
            for (browser, status, who) in asked {
                let answer = parts[0] == "GET" ? try await browser.get(path) : try await browser.post(path, [:])
                #expect(answer.status == status, "\(who)")
            }
        }
    }
}

extension `Every route`.Row {
    init(route: String, same status: HTTPResponse.Status) {
        self.init(route: route, guest: status, owner: status, manager: status, otherTeam: status, readOnly: status)
    }
}
