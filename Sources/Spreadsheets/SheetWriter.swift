import CXLSXWriter

/// Writes a workbook of one sheet, row by row, in constant memory.
package final class SheetWriter {
    /// A cell to write.
    package enum Value: Sendable, Equatable {
        case blank
        case text(String)
        case number(Double, decimals: Int)
        /// A calendar day.
        case day(year: Int, month: Int, day: Int)
        /// A day with the minute.
        case moment(year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Double)
    }

    private var workbook: UnsafeMutablePointer<lxw_workbook>?
    private let sheet: UnsafeMutablePointer<lxw_worksheet>
    private var formats: [String: UnsafeMutablePointer<lxw_format>] = [:]
    private var row: UInt32 = 0

    /// Begins a workbook at a path; temporary parts of it lie in `folder`.
    package init(path: String, folder: String, sheet name: String, header: [String], widths: [Double] = []) throws {
        let workbook = folder.withCString { folder in
            var options = lxw_workbook_options()
            options.constant_memory = 1
            options.use_zip64 = 1
            options.tmpdir = UnsafeMutablePointer(mutating: folder)
            return workbook_new_opt(path, &options)
        }
        guard let workbook, let sheet = workbook_add_worksheet(workbook, name) else {
            throw SpreadsheetError.cannotWrite
        }
        (self.workbook, self.sheet) = (workbook, sheet)
        for (column, width) in widths.enumerated() {
            worksheet_set_column(sheet, UInt16(column), UInt16(column), width, nil)
        }
        worksheet_freeze_panes(sheet, 1, 0)
        let bold = workbook_add_format(workbook)
        format_set_bold(bold)
        for (column, name) in header.enumerated() {
            try check(worksheet_write_string(sheet, 0, UInt16(column), name, bold))
        }
        row = 1
    }

    deinit { if let workbook { workbook_close(workbook) } }

    package func append(_ cells: [Value]) throws {
        for (column, cell) in cells.enumerated() { try check(write(cell, UInt16(column))) }
        row += 1
    }

    private func write(_ cell: Value, _ column: UInt16) -> lxw_error {
        switch cell {
        case .blank: return LXW_NO_ERROR
        case .text(let text): return worksheet_write_string(sheet, row, column, text, nil)
        case .number(let number, let decimals):
            let format = decimals == 0 ? "#,##0" : "#,##0." + String(repeating: "0", count: decimals)
            return worksheet_write_number(sheet, row, column, number, self.format(format))
        case .day(let year, let month, let day):
            var time = lxw_datetime(
                year: Int32(year),
                month: Int32(month),
                day: Int32(day),
                hour: 0,
                min: 0,
                sec: 0
            )
            return worksheet_write_datetime(sheet, row, column, &time, format("yyyy-mm-dd"))
        case .moment(let year, let month, let day, let hour, let minute, let second):
            var time = lxw_datetime(
                year: Int32(year),
                month: Int32(month),
                day: Int32(day),
                hour: Int32(hour),
                min: Int32(minute),
                sec: second
            )
            return worksheet_write_datetime(sheet, row, column, &time, format("yyyy-mm-dd hh:mm:ss"))
        }
    }

    private func format(_ code: String) -> UnsafeMutablePointer<lxw_format>? {
        if let known = formats[code] { return known }
        let format = workbook_add_format(workbook)
        format_set_num_format(format, code)
        formats[code] = format
        return format
    }

    /// Puts the parts together; without it there is no workbook.
    package func close() throws {
        guard let workbook else { return }
        self.workbook = nil
        try check(workbook_close(workbook))
    }

    private func check(_ code: lxw_error) throws {
        if code != LXW_NO_ERROR { throw SpreadsheetError.cannotWrite }
    }
}
