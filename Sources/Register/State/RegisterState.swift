import HashTreeCollections
public import Record
import Rules
public import Transparency

/// Everything that the public log says, ready to be read.
///
/// A value: a reader keeps the state that it was given for as long as it likes, while the register
/// goes on.
public struct RegisterState: Sendable {
  /// The Merkle tree over all leaves.
  public private(set) var tree = MerkleTree()
  /// All filings, in the order in which they were first recorded.
  public private(set) var filings = PersistentArray<Filing>()
  /// Identifiers of all lists, in the order in which they were first recorded.
  public private(set) var listIDs: [String] = []

  private var ordinals = TreeDictionary<String, Int>()
  private var lists = TreeDictionary<String, ListState>()
  private var bySubject = TreeDictionary<String, [Int]>()
  private var byName = TreeDictionary<String, [Int]>()
  /// What sources say of credit codes, and which filings carry one, by code.
  private var byCode = TreeDictionary<CreditCode, CodeKnowledge>()
  /// Notices about numbers that no list has brought yet; they apply when the list arrives.
  private var pending = TreeDictionary<String, [FilingEntry]>()
  var index = SearchIndex()
  let aliases: AliasTable
  /// What was worked out from this state, and goes with it.
  let memo = StateMemo()

  /// The root of the Merkle tree, worked out once.
  public var root: MerkleHash { memo.root { tree.root } }

  /// The state of an empty log, with the aliases that come with the program.
  public init() { self.init(aliases: .builtIn) }

  init(aliases: AliasTable) { self.aliases = aliases }

  private init(copying other: RegisterState) {
    tree = other.tree
    filings = other.filings
    listIDs = other.listIDs
    ordinals = other.ordinals
    lists = other.lists
    bySubject = other.bySubject
    byName = other.byName
    byCode = other.byCode
    pending = other.pending
    index = other.index
    aliases = other.aliases
  }

  /// The state after more leaves.
  ///
  /// `read`, where given, holds the same leaves in the same order, read already.
  ///
  /// Throws ``LeafError`` for bytes that are not a leaf that this program can read.
  public func applying(
    _ leaves: [[UInt8]], read: [Leaf]? = nil
  ) throws(LeafError) -> RegisterState {
    var next = RegisterState(copying: self)
    var touched: Set<Int> = []
    for (offset, bytes) in leaves.enumerated() {
      let leaf: Leaf
      if let read { leaf = read[offset] } else { leaf = try Leaf(parsing: bytes) }
      let entry = FilingEntry(index: next.tree.size, leaf: leaf)
      next.tree.append(entry: bytes)
      if let ordinal = next.apply(entry) { touched.insert(ordinal) }
    }
    next.reindex(touched.sorted())
    return next
  }

  /// Applies one leaf and returns the filing that it concerns.
  private mutating func apply(_ entry: FilingEntry) -> Int? {
    switch entry.leaf {
    case .list(let header):
      let copy = ListState.Copy(index: entry.index, header: header)
      if lists[header.list] == nil {
        lists[header.list] = ListState(first: copy)
        listIDs.append(header.list)
      } else {
        lists[header.list]?.add(copy)
      }
      return nil
    case .row(let row):
      let ordinal = note(entry, key: FilingKey.key(of: row.facts.number))
      if let ordinal {
        lists[row.list]?.add(
          ListState.Row(
            row: row.row, ordinal: ordinal, firstLeaf: entry.index, newestLeaf: entry.index))
      }
      return ordinal
    case .rowChanged(let row):
      let known = lists[row.list]?.rows.first { $0.row == row.row }?.ordinal
      let ordinal = note(entry, key: FilingKey.key(of: row.facts.number), known: known)
      lists[row.list]?.update(row: row.row) { $0.newestLeaf = entry.index }
      return ordinal
    case .rowWithdrawn(let withdrawal):
      lists[withdrawal.list]?.update(row: withdrawal.row) { $0.withdrawnBy = entry.index }
      return note(entry, key: FilingKey.key(of: withdrawal.number))
    case .cancellation(let notice):
      return note(entry, key: FilingKey.key(of: notice.number))
    case .decision(let decision):
      return note(entry, key: FilingKey.key(of: decision.number))
    case .commitment: return nil
    case .organizationCode(let statement):
      byCode[statement.creditCode, default: CodeKnowledge()].statements.append(
        CodeStatement(index: entry.index, leaf: statement))
      return nil
    @unknown default:
      return nil
    }
  }

  private mutating func note(_ entry: FilingEntry, key: String, known: Int? = nil) -> Int? {
    if let ordinal = known ?? ordinals[key] {
      filings.update(at: ordinal) { $0.add(entry) }
      if ordinals[key] == nil {
        // A number that was corrected: what waited for the right one concerns this filing now.
        ordinals[key] = ordinal
        for waiting in pending[key] ?? [] {
          filings.update(at: ordinal) {
            $0.add(FilingEntry(index: waiting.index, since: entry.index, leaf: waiting.leaf))
          }
        }
        pending[key] = nil
      }
      join(ordinal)
      return ordinal
    }
    let waiting = pending[key] ?? []
    guard
      let filing = Filing(key: key, ordinal: filings.count, pending: waiting, first: entry)
    else {
      pending[key] = waiting + [entry]
      return nil
    }
    pending[key] = nil
    filings.append(filing)
    ordinals[key] = filing.ordinal
    join(filing.ordinal)
    return filing.ordinal
  }

  private mutating func join(_ ordinal: Int) {
    guard let view = filings[ordinal]?.current else { return }
    func add(_ ordinal: Int, to list: inout [Int]) {
      if list.last != ordinal, !list.contains(ordinal) { list.append(ordinal) }
    }
    if let number = FilingNumber.key(view.key) {
      add(ordinal, to: &bySubject[number.subjectDigits, default: []])
    }
    let name = SearchNormalization.normalize(view.facts.organization)
    add(ordinal, to: &byName[name, default: []])
    if let code = view.facts.creditCode {
      add(ordinal, to: &byCode[code, default: CodeKnowledge()].ordinals)
    }
  }

  private mutating func reindex(_ ordinals: [Int]) {
    if ordinals.count > 1 {
      var texts: [String] = []
      for ordinal in ordinals {
        guard let facts = filings[ordinal]?.current.facts else { continue }
        texts += [facts.organization, facts.algorithm] + facts.products.map(\.name)
      }
      Pinyin.prepare(texts)
    }
    index.set(
      ordinals.compactMap { ordinal in
        filings[ordinal].map { (ordinal, $0.searchText(aliases)) }
      })
  }
}

extension RegisterState {
  /// The filing with a key: 21 digits, a full number, a Latin number, or a number as printed.
  public func filing(_ key: String) -> Filing? {
    guard let ordinal = ordinals[key] ?? ordinals[FilingKey.key(of: key)] else { return nil }
    return filings[ordinal]
  }

  /// The list with an identifier, `track/period`.
  public func list(_ id: String) -> ListState? { lists[id] }

  /// Notices about numbers that stand in no recorded list, by number.
  public var pendingNotices: [FilingEntry] {
    pending.values.flatMap { $0 }.sorted { $0.index < $1.index }
  }

  /// Notices that wait for a filing to arrive.
  func waitingNotices(_ key: String) -> [FilingEntry] { pending[key] ?? [] }

  func ordinals(ofSubject digits: String) -> [Int] { bySubject[digits] ?? [] }

  func ordinals(ofName name: String) -> [Int] { byName[name] ?? [] }

  func knowledge(of code: CreditCode) -> CodeKnowledge? { byCode[code] }

  /// Normalized names of all organizations.
  var organizationNames: [String] { Array(byName.keys) }
}

extension Filing {
  /// Every text that the filing ever had, up to a time.
  func searchText(_ aliases: AliasTable, _ time: TimeView = .now) -> SearchText {
    let facts = entries.compactMap { entry in
      time.shows(index: entry.since) && time.shows(entry.leaf.effective) ? entry.leaf.facts : nil
    }
    return SearchText(facts: facts, aliases: aliases)
  }
}
