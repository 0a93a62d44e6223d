import Ledger
import Record
import TestSupport

@testable import Register

extension Command {
  /// Decides a command that concerns no case.
  func decide(
    on state: RegisterState, _ instance: Instance, at now: Moment
  ) throws(RegisterError) -> Decision {
    var context = DecisionContext(
      state: state, cases: CaseState(), instance: instance, actor: .machine("test"), now: now,
      record: { (reference) throws(RegisterError) in throw .notAllowed(.lost(reference.id)) },
      generator: SeededRandom())
    return try decide(&context)
  }
}
