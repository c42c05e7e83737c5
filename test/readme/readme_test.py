# SPDX-License-Identifier: Apache-2.0
"""What README.md and docs/*.md show is what happens; CONTRIBUTING.md, "Commands in the documents", has the rule.

  readme_test.py BINARY      the program that the documents' commands run
"""
import os
import re
import subprocess
import sys
import tempfile
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BINARY = os.path.abspath(sys.argv[1])
DATA = os.path.join(ROOT, "..", "shared", "data", "ucdp", "ucdp_ged_syria.csv")
SHOWN = re.compile(r"^```sh\n(.*?)^```\n\s*^```text\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def documents():
    folder = os.path.join(ROOT, "docs")
    found = [os.path.join(ROOT, "README.md")]
    found += sorted(os.path.join(folder, name) for name in os.listdir(folder) if name.endswith(".md"))
    return found


def run(commands, folder, root=ROOT):
    environment = {**os.environ, "ENTENTE": BINARY, "NO_COLOR": "1", "LC_ALL": "C.UTF-8",
                   "PATH": os.path.dirname(BINARY) + os.pathsep + os.environ["PATH"]}
    environment["TMPDIR"] = folder
    return subprocess.run(["bash", "-euc", commands], cwd=root, env=environment, text=True, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300, check=False)


def missing(expected, output):
    """The first expected line that does not come, in order, in the output; None when all do."""
    squeeze = lambda line: " ".join(line.split())
    lines = iter(squeeze(line) for line in output.splitlines())
    for line in expected.splitlines():
        if squeeze(line) not in ("", "…") and not any(squeeze(line) == printed for printed in lines):
            return line
    return None


class Documents(unittest.TestCase):
    def test_commands_print_what_the_documents_say(self):
        for document in documents():
            with open(document, encoding="utf-8") as file:
                blocks = SHOWN.findall(file.read())
            for commands, expected in blocks:
                with self.subTest(document=os.path.relpath(document, ROOT), commands=commands):
                    if "SIMULATED" not in expected and not os.path.exists(DATA):
                        self.skipTest("the shown result is on UCDP's events, which are not beside this checkout")
                    with tempfile.TemporaryDirectory() as folder:
                        ran = run(commands, folder)
                    self.assertIsNone(missing(expected, ran.stdout), "is not in the output:\n" + ran.stdout)
                    self.assertEqual(ran.returncode, 0, "the commands failed:\n" + ran.stdout)

    def test_the_readme_shows_a_result(self):
        with open(os.path.join(ROOT, "README.md"), encoding="utf-8") as file:
            self.assertTrue(SHOWN.search(file.read()))

    def test_without_data_the_demo_is_simulated_and_says_so(self):
        with tempfile.TemporaryDirectory() as folder:
            checkout = os.path.join(folder, "entente")
            os.mkdir(checkout)
            for name in ("run", "packages.txt", "examples"):
                os.symlink(os.path.join(ROOT, name), os.path.join(checkout, name))
            ran = run("./run demo", folder, checkout)
        self.assertEqual(ran.returncode, 0, ran.stdout)
        outputs = re.split(r"^\$ entente .*$", ran.stdout, flags=re.MULTILINE)[1:]
        self.assertEqual([text for text in outputs if "SIMULATED" not in text], [])


class Checker(unittest.TestCase):
    def test_a_command_that_fails_ends_the_block_with_its_code(self):
        with tempfile.TemporaryDirectory() as folder:
            ran = run("echo begun\n(exit 3)\necho done", folder)
        self.assertEqual((ran.returncode, ran.stdout), (3, "begun\n"))

    def test_a_line_that_does_not_come_is_found(self):
        self.assertIsNone(missing("a  b\n…\nd\n", "a b\nc\n d\n"))
        self.assertEqual(missing("b\na\n", "a\nb\n"), "a")
        self.assertEqual(missing("holding\n", "not holding\n"), "holding")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
