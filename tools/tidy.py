#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""clang-tidy over the sources of src/ as a build folder compiles them, one process per core; only what changed.

  Sources named in test/tidy/tidy_pending.txt are left out, and counted.

  tidy.py BUILD [ARGUMENT...]   further arguments go to clang-tidy, e.g. --checks=-*,clang-analyzer-*

                     BUILD is configured and built: its compile commands, generated headers and Ninja's own
                     dependencies are used. A source that was clean is left out until it, a header it includes
                     or .clang-tidy changes. Tests are left out: the macros of their library are what would be judged.
"""
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def dependencies(build):
    """{object: [files it was compiled from]}, as Ninja recorded them."""
    found, files = {}, []
    for line in subprocess.run(["ninja", "-C", build, "-t", "deps"], capture_output=True, text=True,
                               check=True).stdout.splitlines():
        if line.startswith("    "):
            files.append(os.path.join(build, line.strip()))
        elif ": #deps" in line:
            files = found[line.split(": #deps")[0]] = []
    return found


def object_of(command):
    """The object file that a compile command makes; CMake 3.25 names it only on the command line."""
    words = command["command"].split()
    return words[words.index("-o") + 1]


def newest(files):
    return max((os.path.getmtime(file) for file in files if os.path.exists(file)), default=float("inf"))


def main():
    build, further = os.path.abspath(sys.argv[1]), sys.argv[2:]
    clean_folder = "tidy" if not further else "tidy" + "".join(c if c.isalnum() else "-" for c in "".join(further))
    with open(os.path.join(build, "compile_commands.json"), encoding="utf-8") as file:
        commands = json.load(file)
    compiled_from = dependencies(build)
    with open(os.path.join(ROOT, "test", "tidy", "tidy_pending.txt"), encoding="utf-8") as file:
        pending = {line.strip() for line in file if not line.startswith("#")}
    work = []
    for command in commands:
        source = command["file"]
        if not source.startswith(os.path.join(ROOT, "src", "")) or source.endswith("_test.cpp"):
            continue
        if os.path.relpath(source, ROOT) in pending:
            continue
        stamp = os.path.join(build, clean_folder, os.path.relpath(source, ROOT) + ".clean")
        rules = [os.path.join(ROOT, ".clang-tidy"), __file__]
        if os.path.exists(stamp) and os.path.getmtime(stamp) > newest(compiled_from.get(object_of(command), []) + rules):
            continue
        work.append((source, stamp))

    def check(source_and_stamp):
        source, stamp = source_and_stamp
        ran = subprocess.run(["clang-tidy-19", "-p", build, "--quiet", *further, source], capture_output=True, text=True, check=False)
        if ran.returncode == 0 and "warning:" not in ran.stdout:
            os.makedirs(os.path.dirname(stamp), exist_ok=True)
            with open(stamp, "w", encoding="utf-8"):
                return True
        print(ran.stdout + (ran.stderr if not ran.stdout else ""), flush=True)
        return False

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        clean = list(pool.map(check, work))
    print(f"clang-tidy: {len(work)} sources looked at, {clean.count(False)} to mend, "
          f"{len(pending)} not yet held")
    sys.exit(0 if all(clean) else 1)


if __name__ == "__main__":
    main()
