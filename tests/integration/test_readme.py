"""Every command named in README.md, CONTRIBUTING.md and docs/ exists."""

import itertools
import pathlib
import re
import subprocess
import unittest

from product import BIN

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
SERVER_GROUPS = ("user", "org", "team", "member", "device")


def spans(page):
    """The code spans in the text and the lines of its code blocks."""
    text = page.read_text()
    blocks = re.findall(r"```sh\n(.*?)```", text, re.S)
    prose = re.sub(r"```.*?```", "", text, flags=re.S)
    yield from (span.replace("\\|", "|") for span in re.findall(r"`([^`\n]+)`", prose))
    for line in itertools.chain.from_iterable(block.splitlines() for block in blocks):
        yield from re.findall(r"(?:^|[|;&] *|-u \S+ )(mimir(?:-teams-server)? [^|;&#]*)", line)


def commands(span, groups):
    """`a b|c` as "a b" and "a c"; options and what follows the command do not count."""
    words = re.sub(r"(?<!\w)(--?[\w-]+)( [A-Z/]\S*)?", "", span).split()
    if not words or not re.fullmatch(r"[a-z|-]+", words[0]):
        return []
    if words[0] not in groups:
        return words[0].split("|")
    return [f"{words[0]} {second}" for second in words[1].split("|")] if len(words) > 1 else []


class CommandsOfTheDocuments(unittest.TestCase):
    def test_a_build_uses_what_the_packages_bring(self):
        """On a bare machine there is no make: our packages bring ninja."""
        pages = [*PAGES, *(ROOT / "tests").rglob("*.sh"), *(ROOT / "tests/integration").glob("*.py")]
        builds = [(page.name, line) for page in pages for line in page.read_text().splitlines()
                  if re.search(r"""\bcmake["', ]+-S\b""", line) and page.name != "test_readme.py"]
        self.assertGreater(len(builds), 3)
        for page, line in builds:
            self.assertRegex(line, r"""-G["', ]+Ninja""", page)

    def help_of(self, program):
        done = subprocess.run([str(BIN / program), "--help"], capture_output=True, text=True, check=True,
                              env={"LC_ALL": "C.UTF-8"})
        return done.stdout

    def test_they_exist(self):
        client = re.findall(r"^  ([a-z]+(?: [a-z-]+)?)  ", self.help_of("mimir"), re.M)
        server = re.findall(r"^([a-z][a-z-]*(?: [a-z]+)?)(?= |$)", self.help_of("mimir-teams-server"), re.M)
        client_groups = {name.split()[0] for name in client if " " in name}
        named = set()
        for page in PAGES:
            for span in spans(page):
                if span.startswith("mimir-teams-server "):
                    known, found = server, commands(re.sub(r"--data \S+ ", "", span).split(" ", 1)[1], SERVER_GROUPS)
                elif span.startswith("mimir "):
                    known, found = client + ["help"], commands(span.split(" ", 1)[1], client_groups)
                elif page != ROOT / "docs/secrets.md" and span.split()[0] in SERVER_GROUPS and " " in span:
                    known, found = server, commands(span, SERVER_GROUPS)
                else:
                    continue
                for command in found:
                    named.add((command, known is server))
                    self.assertIn(command, known, f"{page.name} says “{span}”")
        self.assertGreater(len(named), 60)


if __name__ == "__main__":
    unittest.main()
