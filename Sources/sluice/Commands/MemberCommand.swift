import ArgumentParser
import Automation
import Sales
import Storage

/// The people of a workspace, and letting them in without mail.
struct MemberCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "member",
        abstract: "List members, let people in, and end their access.",
        subcommands: [List.self, Invite.self, ResetLink.self, Deactivate.self]
    )

    /// Which workspace a command works on; the operator may do everything in it.
    struct Place: ParsableArguments {
        @Option(help: "The workspace's name; not needed when there is one.") var workspace: String?
        @OptionGroup var choice: DatabaseChoice

        func withAccess<T>(_ body: (Store, Access) async throws -> T) async throws -> T {
            try await choice.withStore { store in
                let found = try await store.workspace(named: workspace)
                return try await body(store, Access(operatorOf: found, now: .now))
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the members of a workspace, by name.")

        @OptionGroup var place: Place

        func run() async throws {
            let members = try await place.withAccess { store, access in
                try await store.read(access) { try $0.members() }
            }
            for member in members {
                Terminal.write(
                    "\(member.name)\t\(member.email ?? "-")\t\(member.role.rawValue)\t\(member.accessInWords)"
                )
            }
        }
    }

    struct Invite: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print a link by which somebody becomes a member.",
            discussion: """
                The link is good for seven days and lets one person in, who chooses a password there. A member who is \
                a name only, such as the owner of imported history, becomes this person if the address is theirs or \
                --member names them. A workspace that was made here gets its first owner by --role owner.
                """
        )

        @Argument(help: "The e-mail address with which they will sign in.") var email: String
        @Option(help: "Their name (default: the address).") var name: String?
        @Option(help: "owner, admin, manager, rep, marketing or readOnly.") var role: Role?
        @Option(help: "The member they are, by name, address or key, if they are one by name already.")
        var member: String?
        @OptionGroup var address: PublicURL
        @OptionGroup var place: Place

        func run() async throws {
            let base = try address.base()
            let token = Token()
            let invited = try await place.withAccess { store, access in
                if let name = member {
                    let known = try await store.member(named: name, access)
                    return try await store.write(access) { [email, role] db in
                        try db.invite(known.id, email: email, role: role, link: token.hash)
                    }
                }
                let invitation = Invitation(email: email, name: name ?? email, role: role)
                return try await store.write(access) { try $0.invite(invitation, link: token.hash) }
            }
            Terminal.tell("\(invited.name) can come in as \(invited.role.rawValue) for seven days by this link:")
            Terminal.write("\(base)/invitations/\(token.text)")
        }
    }

    struct ResetLink: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "reset-link",
            abstract: "Print a link by which a member chooses a new password.",
            discussion: "The link is good for 24 hours. Using it signs the person out everywhere else."
        )

        @Argument(help: "The member's name, e-mail address or key.") var member: String
        @OptionGroup var address: PublicURL
        @OptionGroup var place: Place

        func run() async throws {
            let base = try address.base()
            let token = Token()
            let found = try await place.withAccess { store, access in
                let id = try await store.member(named: member, access).id
                return try await store.write(access) { try $0.createPasswordReset(of: id, link: token.hash) }
            }
            Terminal.tell("\(found.name) can choose a new password for 24 hours by this link:")
            Terminal.write("\(base)/password-resets/\(token.text)")
        }
    }

    struct Deactivate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "End a member's access, and hand over what they own.",
            discussion: """
                They are signed out at once. Their open opportunities, accounts and contacts go to the member that \
                --to names; closed sales stay theirs, and history keeps their name.
                """
        )

        @Argument(help: "The member's name, e-mail address or key.") var member: String
        @Option(name: .customLong("to"), help: "Who takes over what they own, if they own anything.")
        var successor: String?
        @OptionGroup var place: Place

        func run() async throws {
            let moved = try await place.withAccess { store, access in
                let leaving = try await store.member(named: member, access)
                var next: Member?
                if let successor { next = try await store.member(named: successor, access) }
                let progress = Progress("records handed over")
                let departure = Departure(store, access)
                // What an interrupted one left is handed over by asking again.
                let moved =
                    if !leaving.isActive, let next {
                        try await departure.handOver(from: leaving.id, to: next.id) { progress.update($0) }
                    } else {
                        try await departure.deactivate(leaving.id, handingOverTo: next?.id) { progress.update($0) }
                    }
                progress.finish(moved)
                return moved
            }
            Terminal.write("Deactivated; \(moved.grouped) records handed over.")
        }
    }
}

extension Role: ExpressibleByArgument {}

extension Member {
    fileprivate var accessInWords: String {
        if !isActive { return "deactivated" }
        return canSignIn ? "signs in" : "name only"
    }
}
