import Sales
import Simulation

extension WebBenchmark {
    var routeSection: Section {
        Section(
            title: "Web",
            text: """
                \(company.company.plan.opportunities.grouped) opportunities with their history in one workspace, of \
                which \(BoardBenchmark.cardsInColumn.grouped) stand open in one column, and sixteen members who are \
                signed in: four see everything, four lead teams, eight see their own. Each pauses 500 ms between \
                requests, four reads to one write, for \(Int(seconds)) seconds, over HTTP from this machine to \
                `sluice serve` in a process of its own. *Inside* is what the server's own log tells of these \
                requests, from when one was read to when its answer, packed with gzip, was ready: that has the \
                budget. *Outside* is from the first byte sent to the last byte received, with the clients' share of \
                the same cores; *weight* is the largest answer's. A move to the stage in which a card stands \
                already is refused and not counted.
                """,
            columns: [
                "engine", "what", "requests", "budget", "median inside", "p95 inside", "met", "median outside",
                "p95 outside", "weight",
            ]
        )
    }

    var boardSection: Section {
        Section(
            title: "Board over HTTP",
            text: "The same server's whole page of a board, asked by one who sees everything, 40 times in a row.",
            columns: ["engine", "board", "budget", "median", "p95", "met", "weight"]
        )
    }

    var wholeSection: Section {
        Section(
            title: "Server",
            text: """
                The same members and requests without a pause; beside it the libraries alone (Hummingbird and GRDB), \
                which read the same answers out of an SQLite file as they are to be sent, and write one row durably \
                for each write. The clients take their share of the cores in both. *Memory* is what is resident after \
                all that, *peak* the most that was, *idle* that of a server with an empty file.
                """,
            columns: [
                "engine", "requests/s", "libraries alone", "ratio", "memory", "peak", "< 250 MB", "idle", "< 60 MB",
            ]
        )
    }
}
