import Foundation
import TestSupport
import Testing

@Suite(
  "A file is signed with a time-stamp of openssl over HTTP, or left as it was",
  .enabled(
    if: Built.exists() && Tool.has("openssl", "python3"), "needs the command, openssl and python3"))
struct TimeStampTests {
  /// A chain for the signer, an authority behind HTTP, and a picture.
  private struct Site {
    let folder: TemporaryDirectory
    let server: Child
    let address: String

    init() async throws {
      folder = try TemporaryDirectory()
      let url = folder.url
      func openssl(_ line: String) async throws {
        let run = try await Tool.run(
          "openssl", line.split(separator: " ").map(String.init), in: url)
        guard run.end.code == 0 else {
          throw HarnessError(String(decoding: run.errors, as: UTF8.self))
        }
      }
      for (name, extensions) in [
        ("root", "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign\n"),
        (
          "signer",
          "basicConstraints=CA:FALSE\nkeyUsage=critical,digitalSignature\n"
            + "extendedKeyUsage=emailProtection\nauthorityKeyIdentifier=keyid\n"
        ),
        (
          "tsa",
          "basicConstraints=CA:FALSE\nkeyUsage=critical,digitalSignature\n"
            + "extendedKeyUsage=critical,timeStamping\nauthorityKeyIdentifier=keyid\n"
        ),
      ] {
        try folder.write(extensions + "subjectKeyIdentifier=hash\n", to: name + ".ext")
        try await openssl("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out \(name).key")
        try await openssl("req -new -key \(name).key -subj /O=Test/CN=\(name) -out \(name).csr")
        let by = name == "root" ? "-signkey root.key" : "-CA root.pem -CAkey root.key"
        try await openssl(
          "x509 -req -days 2 -in \(name).csr \(by) -set_serial \(name.utf8.count) -extfile "
            + "\(name).ext -out \(name).pem")
      }
      try folder.write(
        """
        [tsa]
        default_tsa = mine
        [mine]
        serial = \(folder.file("serial").path)
        signer_cert = \(folder.file("tsa.pem").path)
        signer_key = \(folder.file("tsa.key").path)
        signer_digest = sha256
        default_policy = 1.3.6.1.4.1.99999.1
        digests = sha256, sha384, sha512
        ess_cert_id_alg = sha256

        """, to: "ts.cnf")
      try folder.write("01", to: "serial")
      try folder.write(
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><rect width="4" height="4"/></svg>
        """, to: "a.svg")
      try folder.write(
        """
        {"claim_generator_info": [{"name": "t"}], "assertions": [{"label": "c2pa.actions.v2", "data":
          {"actions": [{"action": "c2pa.created", "digitalSourceType": "trainedAlgorithmicMedia"}]}}]}
        """, to: "m.json")
      let script = Shared.packageRoot.appending(path: "Tests/Python/tsa.py").path
      server = try Child(Tool.path("python3") ?? "", [script, url.path])
      let port = folder.file("port")
      for _ in 0..<400 where !FileManager.default.fileExists(atPath: port.path) {
        try await Task.sleep(for: .milliseconds(25))
      }
      address = "http://127.0.0.1:\(try String(contentsOf: port, encoding: .utf8))"
    }

    /// Signs with a time-stamp from a path of the authority.
    func sign(_ path: String, to output: String? = nil) async throws -> Built.Run {
      let files = ["a.svg", "m.json", "signer.pem", "signer.key", "root.pem"].map {
        folder.file($0).path
      }
      return try await Built.run(
        [
          "sign", files[0], "--manifest", files[1], "--cert", files[2], "--key", files[3],
          "--trust", files[4], "--tsa", address + path, "--tsa-timeout", "6",
        ] + (output.map { ["--output", folder.file($0).path] } ?? []))
    }
  }

  @Test("A token of openssl is asked for, held against the request, and counts")
  func stamped() async throws {
    let site = try await Site()
    for path in ["/stamp", "/slow"] {
      let name = path.dropFirst() + ".svg"
      let run = try await site.sign(path, to: String(name))
      #expect(run.end.code == 0, "\(run.text)\(String(decoding: run.errors, as: UTF8.self))")
      let show = try await Built.run([
        "credential", "show", site.folder.file(String(name)).path, "--trust",
        site.folder.file("root.pem").path,
      ])
      #expect(show.text.contains("timeStamp.trusted"), "\(show.text)")
      #expect(show.text.contains("\"Trusted\""))
    }
  }

  @Test("What a server is told to trust is trusted by the process that looks at files")
  func worker() async throws {
    let site = try await Site()
    #expect(try await site.sign("/stamp", to: "b.svg").end.code == 0)
    for (trust, state) in [("", "valid"), ("trust=root.pem", "trusted")] {
      // A worker may write to no file, so that its answer goes through a pipe.
      let child = try Child(
        "/bin/bash", ["-c", "\"$0\" worker \(trust) check-file < b.svg | cat", Built.path()],
        in: site.folder.url)
      #expect(try await child.wait().code == 0)
      let text = String(decoding: child.output, as: UTF8.self)
      #expect(text.contains("\"state\":\"\(state)\""), "\(text)")
      #expect(text.contains("\"list\":\"root.pem\"") == (state == "trusted"), "\(text)")
    }
  }

  @Test("Whatever else comes is an error that says what, and the file stays as it was")
  func faults() async throws {
    let site = try await Site()
    let before = try Data(contentsOf: site.folder.file("a.svg"))
    let faults = [
      "/500": "500", "/garbage": "cannot be read", "/empty": "cannot be read",
      "/refused": "refuse", "/nonce": "number of the request", "/imprint": "another message",
      "/endless": "longer",
      "/never": "6 s", "/drip": "6 s",
    ]
    for (path, word) in faults.sorted(by: { $0.key < $1.key }) {
      let run = try await site.sign(path)
      let told = run.text + String(decoding: run.errors, as: UTF8.self)
      #expect(run.end.code == 1, "\(path): \(told)")
      #expect(told.contains(word), "\(path): \(told)")
      #expect(told.contains("time-stamp"), "\(path): \(told)")
      #expect(try Data(contentsOf: site.folder.file("a.svg")) == before, "\(path)")
      let files = try FileManager.default.contentsOfDirectory(atPath: site.folder.url.path)
      #expect(!files.contains { $0.hasPrefix("a.svg") && $0 != "a.svg" }, "\(path): \(files)")
    }
  }
}
