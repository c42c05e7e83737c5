# SPDX-License-Identifier: Apache-2.0
"""The program is hardened as cmake/Hardening.cmake says: read back from the binary, as flags alone are only a wish.

  hardening_test.py BINARY [--fortified]     --fortified for an optimised build: library calls check their buffers
"""
import re
import subprocess
import sys
import unittest

BINARY, FORTIFIED = sys.argv[1], "--fortified" in sys.argv


class Hardening(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        readelf = lambda what: subprocess.run(["readelf", "--wide", what, BINARY], capture_output=True, text=True,
                                              check=True, env={"LC_ALL": "C"}).stdout
        cls.header, cls.segments = readelf("--file-header"), readelf("--segments")
        cls.dynamic, cls.symbols = readelf("--dynamic"), readelf("--dyn-syms")

    def test_it_is_position_independent(self):
        self.assertRegex(self.header, r"Type:\s+DYN")
        self.assertRegex(self.dynamic, r"FLAGS_1.*\bPIE\b")

    def test_its_tables_are_read_only_before_main(self):
        self.assertIn("GNU_RELRO", self.segments)
        self.assertRegex(self.dynamic, r"BIND_NOW")
        self.assertRegex(self.dynamic, r"FLAGS_1.*\bNOW\b")

    def test_its_stack_is_not_executable(self):
        self.assertRegex(self.segments, r"GNU_STACK\s.*\sRW\s")

    def test_no_segment_is_writable_and_executable(self):
        self.assertIsNone(re.search(r"^\s+\w+\s.*\sRWE\s", self.segments, re.MULTILINE))

    def test_stack_frames_are_guarded(self):
        self.assertIn("__stack_chk_fail", self.symbols)

    @unittest.skipUnless(FORTIFIED, "library calls are checked in optimised builds only")
    def test_library_calls_check_their_buffers(self):
        self.assertRegex(self.symbols, r"__(mem|str|v?sn?printf|read|fread|fdelt)\w*_chk")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
