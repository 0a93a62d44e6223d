import Media
import TestSupport
import Testing

@testable import Labels

@Suite("Fuzz: labels")
struct LabelFuzzTests {
  private static let label =
    #"{"AIGC": {"Label":"1","ContentProducer":"00119144030008867405X210001","ProduceID":"a\u0041/b","#
    + #""ReservedCode1":"{\"SecurityData\":{\"Type\":\"TC260PG\",\"Version\":1,\"PubSD\":[{\"Type\":"#
    + #"\"DS\",\"AlgID\":\"1.2.156.10197.1.501\",\"TBSData\":{\"Type\":\"Md\"},\"Signature\":\"3006"#
    + #"020101020101\"},{\"Type\":\"PubKey\",\"KeyValue\":\"00\"}]}}","ContentPropagator":"kling","#
    + #""PropagateID":["x",{"y":null}],"ReservedCode2":{"z":1.5e3}}}"#

  @Test("Damaged JSON is read or refused, and every place that is named is in the text")
  func json() {
    var random = SeededRandom()
    let seed = Array(Self.label.utf8)
    var read = 0
    let rounds = Effort.spend(seconds: 0.7) {
      let bytes = random.damage(seed)
      do throws(JSONFault) {
        let (node, end) = try JSONReader.read(bytes)
        read += 1
        #expect(end <= bytes.count && node.range.upperBound <= end, "\(random)")
      } catch {
        #expect((0...bytes.count).contains(error.offset), "\(random)")
      }
    }
    print("fuzz json: \(rounds) rounds, \(read) read")
    #expect(read > 0 && read < rounds)
  }

  @Test("Damaged labels are read, checked and changed without a trap")
  func labels() {
    var random = SeededRandom()
    let matter = """
      AIGC:
        Label: '1'
        ContentProducer: "a\\"b"
        ProduceID: >-
          x
          y
        ReservedCode1: '{"a": 1}' # c
        ReservedCode2: |

      """
    let seeds = [Array(Self.label.utf8), Array(Vectors.j.utf8), Array(matter.utf8)]
    var found = 0
    var changed = 0
    let rounds = Effort.spend(seconds: 1) {
      let bytes = random.damage(seeds.randomElement(using: &random) ?? [])
      guard let label = ReadLabel(text: bytes) else { return }
      found += 1
      _ = label.check(.reservedCode2)
      _ = (label.standing, label.producer, label.label)
      let values: [AIGCLabel.Element: String] = [.contentPropagator: "me\"", .propagateID: "1"]
      guard let source = label.source(with: values), let again = ReadLabel(text: source) else {
        return
      }
      changed += 1
      // What was read of the producer stays as it was.
      if label.notation == .inner || label.notation == .wrapped {
        #expect(again[.contentProducer] == label[.contentProducer], "\(random)")
        #expect(again[.contentPropagator] == "me\"", "\(random)")
      }
    }
    print("fuzz labels: \(rounds) rounds, \(found) labels, \(changed) changed")
    #expect(found > 0 && changed > 0)
  }

  @Test("Damaged packets are read, and what is changed in them is all that changes")
  func packets() {
    var random = SeededRandom()
    let seed = Array(
      (Vectors.doubao(Vectors.j)
        .replacing("<?xpacket end", with: String(repeating: " ", count: 300) + "<?xpacket end")
        .replacing("rdf:about=\"\"", with: "rdf:about=\"\" xmlns:d='urn:d' d:e='f &amp; g'")).utf8)
    var whole = 0
    var changed = 0
    let rounds = Effort.spend(seconds: 1) {
      let packet = XMPPacket(random.damage(seed))
      for property in packet.properties {
        #expect(
          property.extent.upperBound <= packet.bytes.count
            && property.content.upperBound <= packet.bytes.count, "\(random)")
      }
      guard packet.broken == nil else { return }
      whole += 1
      guard let after = try? packet.setting([(.aigc, "new <&> label"), (.credit, "a")]) else {
        return
      }
      changed += 1
      let again = XMPPacket(after)
      #expect(again.broken == nil, "\(random)")
      #expect(again.text(.aigc) == "new <&> label", "\(random)")
      #expect(again.text(.credit) == "a", "\(random)")
      let others = { (packet: XMPPacket) in
        packet.properties.filter { $0.name != .aigc && $0.name != .credit }.map(\.values)
      }
      #expect(others(again) == others(packet), "\(random)")
    }
    print("fuzz packets: \(rounds) rounds, \(whole) whole, \(changed) changed")
    #expect(whole > 0 && changed > 0 && whole < rounds)
  }

  @Test("Damaged keys and signatures are read or refused")
  func encodings() {
    var random = SeededRandom()
    let key = SM2PrivateKey(using: &random)
    let signature = key.sign([1, 2, 3], using: &random).der
    let info = key.publicKey.subjectPublicKeyInfo
    var read = 0
    let rounds = Effort.spend(seconds: 0.7) {
      let bytes = random.damage(Bool.random(using: &random) ? signature : info)
      if let parsed = SM2Signature(bytes) {
        read += 1
        #expect(SM2Signature(parsed.der) == parsed, "\(random)")
      }
      if let parsed = SM2PublicKey(bytes) {
        read += 1
        #expect(SM2PublicKey(parsed.point) == parsed, "\(random)")
      }
      _ = RSAKey(bytes)?.open(bytes)
      _ = DERReader.subjectPublicKey(bytes)
    }
    print("fuzz encodings: \(rounds) rounds, \(read) read")
    #expect(rounds > 0)
  }

  @Test("Whole files with damaged labels are read, and labelled or refused")
  func files() throws {
    var random = SeededRandom()
    let seeds = [
      Building.png([Building.packet(Vectors.doubao(Vectors.j))]),
      Building.png([Building.text("AIGC", Self.label)]),
      Building.jpeg(exif: 0x9286, Array(("ASCII\0\0\0" + Self.label).utf8)),
      Building.wave(Array(Vectors.j.utf8)),
    ]
    let platform = try LabelWriter.Propagator(code: "p", contentID: "1")
    var labels = 0
    var plans = 0
    let rounds = Effort.spend(seconds: 1) {
      let bytes = random.damage(seeds.randomElement(using: &random) ?? [])
      guard let file = try? MediaFile(reading: BytesSource(bytes)) else { return }
      labels += (try? LabelReading(of: file))?.sightings.count ?? 0
      let plan = try? LabelWriter.propagate(
        file, as: platform, basis: .suspected, milliseconds: 0)
      if plan != nil { plans += 1 }
    }
    print("fuzz files: \(rounds) rounds, \(labels) labels, \(plans) plans")
    #expect(labels > 0 && plans > 0)
  }
}
