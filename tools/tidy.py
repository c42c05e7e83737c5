#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""clang-tidy over src/ as a build folder compiles it, one process per core; only what changed.

  tidy.py BUILD [ARGUMENT...]   further arguments go to clang-tidy, e.g. --checks=-*,clang-analyzer-*, and every source
                                is read by itself: the analyzer follows no path outside of the file it is given

  BUILD is configured and built: its compile commands, generated headers and Ninja's own dependencies are used.
  Most of clang-tidy's time goes into the headers of libraries, once per translation unit. So the sources of a room are
  read as one, a generated file that includes them; where two sources give one name to two things, that is no C++,
  and the room is read source by source, which takes several times as long and is said.
  What was clean is left out until a source, a header it includes or .clang-tidy changes. Tests are left out: the
  macros of their library are what would be judged.
"""
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
CONFIG = os.path.join(ROOT, ".clang-tidy")


def rooms_of(build):
    """{room: its compile commands}, the room with the most sources first."""
    with open(os.path.join(build, "compile_commands.json"), encoding="utf-8") as file:
        commands = json.load(file)
    rooms, src = {}, os.path.join(ROOT, "src", "")
    for command in commands:
        if command["file"].startswith(src) and not command["file"].endswith("_test.cpp"):
            rooms.setdefault(command["file"][len(src):].split("/")[0], []).append(command)
    return dict(sorted(rooms.items(), key=lambda room: (-len(room[1]), room[0])))


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


def is_clean(stamp, commands, compiled_from):
    """Whether `stamp` is newer than all that the sources of the commands were compiled from."""
    files = [CONFIG, __file__]
    for command in commands:
        files += compiled_from.get(object_of(command), [""])  # never compiled: never clean
    return os.path.exists(stamp) and all(
        os.path.exists(file) and os.path.getmtime(file) < os.path.getmtime(stamp) for file in files)


def read_as_one(folder, rooms):
    """Writes a file for each room that includes its sources, and the compile commands of these files."""
    as_one = []
    for room, commands in rooms.items():
        unit = os.path.join(folder, room + ".cpp")
        with open(unit, "w", encoding="utf-8") as file:
            file.writelines(f'#include "{command["file"]}"\n' for command in sorted(commands, key=lambda c: c["file"]))
        as_one.append({**commands[0], "file": unit, "command": commands[0]["command"].replace(commands[0]["file"], unit)})
    with open(os.path.join(folder, "compile_commands.json"), "w", encoding="utf-8") as file:
        json.dump(as_one, file)


def main():
    build, further = os.path.abspath(sys.argv[1]), sys.argv[2:]
    folder = os.path.join(build, "tidy" + "".join(c if c.isalnum() else "-" for c in "".join(further)))
    os.makedirs(folder, exist_ok=True)
    rooms, compiled_from = rooms_of(build), dependencies(build)
    read_as_one(folder, rooms)

    def tidy(database, *sources):
        ran = subprocess.run(["clang-tidy-19", "-p", database, "--config-file", CONFIG, "--quiet", *further, *sources],
                             capture_output=True, text=True, check=False)
        return ran.returncode == 0 and "warning:" not in ran.stdout, ran.stdout or ran.stderr

    def check(room):
        stamp = os.path.join(folder, room + ".clean")
        if is_clean(stamp, rooms[room], compiled_from):
            return True
        sources = [command["file"] for command in rooms[room]]
        clean, said = tidy(folder, os.path.join(folder, room + ".cpp")) if not further else tidy(build, *sources)
        if "[clang-diagnostic-error]" in said and not further:
            print(f"clang-tidy: room {room} source by source; two of its sources give one name to two things", flush=True)
            clean, said = tidy(build, *sources)
        if clean:
            with open(stamp, "w", encoding="utf-8"):
                return True
        print(said, flush=True)
        return False

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        clean = dict(zip(rooms, pool.map(check, rooms)))
    to_mend = [room for room in rooms if not clean[room]]
    print(f"clang-tidy: {sum(map(len, rooms.values()))} sources of {len(rooms)} rooms, to mend: {', '.join(to_mend) or 'none'}")
    sys.exit(1 if to_mend else 0)


if __name__ == "__main__":
    main()
