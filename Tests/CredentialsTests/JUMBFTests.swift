import Credentials
import TestSupport
import Testing

@Suite("JUMBF boxes are read with their bytes and written as they are read")
struct JUMBFTests {
  static func store(_ contents: [UInt8], label: String = "c2pa") -> [UInt8] {
    JUMBFWriter.superbox(.store, label: label, contents: contents)
  }

  @Test("What is written is read back, with label, salt and the bytes that a hash covers")
  func roundTrip() throws {
    let salt = [UInt8](repeating: 7, count: 16)
    let inner = JUMBFWriter.superbox(
      .cbor, label: "org.example", salt: salt, contents: JUMBFWriter.cbor([0xA0]))
    let box = try JUMBFSuperbox(decoding: Self.store(inner)[...])
    #expect(box.label == "c2pa")
    #expect(box.isA(.store))
    let child = try #require(box.superboxes.first)
    #expect(child.label == "org.example")
    #expect(child.description.salt?.elementsEqual(salt) == true)
    #expect(child.encoded.elementsEqual(inner))
    #expect(child.payload.elementsEqual(inner.dropFirst(8)))
    #expect(child.content(0x6362_6F72)?.elementsEqual([0xA0]) == true)
  }

  @Test("A length of 0 reaches to the end, and one of 1 has eight more bytes")
  func lengths() throws {
    var bytes = Self.store(JUMBFWriter.cbor([0xA0]))
    bytes.replaceSubrange(0..<4, with: [0, 0, 0, 0])
    #expect(try JUMBFSuperbox(decoding: bytes[...]).boxes.count == 1)
    var long: [UInt8] = [0, 0, 0, 1, 0x6A, 0x75, 0x6D, 0x62, 0, 0, 0, 0, 0, 0, 0]
    long.append(UInt8(bytes.count + 8))
    long += bytes.dropFirst(8)
    let box = try JUMBFSuperbox(decoding: long[...])
    #expect(box.payload.elementsEqual(bytes.dropFirst(8)))
  }

  @Test("A box that is longer than what holds it is refused with its place")
  func tooLong() {
    var bytes = Self.store(JUMBFWriter.cbor([0xA0]))
    bytes[bytes.count - 9] = 0xFF
    let error = #expect(throws: JUMBFError.self) { _ = try JUMBFSuperbox(decoding: bytes[...]) }
    #expect(error?.offset == bytes.count - 9)
    #expect(throws: JUMBFError.self) { _ = try JUMBFSuperbox(decoding: bytes.dropLast(20)) }
    #expect(throws: JUMBFError.self) { _ = try JUMBFSuperbox(decoding: []) }
  }

  @Test("Boxes of unknown types are kept and do no harm")
  func unknown() throws {
    let odd: [UInt8] = [0, 0, 0, 9, 0x77, 0x68, 0x61, 0x74, 1]
    let box = try JUMBFSuperbox(decoding: Self.store(odd + JUMBFWriter.json([0x7B, 0x7D]))[...])
    #expect(box.boxes.map(\.typeName) == ["what", "json"])
  }

  @Test("A hundred thousand levels end at the limit and not at the stack")
  func deepNesting() {
    // Each level claims what is left, so that all of them are open at once.
    let level = Array(Self.store([]).dropFirst(8))
    var bytes: [UInt8] = []
    for _ in 0..<100_000 { bytes += [0, 0, 0, 0, 0x6A, 0x75, 0x6D, 0x62] + level }
    let error = #expect(throws: JUMBFError.self) { _ = try JUMBFSuperbox(decoding: bytes[...]) }
    #expect(error?.reason == .depth(limit: 16))
  }

  @Test(
    "An address is read in every form that is found",
    arguments: [
      ("self#jumbf=/c2pa/urn:c2pa:1/c2pa.assertions/x", "urn:c2pa:1", ["c2pa.assertions", "x"]),
      ("self#jumbf=c2pa/urn:c2pa:1/c2pa.signature", "urn:c2pa:1", ["c2pa.signature"]),
      ("self#jumbf=c2pa.assertions/x__1", nil, ["c2pa.assertions", "x__1"]),
      ("self#jumbf=/c2pa/a:urn:uuid:1", "a:urn:uuid:1", []),
    ] as [(String, String?, [String])])
  func addresses(_ text: String, _ manifest: String?, _ path: [String]) {
    #expect(JUMBFURI(text) == JUMBFURI(manifest: manifest, path: path))
  }

  @Test("A relative address and the absolute one of the same box are the same")
  func absolute() {
    let one = JUMBFURI("self#jumbf=c2pa.assertions/x")?.absolute(in: "m")
    #expect(one == JUMBFURI("self#jumbf=/c2pa/m/c2pa.assertions/x"))
    #expect(one?.text == "self#jumbf=/c2pa/m/c2pa.assertions/x")
    for text in ["", "http://x", "self#jumbf=", "self#jumbf=/c2pa//x", "self#jumbf=/"] {
      #expect(JUMBFURI(text) == nil)
    }
  }
}
