"""Every document, section and path that the documents and the sources point at exists."""

import functools
import pathlib
import re
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
SOURCES = {".h", ".cpp", ".py", ".sh", ".cmake", ".txt", ".md", ".in", ".sql", ".ui", ".service", ".conf"}

# Their names of files are data.
TABLES = {"secretfiletable.h", "tst_secretfiles.cpp"}


def files():
    """What a newcomer reads."""
    yield from sorted(ROOT.glob("*.md"))
    for folder in ("src", "tests", "docs", "ui", "installer", "translations", "resources"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in SOURCES and path.is_file() and path.name not in TABLES | {pathlib.Path(__file__).name}:
                yield path


def unwrapped(text):
    """Comments joined into one line each: a name may be wrapped at the end of a line."""
    return re.sub(r"\s*\n[ \t]*(?://+<?|#|\*)?[ \t]*", " ", text)


@functools.cache
def sections(page):
    """Its headings, and what it puts in bold at the beginning of a paragraph or item."""
    text = page.read_text()
    found = re.findall(r"^#+ (.+)$", text, re.M) + re.findall(r"^(?:- )?\*\*([^*]+)\*\*", text, re.M)
    return {name.replace("`", "").strip(" .:") for name in found}


def named_documents(text):
    """(name, sections beside it) of every document that a text points at."""
    mention = re.compile(r'(?<![\w/.-])(?P<name>(?:\.\./)*[\w-]+(?:/[\w-]+)*\.md)(?![\w.])(?:\]\((?P<link>[^)]*)\)|`)?'
                         r'(?P<sections>(?:(?:, and|,| and) "[^"]{2,80}")*)')
    for found in mention.finditer(unwrapped(text)):
        yield found["link"] or found["name"], re.findall(r'"([^"]+)"', found["sections"])


def in_source(text, scope, name):
    """Whether a class or namespace of this name is in the text, with such a function."""
    return re.search(rf"\b(?:class|namespace) [\w:]*{scope}\b[^;]*{{.*\b{name}\(" if scope else rf"\b{name}\b", text, re.S)


class References(unittest.TestCase):
    def target(self, path, name):
        for start in (path.parent, ROOT):
            if (start / name).is_file():
                return (start / name).resolve()
        return None

    def test_documents_and_sections_exist(self):
        wrong = []
        seen = 0
        for path in files():
            for name, quoted in named_documents(path.read_text()):
                seen += 1
                page = self.target(path, name)
                here = path.relative_to(ROOT)
                if page is None:
                    wrong.append(f"{here} points at {name}, which is not there")
                    continue
                wrong += [f"{here} points at {name}, “{one}”" for one in quoted if one not in sections(page)]
        self.assertEqual(wrong, [])
        self.assertGreater(seen, 100)

    def test_links_exist(self):
        wrong = []
        for path in files():
            if path.suffix != ".md":
                continue
            for link in re.findall(r"\]\((?!https?:|#)([^)#\s]+)", path.read_text()):
                if not (path.parent / link).exists():
                    wrong.append(f"{path.relative_to(ROOT)} links to {link}")
        self.assertEqual(wrong, [])

    def test_paths_exist(self):
        wrong = []
        for page in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]:
            for name in re.findall(r"`((?:src|tests|ui|docs|installer|resources|translations)/[\w./-]+)`", page.read_text()):
                if not (ROOT / name).exists():
                    wrong.append(f"{page.name} names {name}")
        self.assertEqual(wrong, [])

    def test_functions_of_the_data_flow_exist(self):
        page = (ROOT / "docs" / "architecture.md").read_text()
        flow = page.partition("## From `mimir record`")[2].partition("```")[2].partition("```")[0]
        steps = re.findall(r"^ +(?:(\w+)::)?(\w+(?:, \w+)*) +([a-z]+/[a-z/]*)(?: |$)", flow, re.M)
        self.assertGreater(len(steps), 30)
        wrong = []
        for scope, names, folder in steps:
            sources = [file.read_text() for file in (ROOT / "src" / folder).glob("*.*") if file.suffix in (".h", ".cpp")]
            for name in names.split(", "):
                if name != "triggers" and not any(in_source(text, scope, name) for text in sources):
                    wrong.append(f"{folder} has no {scope}::{name}")
        self.assertEqual(wrong, [])

    def test_references_are_found(self):
        self.assertEqual(list(named_documents('// (docs/protocol.md, "Basics" and "Write\n/// rules per type").')),
                         [("docs/protocol.md", ["Basics", "Write rules per type"])])
        self.assertEqual(list(named_documents('see [protocol.md](../protocol.md), "Limits"')),
                         [("../protocol.md", ["Limits"])])
        page = ROOT / "docs" / "protocol.md"
        self.assertIn("Limits", sections(page))
        self.assertNotIn("No such section", sections(page))
        self.assertIsNone(self.target(page, "nosuch.md"))


if __name__ == "__main__":
    unittest.main()
