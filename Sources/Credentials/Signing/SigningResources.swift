public import Media

/// Where the files are that a manifest definition names.
public struct SigningResources: Sendable {
  private let open: @Sendable (String) throws -> any ByteSource

  /// The most bytes of a file that goes into the manifest as it is.
  static let limit = 16 << 20

  /// Files that `open` gives by the path that the definition has.
  public init(_ open: @escaping @Sendable (String) throws -> any ByteSource) { self.open = open }

  /// Files on the disk: paths that do not begin with `/` start from `folder`.
  public static func files(in folder: String?) -> SigningResources {
    SigningResources { path in
      guard let folder, !folder.isEmpty, path.utf8.first != UInt8(ascii: "/") else {
        return try FileSource(path: path)
      }
      return try FileSource(path: folder + "/" + path)
    }
  }

  func source(_ path: String, at place: String) throws(SigningError) -> any ByteSource {
    do { return try open(path) } catch {
      throw .definition(place: place, "\(path) cannot be read: \(error)")
    }
  }

  func bytes(_ path: String, at place: String) throws(SigningError) -> [UInt8] {
    let source = try source(path, at: place)
    guard source.size <= Self.limit else {
      throw .definition(
        place: place, "\(path) has \(source.size) bytes, and at most \(Self.limit) are put in")
    }
    do throws(MediaError) { return try source.bytes(in: 0..<source.size, of: path) } catch {
      throw .media(error)
    }
  }
}
