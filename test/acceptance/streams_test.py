#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What the program says when its standard output goes nowhere: streams_test.py PROGRAM."""
import os
import resource
import subprocess
import sys
import tempfile
import unittest

EXAMPLE = os.path.join(os.path.dirname(__file__), "..", "..", "examples", "south-west-syria-2017")


def run_into(stream):
    return subprocess.run([PROGRAM, "manual"], stdout=stream, stderr=subprocess.PIPE, timeout=60, check=False)


class Streams(unittest.TestCase):
    def test_a_reader_that_has_had_enough_is_no_error(self):
        read_end, write_end = os.pipe()
        os.close(read_end)
        try:
            said = run_into(write_end)
        finally:
            os.close(write_end)
        self.assertEqual((said.returncode, said.stderr), (0, b""))

    @unittest.skipUnless(os.path.exists("/dev/full"), "there is no /dev/full")
    def test_a_full_disk_is_an_error(self):
        with open("/dev/full", "wb") as full:
            said = run_into(full)
        self.assertEqual(said.returncode, 1)
        self.assertIn(b"standard output could not be written", said.stderr)


class Limits(unittest.TestCase):
    def test_a_file_that_may_not_grow_leaves_nothing_behind(self):
        def at_most_64_kib():
            resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 16, 1 << 16))

        with tempfile.TemporaryDirectory() as folder:
            record = os.path.join(folder, "made.db")
            line = [PROGRAM, "simulate", EXAMPLE, "--seed", "1", "--out", record]
            said = subprocess.run(line, capture_output=True, timeout=60, check=False, preexec_fn=at_most_64_kib)
            self.assertEqual(said.returncode, 1, said)
            self.assertIn(b"entente: ", said.stderr)
            self.assertEqual([name for name in os.listdir(folder) if name != "made.db.lock"], [])


if __name__ == "__main__":
    PROGRAM = sys.argv.pop(1)
    unittest.main()
