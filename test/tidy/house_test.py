# SPDX-License-Identifier: Apache-2.0
"""The house rules hold in this tree, and each rule finds what it is for."""
import os
import unittest

import house


class Tree(unittest.TestCase):
    """One test per rule, over every file that is or will be tracked."""

    @classmethod
    def setUpClass(cls):
        cls.texts = house.sources()
        cls.table = house.rooms(cls.texts["ARCHITECTURE.md"])

    def holds(self, problems):
        self.assertFalse(problems, "\n" + "\n".join(problems))

    def test_table_says_what_is_built(self):
        folders = {path.split("/")[1] for path in self.texts if path.startswith("src/") and path.count("/") > 1}
        self.holds(house.table_problems(self.table, folders, self.texts["CMakeLists.txt"]))

    def test_includes_follow_the_table(self):
        self.holds(house.include_problems(self.table, self.texts))

    def test_files_carry_their_licence(self):
        self.holds(house.spdx_problems(self.texts))

    def test_no_unfinished_or_machine_dependent_words(self):
        self.holds(house.word_problems(self.texts))

    def test_no_line_names_a_machine(self):
        self.holds(house.machine_problems(self.texts, house.machine_secrets()))

    def test_functions_are_short(self):
        listed = {}
        for line in self.texts["test/tidy/long_functions.txt"].splitlines():
            if line and not line.startswith("#"):
                lines, name = line.split(None, 1)
                listed[name] = int(lines)
        self.holds(house.ratchet_problems(house.long_functions(self.texts), listed))

    def test_tests_assert(self):
        self.holds(house.assertion_problems(self.texts))


TABLE = """
| Room | Purpose | May also include | Door to |
|---|---|---|---|
| base | results | – | fmt, date |
| geo | places | – | S2 |
| crypto | digests | – | OpenSSL |
| record | entries | crypto | – |
| store | keeps | – | SQLite, POSIX |
| net | *not yet there:* server | crypto | Boost.Beast |
| cli | commands | store, net | CLI11 |
| app | main | everything | – |
"""
CMAKE = """
entente_room(base LIBS fmt::fmt)
entente_room(geo ROOMS base)
entente_room(crypto ROOMS base geo LIBS OpenSSL::Crypto)
entente_room(record ROOMS base geo crypto)
set(VOCABULARY base geo record)
entente_room(store ROOMS base geo record LIBS SQLite::SQLite3)
entente_room(cli ROOMS base geo record store)
"""


class Checker(unittest.TestCase):
    """Planted faults are found, and what is allowed is not."""

    def setUp(self):
        self.table = house.rooms(TABLE)

    def includes(self, path, *lines):
        return len(house.include_problems(self.table, {path: "\n".join(lines)}))

    def test_rooms_below_may_include_the_vocabulary_above_them(self):
        self.assertEqual(self.table["store"].may, {"base", "geo", "record"})
        self.assertEqual(self.table["geo"].may, {"base"})
        self.assertEqual(self.table["app"].may, set(self.table) - {"app"})

    def test_a_room_outside_the_row_is_found(self):
        self.assertEqual(self.includes("src/geo/place.hpp", '#include "base/time.hpp"', '#include "geo/shape.hpp"'), 0)
        self.assertEqual(self.includes("src/geo/place.hpp", '#include "record/entry.hpp"'), 1)
        self.assertEqual(self.includes("src/store/sqlite/a.cpp", '#  include "crypto/digest.hpp"'), 1)
        self.assertEqual(self.includes("src/record/a.cpp", '#include "crypto/digest.hpp"'), 0)

    def test_a_library_is_found_where_it_has_no_door(self):
        self.assertEqual(self.includes("src/geo/a.cpp", "#include <s2/s2cell.h>", "#include <vector>"), 0)
        self.assertEqual(self.includes("src/record/a.cpp", "#include <s2/s2cell.h>"), 1)
        self.assertEqual(self.includes("src/record/a.cpp", "#include <fmt/format.h>"), 0)
        self.assertEqual(self.includes("src/record/a.cpp", "#include <curl/curl.h>"), 1)
        self.assertEqual(self.includes("src/geo/a.cpp", "#include <unistd.h>"), 1)

    def test_test_libraries_stand_in_tests_only(self):
        self.assertEqual(self.includes("src/geo/a_test.cpp", "#include <gtest/gtest.h>"), 0)
        self.assertEqual(self.includes("src/geo/a.cpp", "#include <gtest/gtest.h>"), 1)

    def test_messages_belong_to_their_room(self):
        self.assertEqual(self.includes("src/geo/a.cpp", '#include "msg/geo.hpp"', '#include "msg/word.hpp"'), 0)
        self.assertEqual(self.includes("src/geo/a.cpp", '#include "msg/store.hpp"'), 1)

    def test_table_and_build_are_held_against_each_other(self):
        there = {"base", "geo", "crypto", "record", "store", "cli", "app"}
        table = house.rooms(TABLE)
        table["cli"].may.discard("record")
        self.assertEqual(house.table_problems(self.table, there, CMAKE), [])
        self.assertEqual(len(house.table_problems(table, there, CMAKE)), 1)
        self.assertEqual(len(house.table_problems(self.table, there | {"extra"}, CMAKE)), 1)
        self.assertEqual(len(house.table_problems(self.table, there | {"net"}, CMAKE)), 1)
        self.assertEqual(len(house.table_problems(self.table, there - {"store"}, CMAKE)), 1)

    def test_a_missing_licence_line_is_found(self):
        line = "SPDX-License-" + "Identifier: Apache-2.0"
        self.assertEqual(len(house.spdx_problems({"a.cpp": "int x;", "b.cpp": "// " + line, "c.md": "", "run": "#!x"})), 2)

    def test_words_are_found_outside_their_room(self):
        words = {"src/geo/a.cpp": "auto now = std::chrono::system_" + "clock::now();\nstd::co" + "ut << 1;",
                 "src/cli/a.cpp": "std::co" + "ut << 1;", "docs/a.md": "TO" + "DO"}
        self.assertEqual(len(house.word_problems(words)), 3)

    def test_machine_names_are_found(self):
        self.assertEqual(len(house.machine_problems({"a.md": "in /ho" + "me/ann/x\nfine\nfrom /place/x"}, {"/place/"})), 2)

    def test_long_functions_are_found_by_name(self):
        body = "".join("  f();\n" for _ in range(house.LONGEST_FUNCTION))
        text = f"namespace a {{\nint short_one() {{\n  return 1;\n}}\nint long_one(int x,\n             int y) {{\n{body}}}\n}}\n"
        found = house.long_functions({"src/a.cpp": text})
        self.assertEqual(found, {"src/a.cpp:long_one": house.LONGEST_FUNCTION + 3})
        self.assertEqual(len(house.ratchet_problems(found, {})), 1)
        self.assertEqual(house.ratchet_problems(found, found), [])
        self.assertEqual(len(house.ratchet_problems({}, found)), 1)
        inside = "struct A {\n  int member() {\n" + "".join("    f();\n" for _ in range(80)) + "  }\n};\n"
        self.assertEqual(house.long_functions({"src/a.hpp": inside}), {"src/a.hpp:member": 82})

    def test_a_test_without_assertion_is_found(self):
        texts = {"src/a_test.cpp": "TEST(A, B) { run(); }", "src/b_test.cpp": "TEST(A, B) { EXPECT_EQ(1, 1); }"}
        self.assertEqual(len(house.assertion_problems(texts)), 1)


if __name__ == "__main__":
    os.chdir(house.ROOT)
    unittest.main()
