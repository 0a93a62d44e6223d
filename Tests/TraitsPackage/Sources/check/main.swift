import Checking
import Foundation
import Labels
import Media
import Record
import Rules
import Transparency

// Uses something of each room, so that all are linked, and says what it found.
let number = try FilingNumber(parsing: "网信算备110108237501701240017号")
let leaf = Leaf.maximumBytes
var tree = MerkleTree()
for word in ["filed", "decided", "published"] { tree.append(entry: Array(word.utf8)) }

// Labels a picture and checks it, as an app would.
let picture = NSTemporaryDirectory() + "countermark-check-\(UUID().uuidString).gif"
let pixel = "R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAUwAOw=="
try (Data(base64Encoded: pixel) ?? Data()).write(to: URL(fileURLWithPath: picture))
defer { try? FileManager.default.removeItem(atPath: picture) }
let label = try AIGCLabel(
  status: .generated, contentProducer: "001191110108335469089C10001", produceID: "A-1")
let file = try MediaFile(reading: try FileSource(path: picture))
_ = try LabelWriter.label(file, with: label).write(over: picture)
let verdict = try Examiner().examine(try FileSource(path: picture)).verdict

print("\(number.digits) \(leaf) \(tree.size) \(tree.root.base64) \(verdict.rawValue)")
