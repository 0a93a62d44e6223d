/// The way out for what cannot carry a label: a packet of XMP in a file beside it.
///
/// Its name is the whole name of the file with `.xmp` behind it, `film.ts.xmp`, so that two files that
/// differ in their endings only do not share one.
public enum Sidecar {
  /// The path of the sidecar of a file.
  public static func path(of path: String) -> String { path + ".xmp" }

  /// The most bytes that a sidecar may have to be read.
  public static let longest = 4 << 20

  /// The packet of a new sidecar: the label, and the file that it belongs to.
  static func packet(_ label: AIGCLabel, file: String, digest: String) -> [UInt8] {
    XMPPacket.new([
      (.aigc, label.text()), (.sidecarFile, file), (.sidecarDigest, digest),
    ])
  }
}
