import CExpat
import Glibc

/// What a part's XML is made of, as the reader of that part takes it in; names come without their prefix.
protocol XMLHandler: AnyObject {
    func begin(_ name: XMLName, _ attributes: XMLAttributes)
    func end(_ name: XMLName)
    func text(_ bytes: UnsafeBufferPointer<UInt8>)
    /// Why reading has to stop, if it has.
    var fault: (any Error)? { get }
}

/// An element's name as the parser holds it; comparing it makes no string.
struct XMLName {
    fileprivate let start: UnsafePointer<CChar>

    fileprivate init(_ name: UnsafePointer<CChar>) {
        var start = name
        var next = name
        while next.pointee != 0 {
            if next.pointee == 0x3A { start = next + 1 }
            next += 1
        }
        self.start = start
    }

    static func ~= (name: StaticString, value: XMLName) -> Bool {
        strcmp(UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self), value.start) == 0
    }
}

/// An element's attributes, looked up as they are asked for.
struct XMLAttributes {
    fileprivate let list: UnsafeMutablePointer<UnsafePointer<CChar>?>?

    subscript(_ name: StaticString) -> UnsafePointer<CChar>? {
        guard var next = list else { return nil }
        while let key = next[0], let value = next[1] {
            if name ~= XMLName(key) { return value }
            next += 2
        }
        return nil
    }

    func text(_ name: StaticString) -> String? { self[name].map { String(cString: $0) } }
    func integer(_ name: StaticString) -> Int? { text(name).flatMap { Int($0) } }
}

/// Feeds the pieces of a part to expat.
///
/// A document type could define entities that unfold without end; no workbook has one, so it is refused.
final class XMLEvents {
    private let parser: OpaquePointer
    private let handler: any XMLHandler
    private let part: String
    private var hasDocumentType = false

    init(_ part: String, _ handler: any XMLHandler) throws(SpreadsheetError) {
        guard let parser = XML_ParserCreate(nil) else { throw .badXML(part: part) }
        (self.parser, self.handler, self.part) = (parser, handler, part)
        XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        XML_SetElementHandler(
            parser,
            { user, name, attributes in
                guard let events = XMLEvents.of(user), let name else { return }
                events.handler.begin(XMLName(name), XMLAttributes(list: attributes))
                events.stopIfNeeded()
            },
            { user, name in
                guard let events = XMLEvents.of(user), let name else { return }
                events.handler.end(XMLName(name))
                events.stopIfNeeded()
            }
        )
        XML_SetCharacterDataHandler(parser) { user, text, count in
            guard let events = XMLEvents.of(user), let text else { return }
            text.withMemoryRebound(to: UInt8.self, capacity: Int(count)) {
                events.handler.text(UnsafeBufferPointer(start: $0, count: Int(count)))
            }
        }
        XML_SetStartDoctypeDeclHandler(parser) { user, _, _, _, _ in
            guard let events = XMLEvents.of(user) else { return }
            events.hasDocumentType = true
            XML_StopParser(events.parser, XML_Bool(0))
        }
    }

    deinit { XML_ParserFree(parser) }

    private static func of(_ user: UnsafeMutableRawPointer?) -> XMLEvents? {
        user.map { Unmanaged<XMLEvents>.fromOpaque($0).takeUnretainedValue() }
    }

    private func stopIfNeeded() {
        if handler.fault != nil { XML_StopParser(parser, XML_Bool(0)) }
    }

    func feed(_ bytes: UnsafeRawBufferPointer, isLast: Bool = false) throws {
        let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
        let status = XML_Parse(parser, start, Int32(bytes.count), isLast ? 1 : 0)
        if let fault = handler.fault { throw fault }
        guard status == XML_STATUS_OK, !hasDocumentType else { throw SpreadsheetError.badXML(part: part) }
    }
}

extension Archive {
    /// Reads a part's XML with a handler; false where there is no such part.
    func parse(_ name: String, limit: Int, with handler: any XMLHandler) throws -> Bool {
        let events = try XMLEvents(name, handler)
        let isThere = try read(name, limit: limit) { piece in
            try events.feed(piece)
            return true
        }
        if isThere { try events.feed(UnsafeRawBufferPointer(start: nil, count: 0), isLast: true) }
        return isThere
    }
}
