# SPDX-License-Identifier: Apache-2.0
"""The house rules as functions: texts in, problems out. house_test.py runs them on the tree, and on planted faults."""
import os
import re
import subprocess

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
VOCABULARY = ("base", "i18n", "geo", "terms", "record", "findings")
LONGEST_FUNCTION = 70

# What the includes of an outside library look like, by its name in ARCHITECTURE.md's column "Door to".
LIBRARIES = {
    "fmt": r"fmt/", "tl::expected": r"tl/", "date": r"date/", "ICU": r"unicode/", "OpenSSL": r"openssl/",
    "libsodium": r"sodium(/|\.h)", "S2": r"s2/|absl/", "yaml-cpp": r"yaml-cpp/", "Boost.Math": r"boost/math/",
    "Boost.Unordered": r"boost/unordered", "Boost.JSON": r"boost/json", "Boost.Beast": r"boost/(beast|asio)", "fast_float": r"fast_float/",
    "SQLite": r"sqlite3\.h", "xxHash": r"xxhash\.h", "CLI11": r"CLI/", "libxlsxwriter": r"xlsxwriter", "Pango": r"pango/", "Cairo": r"cairo(-pdf)?\.h", "SIMD": r"[a-z]+intrin\.h",
    "POSIX": r"(sys|linux|arpa)/|(dirent|fcntl|poll|pthread|sched|signal|spawn|termios|unistd)\.h",
}
SHARED_MESSAGES = ("word", "column")
OPEN_TO_ALL = {"fmt"}
OF_TESTS = r"gtest/|gmock/|rapidcheck|geos/"


def sources():
    """{path from the root: text} of what is tracked, or will be: all that Git does not ignore."""
    listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT,
                            capture_output=True, check=True).stdout.decode()
    texts = {}
    for path in filter(None, listed.split("\0")):
        try:
            with open(os.path.join(ROOT, path), encoding="utf-8") as file:
                texts[path] = file.read()
        except (UnicodeDecodeError, FileNotFoundError, IsADirectoryError):
            pass  # a picture, or a file removed but not yet from the index
    return texts


class Room:
    def __init__(self, name, may, doors, there):
        self.name, self.may, self.doors, self.there = name, may, doors, there


def rooms(architecture):
    """{name: Room} in the order of the table; `may` holds every other room it may include."""
    found = {}
    for line in architecture.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if not line.startswith("|") or len(cells) != 4 or cells[0] == "Room" or set(cells[0]) <= set("-"):
            continue
        name, purpose, extra, doors = cells
        words = lambda cell: set() if cell == "–" else {word.strip() for word in cell.split(",")}
        may = set(found) if extra == "everything" else words(extra) | (set(found) & set(VOCABULARY))
        found[name] = Room(name, may, words(doors), "not yet there" not in purpose)
    return found


def table_problems(table, folders, cmake):
    """Rows against the folders of src/, against the known libraries, and against the rows of CMakeLists.txt."""
    problems = [f"src/{name}: no row in ARCHITECTURE.md" for name in sorted(folders - set(table))]
    for room in table.values():
        if room.there != (room.name in folders):
            problems.append(f"ARCHITECTURE.md: {room.name}: {'has no folder' if room.there else 'is there now'}")
        problems += [f"ARCHITECTURE.md: {room.name}: unknown library {door}" for door in sorted(room.doors - set(LIBRARIES))]
        problems += [f"ARCHITECTURE.md: {room.name}: unknown room {other}" for other in sorted(room.may - set(table))]
    linked = {}
    for name, row in re.findall(r"^entente_room\((\w+)\s*([^)]*)\)", cmake, re.MULTILINE):
        row = re.search(r"\bROOMS\b(.*?)(\bLIBS\b|\bTEST_LIBS\b|$)", row.replace("${VOCABULARY}", " ".join(VOCABULARY)), re.DOTALL)
        linked[name] = set(row.group(1).split()) if row else set()
    for room in table.values():
        if not room.there or room.name == "app":
            continue
        wanted = {other for other in room.may if table[other].there}
        if linked.get(room.name) != wanted:
            problems.append(f"CMakeLists.txt: {room.name} links {sorted(linked.get(room.name, []))}, "
                            f"ARCHITECTURE.md says {sorted(wanted)}")
    return problems


def include_problems(table, texts):
    """Every #include line of src/ against the table."""
    problems = []
    for path, text in sorted(texts.items()):
        if not re.match(r"src/.*\.[ch]pp$", path):
            continue
        room = table[path.split("/")[1]]
        for number, line in enumerate(text.splitlines(), 1):
            include = re.match(r'\s*#\s*include\s*(["<])([^">]+)', line)
            if include:
                why = forbidden(table, room, path, include.group(1) == '"', include.group(2))
                if why:
                    problems.append(f"{path}:{number}: {include.group(2)}: {why}")
    return problems


def forbidden(table, room, path, is_ours, included):
    """Why this include may not stand in this room; None when it may."""
    if is_ours:
        other = included.split("/")[0]
        if other == "msg":
            other = os.path.splitext(included.split("/")[1])[0]
            if other in SHARED_MESSAGES:
                return None
        if included == "catalogue.inc":
            return None if room.name == "i18n" else "only i18n embeds the catalogue"
        if other not in table:
            return "name it from src/, its room first"
        return None if other == room.name or other in room.may else f"{room.name} may not include {other}"
    if re.match(r"[a-z_0-9]+$", included):
        return None  # the standard library
    if re.search(r"_test\.[ch]pp$", path) and re.match(OF_TESTS, included):
        return None
    for library, pattern in LIBRARIES.items():
        if re.match(pattern, included):
            allowed = library in OPEN_TO_ALL or library in room.doors
            return None if allowed else f"{room.name} is not a door to {library}"
    return "a library without a door in ARCHITECTURE.md"


SPDX = "SPDX-License-Identifier: Apache-2.0"
CARRIES_SPDX = re.compile(r"(\.([ch]pp|py|cmake|sh)|(^|/)(CMakeLists\.txt|run|\.clang-\w+))$")


def spdx_problems(texts):
    return [f"{path}: no “{SPDX}” in its first two lines" for path, text in sorted(texts.items())
            if CARRIES_SPDX.search(path) and SPDX not in "\n".join(text.splitlines()[:2])]


# (what, where it is looked for, where it may stand, why). Patterns are written so that they do not find themselves.
WORDS = (
    (r"\b(TO[D]O|FIX[M]E|XX[X])\b", r"", r"$^", "finish it, or name it in the issue"),
    (r"std::(co[u]t|cer[r]|clo[g])\b|\bf?print[f]\s*\(", r"src/.*(?<!_test)\.[ch]pp$", r"src/(cli|app)/", "only cli and app speak to people"),
    (r"(system|steady|high_resolution)_cloc[k]::now|\btim[e]\(nullptr\)|\bclock_gettim[e]\b", r"src/.*pp$",
     r"src/(cli|app)/", "the instant is an argument"),
    (r"\bs?ran[d]\s*\(|random_devic[e]", r"src/.*pp$", r"$^", "randomness comes from a seed, or from crypto"),
    (r"\b(secure_)?geten[v]\b|\bsetlocal[e]\b", r"src/.*pp$", r"src/(cli|app)/", "results do not depend on the machine"),
)


def word_problems(texts):
    problems = []
    for pattern, where, allowed, why in WORDS:
        for path, text in sorted(texts.items()):
            if not re.search(where, path) or re.match(allowed, path):
                continue
            for number, line in enumerate(text.splitlines(), 1):
                found = re.search(pattern, line)
                if found:
                    problems.append(f"{path}:{number}: {found.group(0)}: {why}")
    return problems


def machine_problems(texts, secrets):
    """No line names a folder or a host of the machine it was written on; `secrets` are those of this one."""
    general = r"/hom[e]/\w|/roo[t]/|\b(registry|mirror|artifactory|nexus)\.[a-z0-9-]+\.[a-z]{2,}"
    pattern = re.compile("|".join([general] + [re.escape(secret) for secret in sorted(secrets)]))
    return [f"{path}:{number}: {pattern.search(line).group(0)}: names a machine" for path, text in sorted(texts.items())
            for number, line in enumerate(text.splitlines(), 1) if pattern.search(line)]


def machine_secrets():
    """The folder this checkout lies in, and the hosts that this machine installs packages from."""
    secrets = set()
    above = os.path.dirname(ROOT)
    if above.count("/") > 1 or len(above) > 4:
        secrets.add(os.path.join(above, ""))
    settings = ["/etc/apt/sources.list", "/etc/pip.conf"]
    settings += [os.path.expanduser(name) for name in ("~/.npmrc", "~/.config/pip/pip.conf", "~/.pip/pip.conf")]
    if os.path.isdir("/etc/apt/sources.list.d"):
        settings += [os.path.join("/etc/apt/sources.list.d", name) for name in os.listdir("/etc/apt/sources.list.d")]
    text = " ".join(os.environ.get(name, "") for name in ("GOPROXY", "PIP_INDEX_URL", "npm_config_registry"))
    for path in settings:
        if os.path.isfile(path) and os.access(path, os.R_OK):
            with open(path, encoding="utf-8", errors="replace") as file:
                text += "\n" + file.read()
    return secrets | {host for host in re.findall(r"https?://(?:[^/@\s]*@)?([A-Za-z0-9.-]+)", text) if "." in host}


def long_functions(texts):
    """{path:name: lines} of the functions longer than allowed, read from the form that clang-format gives."""
    found = {}
    opens = re.compile(r"^( *)(?!namespace|class|struct|enum|union|extern|if|for|while|switch|else|do\b|try|[#/{}()\[\]])\S.*\(.*$")
    for path, text in texts.items():
        if not re.match(r"(src|test|bench)/.*\.[ch]pp$", path):
            continue
        lines = text.splitlines()
        begun, opened = None, False
        for number, line in enumerate(lines):
            if begun is None and opens.match(line):
                begun, opened = number, False
            if begun is None:
                continue
            indent = len(lines[begun]) - len(lines[begun].lstrip())
            if not opened:
                opened = line.endswith("{")
                if line.endswith((";", "}")):
                    begun = None  # a declaration, a value, or a body on one line
            elif re.match(" " * indent + r"\}", line):
                if number - begun + 1 > LONGEST_FUNCTION:
                    found[f"{path}:{function_name(lines[begun])}"] = number - begun + 1
                begun = None
    return found


def function_name(line):
    before, _, after = line.partition("(")
    is_test = re.match(r"(TEST|TEST_F|TEST_P|RC_GTEST_PROP)$", before)
    return after.split(")")[0].replace(", ", ".") if is_test else before.split()[-1].lstrip("*&")


def ratchet_problems(found, listed):
    """Long functions may only become fewer, and not longer: `listed` says which there are, and their most lines."""
    problems = [f"{name}: {lines} lines, {listed.get(name, LONGEST_FUNCTION)} allowed; split it"
                for name, lines in sorted(found.items()) if lines > listed.get(name, LONGEST_FUNCTION)]
    return problems + [f"test/tidy/long_functions.txt: {name} is short now: take it out"
                       for name in sorted(listed) if name not in found]


def assertion_problems(texts):
    """A test without an assertion shows nothing; a suite that is instantiated brings its own."""
    asserts = re.compile(r"\b(INSTANTIATE|EXPECT|ASSERT|RC_ASSERT|RC_GTEST_PROP)(_\w+)?\s*\(|self\.assert\w+\(")
    return [f"{path}: a test without an assertion" for path, text in sorted(texts.items())
            if re.search(r"_test\.(cpp|py)$", path) and not asserts.search(text)]
