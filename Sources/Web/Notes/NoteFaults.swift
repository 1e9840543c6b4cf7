import Hummingbird
import Sales

// The faults of notes and files.

extension Fault {
    init(_ error: NoteError) {
        switch error {
        case .empty: self.init(rule: "noteEmpty")
        case .tooLong: self.init(rule: "noteTooLong")
        case .ambiguousName(let name): self.init(key: "faults.ambiguousName", ["name": name])
        case .mentionedCannotSee(let names, let mayShare):
            let key = mayShare ? "faults.mentionedCannotSee" : "faults.mentionedCannotSeeAsk"
            self.init(key: key, ["names": names.joined(separator: ", ")])
        }
    }

    init(_ error: FileError) {
        switch error {
        case .empty: self.init(rule: "fileEmpty")
        case .tooLarge(let limit):
            let values = ["limit": String(limit / 1_000_000)]
            self.init(status: .contentTooLarge, key: "faults.fileTooLarge", values: values)
        case .program: self.init(rule: "fileIsProgram")
        case .nameMissing: self.init(rule: "nameEmpty")
        case .there(let name): self.init(key: "faults.fileThere", ["name": name])
        case .gone: self.init(rule: "fileGone")
        }
    }

    private init(key: String, _ values: [String: String]) {
        self.init(status: .unprocessableContent, key: key, values: values)
    }
}
