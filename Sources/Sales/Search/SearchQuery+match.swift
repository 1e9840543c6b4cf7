extension SearchQuery {
    /// The part of a name that the query means, to be shown in another face; nil where something else was found.
    ///
    /// The whole phrase if the name has it, else the first word that it has; pinyin initials mean their characters.
    package func match(in name: String) -> Range<String.Index>? {
        let letters = Letters(name)
        for wanted in [phrase] + words where !wanted.isEmpty {
            if let range = letters.range(of: wanted) { return range }
        }
        for word in words {
            if let range = letters.range(ofInitials: word) { return range }
        }
        return nil
    }
}

/// A name's characters with what each is in the search form.
private struct Letters {
    private var indices: [String.Index] = []
    private var form: [UnicodeScalar] = []
    private var owner: [Int] = []
    private var ends: [String.Index] = []

    init(_ name: String) {
        var isBetweenWords = false
        for index in name.indices {
            let letter = String(name[index]).searchForm.unicodeScalars
            if letter.isEmpty {
                isBetweenWords = !form.isEmpty && name[index] != "'"
                continue
            }
            if isBetweenWords, !letter[letter.startIndex].isChinese || form.last?.isChinese == false {
                form.append(" ")
                owner.append(max(0, indices.count - 1))
            }
            isBetweenWords = false
            indices.append(index)
            ends.append(name.index(after: index))
            form += letter
            owner += letter.map { _ in indices.count - 1 }
        }
    }

    func range(of wanted: String) -> Range<String.Index>? {
        range(of: Array(wanted.unicodeScalars)) { form[$0] == $1 }
    }

    /// Initials are of one word, and each character has one; others stand for themselves.
    func range(ofInitials wanted: String) -> Range<String.Index>? {
        let readings = form.map { String($0).initialsOfForm }
        return range(of: Array(wanted.unicodeScalars)) { place, scalar in
            readings[place].isEmpty ? form[place] == scalar : readings[place].contains(String(scalar))
        }
    }

    private func range(
        of wanted: [UnicodeScalar],
        matches: (Int, UnicodeScalar) -> Bool
    ) -> Range<String.Index>? {
        guard !wanted.isEmpty, wanted.count <= form.count else { return nil }
        let start = (0...(form.count - wanted.count)).first { start in
            wanted.indices.allSatisfy { matches(start + $0, wanted[$0]) }
        }
        guard let start else { return nil }
        let last = owner[start + wanted.count - 1]
        return indices[owner[start]]..<(ends[last])
    }
}

extension UnicodeScalar {
    fileprivate var isChinese: Bool { HanTable.scalars.contains(value) }
}
