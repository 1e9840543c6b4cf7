import Sales
import Storage

/// With whom a record is shared, and the form that shares it.
struct SharingPart: Encodable {
    var path: String
    var shares: [Share]
    var members: [Option]
    var teams: [Option]
    var mayShare: Bool

    struct Share: Encodable {
        var holder: String
        var name: String
        var right: String
        var mayEnd: Bool
    }

    init(
        _ path: String,
        _ shares: [RecordShare],
        _ members: [Member],
        _ teams: [Team],
        mayShare: Bool,
        _ words: Words
    ) {
        self.path = path
        self.mayShare = mayShare
        self.shares = shares.map { share in
            let name: String? =
                switch share.holder {
                case .member(let id): members.first { $0.id == id }?.name
                case .team(let id): teams.first { $0.id == id }?.name
                }
            let right = words(share.mayEdit ? "record.mayEdit" : "record.maySee")
            return Share(holder: share.holder.text, name: name ?? "–", right: right, mayEnd: mayShare)
        }
        self.members = members.filter(\.isActive).map {
            Option(value: ShareHolder.member($0.id).text, name: $0.name, isChosen: false)
        }
        self.teams = teams.map { Option(value: ShareHolder.team($0.id).text, name: $0.name, isChosen: false) }
    }
}

extension ShareHolder {
    /// As a form names it.
    fileprivate var text: String {
        switch self {
        case .member(let id): "member \(id)"
        case .team(let id): "team \(id)"
        }
    }

    init?(_ text: String) {
        let words = text.split(separator: " ").map(String.init)
        guard words.count == 2 else { return nil }
        if words[0] == "member", let id = Identifier<Member>(words[1]) {
            self = .member(id)
        } else if words[0] == "team", let id = Identifier<Team>(words[1]) {
            self = .team(id)
        } else {
            return nil
        }
    }
}
