import Record
import Rules
import Transparency

// Uses something of each room, so that all three are linked, and says what it found.
let number = try FilingNumber(parsing: "网信算备110108237501701240017号")
let leaf = Leaf.maximumBytes
var tree = MerkleTree()
for word in ["filed", "decided", "published"] { tree.append(entry: Array(word.utf8)) }
print("\(number.digits) \(leaf) \(tree.size) \(tree.root.base64)")
