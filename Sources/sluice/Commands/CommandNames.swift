import ArgumentParser
import Automation

extension ParsableCommand {
    /// What is wrong with the first name among the arguments that is no command; none where all are.
    ///
    /// The parser says of a mistyped name only that it did not expect it.
    static func unknownCommand(_ arguments: some Sequence<String>) -> String? {
        let arguments = Array(arguments)
        return unknownCommand(arguments.first == "help" ? arguments.dropFirst() : arguments[...], after: "sluice")
    }

    private static func unknownCommand(_ arguments: ArraySlice<String>, after path: String) -> String? {
        guard let name = arguments.first, !name.hasPrefix("-") else { return nil }
        var known: [String] = []
        for command in configuration.subcommands {
            if command.word == name { return command.unknownCommand(arguments.dropFirst(), after: "\(path) \(name)") }
            known.append(command.word)
        }
        if known.isEmpty { return nil }
        let nearest = NearestName.of(name, among: known).map { " Did you mean '\($0)'?" } ?? ""
        return "There is no command '\(path) \(name)'.\(nearest) The commands are \(known.joined(separator: ", "))."
    }

    /// The word by which the command is called.
    private static var word: String { configuration.commandName ?? String(describing: Self.self).lowercased() }
}
