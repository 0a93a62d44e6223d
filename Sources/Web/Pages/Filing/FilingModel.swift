import Record
import Register
import Rules

/// What the page of a filing shows.
struct FilingModel: Sendable {
  var view: FilingView
  var time: TimeView
  /// The rows in which the number stands, each as it was when first recorded.
  var firstRows: [PrintedRow]
  /// Everything that happened since, oldest first.
  var changes: [Change]
  /// The rows that a newer copy of their list no longer has.
  var withdrawn: [RowPlace]
  /// What the reader of the lists noticed, and what the number itself gives rise to.
  var findings: [Wording]

  /// A row as a list prints it.
  struct PrintedRow: Sendable {
    var place: RowPlace
    var cells: [Cell]
    var index: UInt64
    var recorded: Moment
  }

  /// A cell with the heading of its column.
  struct Cell: Hashable, Sendable {
    var heading: String
    var text: String
  }

  /// Something that happened after the filing was first recorded.
  struct Change: Sendable {
    var kind: Kind
    var effective: PublicDate
    var recorded: Moment
    var index: UInt64
    var source: Source?

    enum Kind: Sendable {
      case rowChanged(RowPlace, [Difference])
      case rowWithdrawn(RowPlace)
      case cancellation(organization: String, algorithm: String)
      case decision(DecisionLeaf.Act, ground: String, [Difference])
    }
  }

  /// A cell, or a fact, before and after.
  struct Difference: Hashable, Sendable {
    /// What changed: a printed heading, or a fact of a decision.
    enum Subject: Hashable, Sendable {
      case column(String)
      case fact(Fact)
    }

    enum Fact: Hashable, Sendable { case algorithm, organization, role, products, purpose }

    var subject: Subject
    var before: String
    var after: String
  }
}
