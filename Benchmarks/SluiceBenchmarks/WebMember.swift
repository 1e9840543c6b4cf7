import Automation
import Foundation
import Sales
import Simulation
import Storage

/// A member with a session, and what their pages lead to.
struct WebMember: Sendable {
    /// The cookie, and the token of the forms that follows from it.
    var session: Token
    var opportunities: [Opportunity]
    var accounts: [Identifier<Account>]
    var pipeline: Identifier<Pipeline>
    var openStages: [Identifier<Stage>]

    var headers: String {
        """
        Host: 127.0.0.1\r\nCookie: sluice_session=\(session.text)\r\nAccept-Encoding: gzip\r\n\
        X-Form-Token: \(TokenHash(of: "form \(session.text)").hex)\r\n
        """
    }

    func get(_ path: String, isPartial: Bool = false) -> String {
        "GET \(path) HTTP/1.1\r\n\(headers)\(isPartial ? "HX-Request: true\r\n" : "")\r\n"
    }

    func post(_ path: String, _ fields: [(String, String)], isPartial: Bool = false) -> String {
        let form = fields.map { "\($0.0)=\($0.1.replacingOccurrences(of: " ", with: "+"))" }.joined(separator: "&")
        return """
            POST \(path) HTTP/1.1\r\n\(headers)\(isPartial ? "HX-Request: true\r\n" : "")\
            Content-Type: application/x-www-form-urlencoded\r\nContent-Length: \(form.utf8.count)\r\n\r\n\(form)
            """
    }
}

extension WebMember {
    /// Of each four one who sees everything, one who leads a team, and two who sell.
    static func role(_ index: Int) -> Role { [.admin, .manager, .rep, .rep][index % 4] }

    /// Invites members of the company and lets them in.
    static func signedIn(_ count: Int, _ company: BenchmarkCompany, _ store: Store, _ all: Access) async throws
        -> [WebMember]
    {
        let hasher = PasswordHasher()
        var members: [WebMember] = []
        for index in 0..<count {
            let (link, member) = (Token(), company.company.members[index])
            try await store.write(all) { db in
                _ = try db.invite(
                    member.id,
                    email: "member\(index)@example.com",
                    role: role(index),
                    link: link.hash
                )
            }
            let entered = try await Entrance(store, hasher).acceptInvitation(
                link,
                name: member.name,
                password: "correct horse battery",
                Browser(client: "127.0.0.1"),
                now: .now
            )
            guard let access = entered.signedIn.accesses.first else { continue }
            members.append(try await WebMember(entered.token, member, company, store, access))
        }
        return members
    }

    private init(
        _ session: Token,
        _ member: Member,
        _ company: BenchmarkCompany,
        _ store: Store,
        _ access: Access
    ) async throws {
        self.session = session
        pipeline = company.company.pipeline.id
        openStages = company.company.process.openStages.map(\.id)
        var own = OpportunityFilter()
        (own.ownerIDs, own.outcomes) = ([member.id], [.open])
        (opportunities, accounts) = try await store.read(access) { [own] db in
            let page = try db.opportunities(own, by: ListOrder(.expectedCloseDate), limit: 200)
            return (page.rows.map(\.opportunity), try db.accounts(limit: 200).map(\.id))
        }
    }
}
