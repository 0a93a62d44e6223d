/// How a sample is made.
enum SampleRecipe: Sendable {
  /// By a program; `{}` is the file to make.
  case program(String, [String])
  /// By Python, with the file to make as its argument.
  case python(String)
  /// By hand.
  case text(String)
}

extension SampleMedia {
  /// What each sample is made with, from a film and a picture.
  static let recipes: [(name: String, recipe: SampleRecipe)] = pictures + films + sounds + documents

  private static func ffmpeg(_ arguments: String...) -> SampleRecipe {
    .program(
      "ffmpeg", ["-v", "error", "-bitexact", "-i", "film.mp4"] + arguments + ["{}"])
  }

  private static func sound(_ arguments: String...) -> SampleRecipe {
    .program(
      "ffmpeg",
      ["-v", "error", "-bitexact", "-i", "film.mp4", "-vn", "-metadata", "title=a title"]
        + arguments + ["{}"])
  }

  private static let pictures: [(name: String, recipe: SampleRecipe)] = [
    ("png", .program("convert", ["picture.ppm", "{}"])),
    ("jpg", .program("convert", ["picture.ppm", "{}"])),
    ("gif", .program("convert", ["picture.ppm", "{}"])),
    ("webp", .program("convert", ["picture.ppm", "{}"])),
    (
      "lossless.webp", .program("convert", ["picture.ppm", "-define", "webp:lossless=true", "{}"])
    ),
    ("tif", .program("convert", ["picture.ppm", "{}"])),
    ("big.tif", .program("convert", ["picture.ppm", "TIFF64:{}"])),
    (
      "dng",
      .python(
        """
        from PIL import Image
        tags = {50706: bytes([1, 4, 0, 0]), 50708: "a camera"}
        Image.open("picture.ppm").save(sys.argv[1], format="TIFF", tiffinfo=tags)
        """)
    ),
    (
      "avif", .program("ffmpeg", ["-v", "error", "-i", "picture.ppm", "-frames:v", "1", "{}"])
    ), ("heic", .program("heif-enc", ["picture.png", "-o", "{}"])),
    ("jxl", .program("cjxl", ["picture.ppm", "{}", "--container=1"])),
    (
      "svg",
      .text(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <!-- made for a test -->
        <svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><title>a title</title>\
        <rect width="9" height="9" fill="#d03020"/></svg>

        """)
    ),
  ]

  private static let films: [(name: String, recipe: SampleRecipe)] = [
    ("mp4", ffmpeg("-c", "copy")),
    ("faststart.mp4", ffmpeg("-c", "copy", "-movflags", "+faststart")),
    ("fragmented.mp4", ffmpeg("-c", "copy", "-movflags", "frag_keyframe+empty_moov")),
    (
      "indexed.mp4",
      ffmpeg(
        "-c", "copy", "-movflags",
        "frag_keyframe+empty_moov+default_base_moof+global_sidx+faststart")
    ), ("mov", ffmpeg("-c", "copy")), ("3gp", ffmpeg("-c", "copy")),
    ("mkv", ffmpeg("-c", "copy", "-metadata", "title=a title")),
    ("webm", ffmpeg("-c:v", "libvpx", "-c:a", "libopus", "-metadata", "title=a title")),
    (
      "avi", ffmpeg("-c:v", "mpeg4", "-c:a", "pcm_s16le", "-metadata", "title=a title")
    ), ("flv", ffmpeg("-c:v", "flv", "-ar", "22050", "-metadata", "title=a title")),
  ]

  private static let sounds: [(name: String, recipe: SampleRecipe)] = [
    ("m4a", sound("-c:a", "aac")), ("wav", sound()), ("rf64.wav", sound("-rf64", "always")),
    ("bwf.wav", sound("-write_bext", "1", "-metadata", "description=a description")),
    ("mp3", sound()), ("v23.mp3", sound("-id3v2_version", "3")), ("flac", sound()),
    ("ogg", sound("-c:a", "libvorbis")), ("opus", sound()), ("aiff", sound("-write_id3v2", "1")),
    ("aac", sound()),
  ]

  private static let documents: [(name: String, recipe: SampleRecipe)] = [
    (
      "pdf",
      .python(
        """
        from PIL import Image
        Image.open("picture.ppm").save(sys.argv[1], title="a title", author="somebody")
        """)
    ),
    ("streams.pdf", .program("qpdf", ["--object-streams=generate", "sample.pdf", "{}"])),
    ("docx", office("word/document.xml", "wordprocessingml.document.main")),
    ("xlsx", office("xl/workbook.xml", "spreadsheetml.sheet.main")),
    ("pptx", office("ppt/presentation.xml", "presentationml.presentation.main")),
    (
      "md",
      .text("---\ntitle: a title # kept\ntags: [one, two]\n---\n\n# Text\n\n---\nAIGC: no label\n")
    ),
  ]

  /// An Office document with its properties; nothing of it is what a reader would show.
  private static func office(_ part: String, _ type: String) -> SampleRecipe {
    .python(
      """
      import zipfile
      part = "\(part)"
      schemas = "http://schemas.openxmlformats.org/"
      office = "application/vnd.openxmlformats-"
      files = {
        "[Content_Types].xml": f'<Types xmlns="{schemas}package/2006/content-types">'
          '<Default Extension="rels" ContentType="' + office + 'package.relationships+xml"/>'
          '<Default Extension="xml" ContentType="application/xml"/>'
          f'<Override PartName="/{part}" ContentType="{office}officedocument.\(type)+xml"/>'
          '<Override PartName="/docProps/core.xml" '
          f'ContentType="{office}package.core-properties+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{schemas}package/2006/relationships">'
          f'<Relationship Id="rId1" Target="{part}" '
          f'Type="{schemas}officeDocument/2006/relationships/officeDocument"/>'
          '<Relationship Id="rId2" Target="docProps/core.xml" '
          f'Type="{schemas}package/2006/relationships/metadata/core-properties"/>'
          '</Relationships>',
        part: '<document/>',
        "docProps/core.xml":
          f'<cp:coreProperties xmlns:cp="{schemas}package/2006/metadata/core-properties" '
          'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>a title</dc:title>'
          '</cp:coreProperties>',
      }
      with zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
          archive.writestr(zipfile.ZipInfo(name, (2026, 1, 2, 3, 4, 6)), text, zipfile.ZIP_DEFLATED)
      """)
  }

  /// Samples that get metadata of others before they are used: EXIF, IPTC and XMP by exiftool.
  static let described = [
    "jpg", "png", "tif", "webp", "gif", "mp4", "mov", "m4a", "heic", "jxl", "dng", "pdf",
  ]

  /// Samples of formats that cannot carry a label.
  static let dumb: [(name: String, recipe: SampleRecipe)] = [
    ("bmp", .program("convert", ["picture.ppm", "{}"])), ("ts", ffmpeg("-c", "copy")),
    ("wma", sound("-c:a", "wmav2")),
    ("codestream.jxl", .program("cjxl", ["picture.ppm", "{}", "--container=0"])),
    (
      "epub",
      .python(
        """
        import zipfile
        with zipfile.ZipFile(sys.argv[1], "w") as archive:
          archive.writestr("mimetype", "application/epub+zip")
        """)
    ),
  ]
}
