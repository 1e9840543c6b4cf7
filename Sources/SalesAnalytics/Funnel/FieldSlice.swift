import Sales

/// The groups of a workspace's own field by the values that records have now.
package struct FieldSlice: Sendable {
    package struct Group: Hashable, Sendable {
        package var id: String
        package var name: String

        package init(id: String, name: String) {
            self.id = id
            self.name = name
        }
    }

    /// A record, an opportunity or an account as the slice says, and the place of its group.
    package typealias Member = (record: Identifier<FieldSlice>, group: Int)

    /// Whether it is a field of the opportunities' accounts.
    package var isOfAccounts: Bool
    /// Whether a record may stand in several groups, and then counts in each.
    package var hasSeveral: Bool
    /// In the order in which they are told.
    package var groups: [Group]
    /// Each record that has a value with the place of its group; several times where it has several.
    package var members: [Member]

    package init(isOfAccounts: Bool, hasSeveral: Bool = false, groups: [Group], members: [Member]) {
        self.isOfAccounts = isOfAccounts
        self.hasSeveral = hasSeveral
        self.groups = groups
        self.members = members
    }

    /// The groups one after the other, each as a slice in which a record stands once: those without a value, then
    /// those of each name that has any.
    var single: [(id: String?, slice: FieldSlice)] {
        let filled = Set(members.map { $0.group }).sorted()
        return [(nil, only(nil))] + filled.map { (groups[$0].id, only($0)) }
    }

    /// The slice that has one group alone; or, to find those without a value, all in one.
    func only(_ place: Int?) -> FieldSlice {
        var slice = self
        slice.hasSeveral = false
        slice.groups = place.map { [groups[$0]] } ?? [Group(id: "", name: "")]
        slice.members = members.filter { place == nil || $0.group == place }.map { ($0.record, 0) }
        return slice
    }

    func only(_ id: String?) -> FieldSlice? {
        guard let id else { return only(nil as Int?) }
        return groups.firstIndex { $0.id == id }.map { only($0) }
    }
}

extension Timeline {
    /// Answers for a slice in which a record counts in several groups: the whole once, and each group as a slice of
    /// its own, since medians of groups cannot be added up.
    func funnel(_ question: FunnelQuestion, slicedBy slice: FieldSlice) throws(FunnelError) -> FunnelReport {
        var whole = question
        whole.dimension = nil
        var report = try funnel(whole)
        report.dimension = question.dimension
        for (id, single) in slice.single {
            var one = question
            one.slice = single
            report.groups += try funnel(one).groups.filter { $0.id == id }
        }
        return report
    }
}

extension [FunnelGroup] {
    /// As the slice has them, those without a value first.
    func inOrder(of slice: FieldSlice) -> [FunnelGroup] {
        let places = Dictionary(slice.groups.enumerated().map { ($1.id, $0) }) { first, _ in first }
        func place(_ group: FunnelGroup) -> Int { group.id.flatMap { places[$0] } ?? -1 }
        return sorted { place($0) < place($1) }
    }
}
