/// What cannot be done with a member.
package enum MemberError: Error, Equatable {
    /// Nobody could administer the workspace any more.
    case lastOwner
    /// Owners are made, changed and let in by owners only, administrators by owners and administrators.
    case aboveYou(Role)
    case isYourself
    /// The member has to be invited before.
    case cannotSignIn
    case canSignInAlready
    case isDeactivated
    case isActive
    case addressMissing
    /// Another member of the workspace is this person already.
    case addressTaken(String)
    /// What the member owns needs somebody who takes it over.
    case stillOwns(Holdings)
    case cannotTakeOver
    /// The person is a member of a workspace that the asker does not administer.
    case memberElsewhere
    /// Roles of people who sign in, and who they are, are no fields to edit.
    case noFieldToEdit
}

extension MemberError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .lastOwner: "This is the workspace's last owner who can sign in. Make another one first."
        case .aboveYou(let role):
            "Only those with as many rights may do this with a member of the role \(role.rawValue)."
        case .isYourself: "You cannot do this with yourself; ask another administrator."
        case .cannotSignIn: "This member cannot sign in yet; invite them first."
        case .canSignInAlready: "This member can sign in already; make a link to a new password instead."
        case .isDeactivated: "This member is deactivated; reactivate them first."
        case .isActive: "This member is active."
        case .addressMissing: "This member has no e-mail address; name one."
        case .addressTaken(let email): "Another member has the address \(email) already."
        case .stillOwns(let holdings):
            "This member still owns \(holdings.openOpportunities) open opportunities, \(holdings.accounts) accounts, "
                + "\(holdings.contacts) contacts and \(holdings.openActivities) open activities. "
                + "Name somebody who takes them over."
        case .cannotTakeOver: "Records can be handed over to another member who is active."
        case .memberElsewhere:
            "This person is in other workspaces too, which you do not administer. They can change their password "
                + "themselves, or an operator can make a link."
        case .noFieldToEdit: "Role and access of people who sign in are changed by invitation, deactivation and role."
        }
    }
}

/// How much a member owns: what a hand-over moves.
package struct Holdings: Hashable, Sendable {
    package var openOpportunities: Int
    package var accounts: Int
    package var contacts: Int
    package var openActivities: Int

    package init(openOpportunities: Int = 0, accounts: Int = 0, contacts: Int = 0, openActivities: Int = 0) {
        self.openOpportunities = openOpportunities
        self.accounts = accounts
        self.contacts = contacts
        self.openActivities = openActivities
    }

    package var total: Int { openOpportunities + accounts + contacts + openActivities }
}

extension Role {
    /// Who may change whom: nobody those of a higher rank.
    package var rank: Int {
        switch self {
        case .owner: 2
        case .admin: 1
        case .manager, .rep, .marketing, .readOnly: 0
        }
    }
}
