import Sales
import Testing

@Suite struct `A day` {
    @Test func `comes back from its number, its date and its text, over the whole calendar`() {
        let numbers = stride(from: Int64(Day.first.number), through: Int64(Day.last.number), by: 97)
        let wrong = numbers.filter { number in
            guard let day = Day(number: number) else { return true }
            let (year, month, dayOfMonth) = day.parts
            return Day(year: year, month: month, day: dayOfMonth) != day || Day(day.description) != day
        }
        #expect(wrong.isEmpty)
    }

    @Test func `counts one by one across every change of month for four centuries`() throws {
        var day = try #require(Day("1896-12-31"))
        var wrong: [Day] = []
        for year in 1897...2297 {
            for month in 1...12 {
                for dayOfMonth in 1...Day.length(ofMonth: month, year: year) {
                    day = day.advanced(by: 1)
                    if day.parts != (year, month, dayOfMonth) { wrong.append(day) }
                }
            }
        }
        #expect(wrong.isEmpty)
    }

    @Test func `begins and ends the calendar where it says`() {
        #expect(Day("0001-01-01") == .first)
        #expect(Day("9999-12-31") == .last)
        #expect(Day(number: Int64(Day.first.number) - 1) == nil)
        #expect(Day(number: Int64(Day.last.number) + 1) == nil)
        #expect(Day("1970-01-01")?.number == 0)
    }

    @Test(arguments: [
        "2026-02-30", "2026-02-29", "1900-02-29", "2026-04-31", "2026-13-01", "2026-00-10", "2026-01-00", "0000-01-01",
        "2026-1-01", "2026-01-1", "2026/01/01", " 2026-01-01", "2026-01-01 ", "+026-01-01", "２０２６-01-01", "", "today",
    ])
    func `refuses what is no date`(_ text: String) {
        #expect(Day(text) == nil)
    }

    @Test(arguments: [(2024, 29), (2023, 28), (2000, 29), (1900, 28), (2100, 28), (2400, 29)])
    func `knows leap years`(year: Int, length: Int) {
        #expect(Day.length(ofMonth: 2, year: year) == length)
        #expect((Day(year: year, month: 2, day: 29) != nil) == (length == 29))
    }

    @Test func `moves by days and stays within the calendar`() throws {
        let day = try #require(Day("2024-02-28"))
        #expect(day.advanced(by: 2).description == "2024-03-01")
        #expect(day.advanced(by: -59).description == "2023-12-31")
        #expect(day.advanced(by: .max) == .last)
        #expect(day.advanced(by: .min) == .first)
        #expect(day.advanced(by: 366).days(since: day) == 366)
        #expect(day.month == "2024-02")
    }
}
