/// How much of a multipart body is taken.
struct MultipartLimits: Hashable, Sendable {
  /// The most parts.
  var parts = 100
  /// The most bytes of all headers of one part.
  var headerBytes = 4096
  /// The most bytes of the name of a field.
  var nameBytes = 128
  /// The most bytes of the value of a field that is no file.
  var fieldBytes = 64 << 10
  /// The most bytes of one file.
  var fileBytes = 100 << 20
  /// The most bytes of the whole body.
  var totalBytes = 256 << 20
  /// The most bytes before the first boundary, and after the last: nothing has to stand there.
  var outsideBytes = 1024
}
