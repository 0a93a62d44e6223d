"""Prints every run of 18 or more digits in the .docx lists of a folder, one a line, sorted."""

import pathlib
import re
import sys
import zipfile

found = set()
for path in pathlib.Path(sys.argv[1]).glob("*.docx"):
    document = zipfile.ZipFile(path).read("word/document.xml").decode("utf-8")
    for paragraph in document.split("</w:p>"):
        text = "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", paragraph))
        found.update(re.findall(r"\d{18,}", text))
print("\n".join(sorted(found)))
