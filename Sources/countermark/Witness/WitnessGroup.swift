import ArgumentParser

struct WitnessGroup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "witness",
    abstract: "Cosign the checkpoints of logs, so that nobody can show two histories.",
    discussion: """
      A witness is best run by somebody whom the register does not control. It signs that, at a time, \
      a checkpoint was the largest consistent tree that it had seen of a log (C2SP tlog-witness).

      EXAMPLES
        countermark witness key witness.example/w1 --output w1.key
        countermark witness serve --key w1.key --log register.example/log+1a2b3c4d+AXx... --state w1
        countermark witness ask --data mirror --policy witnesses.policy
      """,
    subcommands: [WitnessServeCommand.self, WitnessKeyCommand.self, WitnessAskCommand.self],
    defaultSubcommand: WitnessServeCommand.self)
}
