import Foundation
import SwiftASN1
import TestSupport
import Testing

@testable import Certificates

@Suite("Numbers, times and names of ASN.1")
struct ASN1Tests {
  @Test("Object identifiers are read and written in dotted decimal")
  func oids() throws {
    #expect(OID(2, 5, 29, 15).bytes == [0x55, 0x1D, 0x0F])
    #expect(OID(1, 2, 840, 113549, 1, 1, 10).description == "1.2.840.113549.1.1.10")
    #expect(OID(dotted: "2.999.3")?.bytes == [0x88, 0x37, 3])
    #expect(OID(dotted: "2.999.3")?.description == "2.999.3")
    for text in ["", "1", "3.1", "1.40", "1..2", "1.+2", "1.2.x", "1.2.99999999999"] {
      #expect(OID(dotted: text) == nil, "\(text)")
    }
    for content: [UInt8] in [[], [0x80], [0x55, 0x80, 1], [0x55, 0x81]] {
      #expect(throws: CertificateError.self) { try OID(content: content[...]) }
    }
    let huge = try OID(content: ([0x55] + [UInt8](repeating: 0xFF, count: 12) + [0x7F])[...])
    #expect(huge.description == "2.5.?")
  }

  @Test("Days agree with the calendar of Foundation from the year 1 to 9999")
  func days() throws {
    var calendar = Calendar(identifier: .iso8601)
    calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
    var random = SeededRandom()
    for _ in 0..<Effort.times(300) {
      // The Gregorian calendar of Foundation starts in 1582.
      let seconds = Int64.random(in: -12_000_000_000...253_402_300_799, using: &random)
      let moment = Moment(seconds: seconds)
      let parts = calendar.dateComponents(
        [.year, .month, .day, .hour, .minute, .second], from: moment.date)
      let civil = moment.civil
      #expect(parts.year == civil.year && parts.month == civil.month && parts.day == civil.day)
      #expect(parts.hour == civil.hour && parts.second == civil.second)
      let again = Moment(
        civil.year, civil.month, civil.day, civil.hour, civil.minute, civil.second)
      #expect(again == moment, "\(random)")
    }
    #expect(Moment(1, 1, 1)?.description == "0001-01-01T00:00:00Z")
    #expect(Moment(9999, 12, 31, 23, 59, 59)?.description == "9999-12-31T23:59:59Z")
    #expect(Moment(2023, 2, 29) == nil && Moment(1900, 2, 29) == nil)
    #expect(Moment(2000, 2, 29) != nil)
  }

  @Test(
    "Times are read in the forms that occur, and the odd ones remarked on",
    arguments: [
      ("20260304050607Z", "2026-03-04T05:06:07Z", false),
      ("20260304050607.123Z", "2026-03-04T05:06:07.123Z", false),
      ("20260304050607.120Z", "2026-03-04T05:06:07.12Z", true),
      ("20260304050607.1234567891Z", "2026-03-04T05:06:07.123456789Z", false),
      ("20260304050607+0100", "2026-03-04T04:06:07Z", true),
      ("202603040506Z", "2026-03-04T05:06:00Z", true),
      ("20261231235960Z", "2026-12-31T23:59:59Z", false),
    ])
  func generalizedTimes(_ text: String, _ moment: String, _ isOdd: Bool) throws {
    let read = try #require(Moment.generalizedTime(Array(text.utf8)[...]))
    #expect(read.moment.description == moment)
    #expect((read.remark != nil) == isOdd)
  }

  @Test(
    "What is no time is refused",
    arguments: [
      "", "2026", "20260304050607", "20261304050607Z", "20260304050607.Z", "20260304250607Z",
      "20260304050607Zx", "2026030405060zZ", "00000101000000Z",
    ])
  func noTimes(_ text: String) {
    #expect(Moment.generalizedTime(Array(text.utf8)[...]) == nil)
  }

  @Test("Years of two digits turn at 50, and certificates write each year in its form")
  func twoDigits() throws {
    #expect(Moment.utcTime(Array("500101000000Z".utf8)[...])?.moment == Moment(1950, 1, 1))
    #expect(Moment.utcTime(Array("491231235959Z".utf8)[...])?.moment.civil.year == 2049)
    #expect(try #require(Moment(2049, 12, 31)).encodedAsTime.first == 0x17)
    #expect(try #require(Moment(2050, 1, 1)).encodedAsTime.first == 0x18)
  }

  @Test(
    "Serial numbers in decimal, negative ones too",
    arguments: [
      ([0], "0"), ([0x7F], "127"), ([0x80], "-128"), ([0xFF], "-1"), ([0, 0x80], "128"),
      ([1, 0, 0, 0, 0, 0, 0, 0, 0], "18446744073709551616"), ([0xFF, 0], "-256"),
    ] as [([UInt8], String)])
  func decimals(_ bytes: [UInt8], _ text: String) {
    #expect(decimal(bytes) == text)
  }

  @Test("What is written is what SwiftASN1 writes, at every boundary of the length")
  func lengths() throws {
    for count in [0, 1, 127, 128, 255, 256, 65_535, 65_536] {
      let bytes = [UInt8](repeating: 7, count: count)
      var serializer = SwiftASN1.DER.Serializer()
      try serializer.serialize(ASN1OctetString(contentBytes: bytes[...]))
      #expect(Certificates.DER.octets(bytes) == serializer.serializedBytes)
    }
    for number in [0, 1, -1, 127, 128, -128, -129, 255, 256, .max, .min] {
      var serializer = SwiftASN1.DER.Serializer()
      try serializer.serialize(number)
      #expect(Certificates.DER.integer(number) == serializer.serializedBytes)
    }
  }

  @Test("A certificate in BER is read with a remark; its signature, over other bytes, holds")
  func ber() throws {
    let root = try TestPKI().root
    // The outer SEQUENCE with an indefinite length: what is signed stays as it was.
    let header = root.bytes[1] == 0x82 ? 4 : 3
    let bytes = [0x30, 0x80] + root.bytes.dropFirst(header) + [0, 0]
    let read = try Certificate(bytes: bytes)
    #expect(read.remarks.first?.text.contains("BER") == true)
    #expect(read.isSelfSigned)
    let encoding = CertificateProfile.check(read, for: .authority).first { $0.id == "encoding" }
    #expect(encoding?.outcome == .advised)
  }

  @Test("Names chain whatever their case and blanks, and cannot pretend to be another line")
  func names() throws {
    let one = try DistinguishedName(organization: "Example  Works", commonName: "a")
    let two = try DistinguishedName(organization: " example works ", commonName: "A")
    #expect(one == two)
    #expect(one.bytes != two.bytes)
    #expect(try one != DistinguishedName(organization: "Example Works", commonName: "b"))
    let evil = try DistinguishedName(commonName: "a\nb\u{202E}c, O=Other#")
    #expect(evil.description == "CN=a\\0ab\\e2\\80\\aec\\, O=Other#")
    #expect(try DistinguishedName(commonName: "#x ").description == "CN=\\#x\\ ")
  }
}
