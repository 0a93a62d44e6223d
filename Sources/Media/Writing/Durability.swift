/// What is known of a new file when the call that wrote it returns.
public enum Durability: Hashable, Sendable {
  /// It is on the disk: it is there, and whole, even if the machine loses its power now.
  case synced
  /// It is whole to everybody who reads it, and the system brings it to the disk when it sees fit, as it
  /// does with most files. A machine that loses its power may have an empty file in its place: for what
  /// can be made again.
  case leftToSystem
}
