#!/usr/bin/env python3
"""clang-tidy 14 with our .clang-tidy over every file of src/ and tests/ that a build compiles.

tests/tidy.py BUILD [FILE…]: the build must be complete, because what it generates is read, too. Ends with 1 when there
is a finding.

Nearly all of the time goes into headers, Qt's above all. So files with the same flags are read together, written one
after the other into a file of BUILD/tidy. Files that define the same name are in different groups; a group that does
not compile all the same is read file by file.
"""

import bisect
import concurrent.futures
import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
OURS = (ROOT / "src", ROOT / "tests")
VERSION = "14"  # other versions find other things
MOST_FILES = 16  # of a group
FINDING = re.compile(r"^(/[^\n:]+:\d+):\d+: (?:error|warning): .* \[([\w.,-]+)\]$", re.M)
# What a file defines outside of classes begins in the first column: clang-format sees to it.
DEFINED = re.compile(
    r"^(?![ #/}]|using|return|namespace|QTEST)[^\n(={;]*?(?<![\w:])([A-Za-z_]\w*)(?:\[\w*\])?(?: final)? ?(?:[(={;]|: |$)", re.M)
# An exception names its check and gives its reason.
EXCEPTION = re.compile(r"\bNOLINT(?!END\()(?:NEXTLINE|BEGIN|END)?\b(?!\([\w., -]+\): \S)")


def is_ours(path):
    return any(path.is_relative_to(folder) for folder in OURS)


def flags_of(build):
    """Those of each of our files, as the build has them for the first target that it is in."""
    flags = {}
    for entry in json.loads((build / "compile_commands.json").read_text()):
        file = pathlib.Path(entry["file"])
        words = shlex.split(entry["command"])
        if is_ours(file) and file not in flags:
            flags[file] = without_precompiled(
                words[next(i for i, word in enumerate(words) if word.startswith("-")):words.index("-o")])
    return flags


def without_precompiled(words):
    """clang cannot read g++'s, and each file includes what it uses. Nothing else of the build is a forced include."""
    at = words.index("-include") if "-include" in words else len(words)
    return words[:at] + words[at + 2:]


def groups(flags):
    """Files with the same flags, but for what is generated for a target, that define no name twice."""
    found = []
    for file in sorted(flags):
        kind = [flag for flag in flags[file] if "_autogen" not in flag]
        names = set(DEFINED.findall(file.read_text())) - {"main"}
        for group in found:
            if group["kind"] == kind and len(group["files"]) < MOST_FILES and not names & group["names"]:
                break
        else:
            group = {"kind": kind, "files": [], "names": set()}
            found.append(group)
        group["files"].append(file)
        group["names"] |= names
    return sorted((group["files"] for group in found), key=len, reverse=True)


class Unit:
    """The files of a group in one."""

    def __init__(self, path, files, flags):
        self.path, self.files = path, files
        self.starts = []
        lines = []
        for number, file in enumerate(files):
            lines.append(f"#define main main_{number}")
            self.starts.append(len(lines))
            lines += [*file.read_text().splitlines(), "#undef main"]
        path.write_text("\n".join(lines) + "\n")
        generated = dict.fromkeys(flag for file in files[1:] for flag in flags[file] if "_autogen" in flag)
        self.entry = {"directory": str(path.parent), "file": str(path),
                      "arguments": ["c++", *flags[files[0]], *generated, "-c", str(path)]}

    def in_the_files(self, output):
        """What names a line of this file then names the line of the file that it comes from."""
        def place(found):
            number = bisect.bisect_left(self.starts, int(found[1])) - 1
            return f"{self.files[number]}:{int(found[1]) - self.starts[number]}:"

        return re.sub(re.escape(str(self.path)) + r":(\d+):", place, output)


class Tidy:
    def __init__(self, program, alone):
        self.program, self.alone = program, alone
        self.seen = set()
        self.apart = 0
        self.failed = 0

    def run(self, database, file, translated=lambda output: output):
        """Whether it compiles, the findings in our files with their notes, and everything that was said."""
        done = subprocess.run([self.program, "--quiet", f"--config-file={ROOT}/.clang-tidy", "-p", database, file],
                              capture_output=True, text=True)
        output = translated(done.stdout)
        starts = [found.start() for found in FINDING.finditer(output)]
        texts = [output[start:end].rstrip() for start, end in zip(starts, [*starts[1:], len(output)])]
        told = {FINDING.match(text).groups(): text for text in texts}
        compiles = not any(check.startswith("clang-diagnostic-error") for _, check in told) and (told or not done.returncode)
        ours = {key: text for key, text in told.items() if is_ours(pathlib.Path(key[0]))}
        return compiles, ours, output + done.stderr

    def check(self, unit):
        compiles, told, output = self.run(unit.path.parent, unit.path, unit.in_the_files)
        if compiles:
            return self.tell(told)
        self.apart += len(unit.files)
        for file in unit.files:
            compiles, told, output = self.run(self.alone, file)
            self.tell(told)
            if not compiles:
                self.failed += 1
                print(f"{file} does not compile:\n{output}", flush=True)

    def tell(self, told):
        """A finding in a header is seen by each file that includes it, and told once."""
        for key, text in told.items():
            if key not in self.seen:
                self.seen.add(key)
                print(text.replace(f"{ROOT}/", ""), flush=True)


def unexplained():
    told = {}
    for file in sorted(file for folder in OURS for file in folder.rglob("*.*") if file.suffix in (".h", ".cpp")):
        for number, line in enumerate(file.read_text().splitlines(), 1):
            if EXCEPTION.search(line):
                told[f"{file}:{number}", "NOLINT"] = f"{file}:{number}: an exception without its check or a reason: {line.strip()}"
    return told


def main():
    program = shutil.which(f"clang-tidy-{VERSION}")
    if program is None or len(sys.argv) < 2:
        sys.exit(f"{__doc__}\n{program or f'clang-tidy-{VERSION}: not found'}")
    start = time.monotonic()
    build = pathlib.Path(sys.argv[1]).resolve()
    chosen = {pathlib.Path(name).resolve() for name in sys.argv[2:]}
    flags = {file: words for file, words in flags_of(build).items() if not chosen or file in chosen}
    place = build / "tidy"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    units = [Unit(place / f"unit{number}.cpp", files, flags) for number, files in enumerate(groups(flags))]
    (place / "compile_commands.json").write_text(json.dumps([unit.entry for unit in units]))
    alone = place / "alone"
    alone.mkdir()
    (alone / "compile_commands.json").write_text(json.dumps([
        {"directory": str(build), "file": str(file), "arguments": ["c++", *words, "-c", str(file)]}
        for file, words in flags.items()]))
    tidy = Tidy(program, alone)
    tidy.tell(unexplained())
    with concurrent.futures.ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
        list(pool.map(tidy.check, units))
    print(f"tidy: {len(flags)} files in {len(units)} groups, {tidy.apart} of them read one by one, "
          f"{time.monotonic() - start:.0f} s, {len(tidy.seen)} findings, {tidy.failed} files not checked")
    sys.exit(1 if tidy.seen or tidy.failed or not flags else 0)


if __name__ == "__main__":
    main()
