#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What bash offers behind a line that was begun: completion_test.py PROGRAM. Other shells where they are installed."""
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

ASK = """
source "$1"; shift
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
_entente
printf '%s\\n' "${COMPREPLY[@]}"
"""
COMMANDS = {"init", "lint", "import", "evaluate", "assess", "show", "verify", "backup", "restore", "doctor", "report", "simulate",
            "completion", "manual", "help"}


class Bash(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.script = os.path.join(cls.folder.name, "entente.bash")
        with open(cls.script, "wb") as file:
            subprocess.run([PROGRAM, "completion", "bash"], stdout=file, check=True)
        for name in ("record.db", "events.csv"):
            with open(os.path.join(cls.folder.name, name), "w", encoding="utf-8"):
                pass

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def offered(self, *words):
        """What stands behind `entente` and `words`, the last of which is being typed."""
        ran = subprocess.run(["bash", "-c", ASK, "bash", self.script, "entente", *words], cwd=self.folder.name,
                             text=True, capture_output=True, timeout=60, check=True)
        self.assertEqual(ran.stderr, "")
        return set(ran.stdout.split())

    def test_commands_come_first_also_behind_common_flags(self):
        self.assertEqual(self.offered(""), COMMANDS)
        self.assertEqual(self.offered("as"), {"assess"})
        self.assertEqual(self.offered("--lang", "ru", ""), COMMANDS)
        self.assertEqual(self.offered("help", "e"), {"evaluate"})

    def test_flags_of_a_command_come_wherever_it_stands(self):
        for line in (("assess", "--"), ("--lang", "ru", "assess", "--"), ("--lang", "=", "ru", "assess", "--"),
                     ("assess", "record.db", "--zone", "SW", "--")):
            offered = self.offered(*line)
            self.assertLessEqual({"--zone", "--max-span", "--format", "--help"}, offered, line)
            self.assertNotIn("--dry-run", offered, line)
        self.assertLessEqual({"--version", "--lang"}, self.offered("--"))

    def test_words_that_a_flag_takes_are_offered_instead_of_files(self):
        self.assertEqual(self.offered("--lang", ""), {"en", "ar", "ru"})
        self.assertEqual(self.offered("assess", "--format", ""), {"table", "json", "ndjson", "csv"})
        self.assertEqual(self.offered("assess", "--format", "=", "n"), {"ndjson"})
        self.assertEqual(self.offered("assess", "--format", "="), {"table", "json", "ndjson", "csv"})
        self.assertEqual(self.offered("assess", "--time", ""), {"spread", "start"})
        self.assertEqual(self.offered("evaluate", "--fail-on", ""), {"violation", "possible"})
        self.assertEqual(self.offered("assess", "--fail-on", "b"), {"broken"})
        self.assertEqual(self.offered("completion", ""), {"bash", "zsh", "fish"})

    def test_an_importer_is_offered_where_one_is_named_and_files_where_a_file_is(self):
        self.assertLessEqual({"ucdp-ged", "acled"}, self.offered("import", "record.db", ""))
        self.assertNotIn("record.db", self.offered("import", "record.db", ""))
        files = {"record.db", "events.csv", "entente.bash"}
        self.assertEqual(self.offered("import", ""), files)
        self.assertEqual(self.offered("import", "record.db", "ucdp-ged", ""), files)
        self.assertEqual(self.offered("import", "record.db", "--dry-run", "ucdp-ged", "ev"), {"events.csv"})
        self.assertEqual(self.offered("import", "record.db", "csv", "events.csv", "--mapping", "e"),
                         {"events.csv", "entente.bash"})

    def test_nothing_is_offered_for_what_only_the_record_knows(self):
        self.assertEqual(self.offered("assess", "record.db", "--zone", ""), set())
        self.assertEqual(self.offered("show", "record.db", ""), set())


class OtherShells(unittest.TestCase):
    def test_they_can_read_what_is_meant_for_them(self):
        for shell in ("zsh", "fish"):
            with self.subTest(shell=shell):
                if shutil.which(shell) is None:
                    self.skipTest(shell + " is not installed")
                script = subprocess.run([PROGRAM, "completion", shell], capture_output=True, check=True).stdout
                ran = subprocess.run([shell, "-n"], input=script, capture_output=True, timeout=60, check=False)
                self.assertEqual((ran.returncode, ran.stderr), (0, b""))


if __name__ == "__main__":
    PROGRAM = os.path.abspath(sys.argv[1])
    unittest.main(argv=sys.argv[:1])
