# SPDX-License-Identifier: Apache-2.0
"""tools/messages.py refuses what would be a hole in the catalogue, and generates what compiles."""
import json
import os
import subprocess
import sys
import tempfile
import unittest

TOOL = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "tools", "messages.py")
SHELLS = {"en": {"geo.shells": "{n, plural, one{# shell} other{# shells}} near {place}"},
          "ar": {"geo.shells": "{n, plural, zero{لا} one{واحدة} two{اثنتان} few{#} many{#} other{#}} قرب {place}"},
          "ru": {"geo.shells": "{n, plural, one{# снаряд} few{# снаряда} many{# снарядов} other{#}} у {place}"}}


class Messages(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.out = os.path.join(self.folder.name, "generated")
        self.write(SHELLS)

    def write(self, texts):
        for language, messages in texts.items():
            with open(os.path.join(self.folder.name, language + ".json"), "w", encoding="utf-8") as file:
                json.dump(messages, file)

    def run_tool(self, *arguments):
        return subprocess.run([sys.executable, TOOL, *arguments, "--catalogue", self.folder.name], capture_output=True,
                              text=True, check=False)

    def check_with(self, name, text):
        """`check` against one source file."""
        with tempfile.TemporaryDirectory() as sources:
            with open(os.path.join(sources, name), "w", encoding="utf-8") as file:
                file.write(text)
            return self.run_tool("check", "--sources", sources)

    def generate(self, *prefixes):
        return self.run_tool("generate", "--out", self.out, "--prefixes", *(prefixes or ("geo",)))

    def refused(self, texts, *words):
        self.write({**SHELLS, **texts})
        ran = self.generate()
        self.assertEqual(ran.returncode, 1)
        self.assertFalse(os.path.exists(self.out))
        for word in words:
            self.assertIn(word, ran.stderr)

    def test_a_function_has_one_argument_per_placeholder_in_order(self):
        self.assertEqual(self.generate("geo", "base").returncode, 0)
        with open(os.path.join(self.out, "msg", "geo.hpp"), encoding="utf-8") as file:
            self.assertIn("inline Message shells(std::int64_t n_, Text place_)", file.read())
        self.assertTrue(os.path.exists(os.path.join(self.out, "msg", "base.hpp")), "a room without messages has a header too")

    def test_a_share_is_written_in_one_way(self):
        arabic = "{n, plural, zero{لا} one{%} two{%} few{#} many{#} other{#}} {place}"
        self.refused({"en": {"geo.shells": "{n, number, percent} near {place}"}}, "::scale/100", "en.json")
        self.refused({"en": {"geo.shells": "{n, plural, one{#%} other{# %}} near {place}"}}, "a space stands before %")
        self.refused({"ru": {"geo.shells": SHELLS["ru"]["geo.shells"] + " 5%"}}, "a space stands before %")
        self.refused({"ar": {"geo.shells": arabic + " 5 %"}}, "no space stands before %")

    def test_what_is_both_a_number_and_counted_may_have_a_fraction(self):
        forms = {"en": "{n, number} {n, plural, one{shell} other{shells}}",
                 "ar": SHELLS["ar"]["geo.shells"].replace(" قرب {place}", ""),
                 "ru": SHELLS["ru"]["geo.shells"].replace(" у {place}", "")}
        self.write({language: {"geo.rate": pattern} for language, pattern in forms.items()})
        self.assertEqual(self.generate().returncode, 0)
        with open(os.path.join(self.out, "msg", "geo.hpp"), encoding="utf-8") as file:
            self.assertIn("inline Message rate(double n_)", file.read())

    def test_spellings_that_were_mixed_once_are_refused(self):
        def of(language, text):
            texts = {other: {"geo.x": "x"} for other in SHELLS}
            texts[language]["geo.x"] = text
            return texts
        for language, text, why in (
                ("en", "«x»", "quotation marks are “ and ”"),
                ("ru", "“x”", "quotation marks are « and »"),
                ("ar", "«x»", "quotation marks are “ and ”"),
                ("ar", "حقا\u064b", "the tanwin stands before its alif"),
                ("ar", "نعم, لا", "the signs are ؟ ، ؛"),
                ("ar", "دليل الأماكن", "a gazetteer is معجم الأماكن"),
                ("ru", "это положение", "a clause is пункт"),
                ("ru", "указатель мест", "a gazetteer is справочник мест"),
                ("ru", "это происшествие", "an incident is инцидент")):
            self.refused(of(language, text), language + ".json: geo.x: " + why)
        lists = {language: {"geo.x": "[{a, number}, {b, number}]"} for language in SHELLS}
        self.refused(lists, "ru.json: geo.x: numbers with decimal commas are separated by ;")

    def test_what_did_not_change_is_not_written_again(self):
        self.generate()
        header = os.path.join(self.out, "msg", "geo.hpp")
        os.utime(header, (1, 1))
        self.generate()
        self.assertEqual(os.path.getmtime(header), 1)

    def test_a_missing_text_is_refused(self):
        self.refused({"ru": {}}, "ru.json", "geo.shells", "missing")

    def test_a_text_that_english_lacks_is_refused(self):
        self.refused({"ar": {**SHELLS["ar"], "geo.more": "أكثر"}}, "ar.json", "geo.more", "not in en.json")

    def test_a_missing_plural_form_is_refused(self):
        self.refused({"ru": {"geo.shells": SHELLS["ru"]["geo.shells"].replace("few{# снаряда} ", "")}}, "ru.json", "few")
        self.refused({"ar": {"geo.shells": SHELLS["ar"]["geo.shells"].replace("two{اثنتان} ", "")}}, "ar.json", "two")

    def test_a_differing_placeholder_is_refused(self):
        self.refused({"ru": {"geo.shells": SHELLS["ru"]["geo.shells"].replace("{place}", "{town}")}}, "ru.json", "town")
        self.refused({"ar": {"geo.shells": SHELLS["ar"]["geo.shells"].replace("{place}", "")}}, "ar.json", "place")

    def test_an_unclosed_brace_is_refused(self):
        self.refused({"en": {"geo.shells": "near {place"}}, "en.json", "not closed")

    def test_a_prefix_that_is_no_room_is_refused(self):
        ran = self.generate("base")
        self.assertEqual(ran.returncode, 1)
        self.assertIn("geo", ran.stderr)

    def test_adding_an_incomplete_message_changes_nothing(self):
        ran = self.run_tool("add", "geo.zones", "{n} zones", "{n} مناطق", "зоны")
        self.assertEqual(ran.returncode, 1)
        self.assertEqual(self.check_with("place.cpp", "msg::geo::shells(n, place)").returncode, 0)
        with open(os.path.join(self.folder.name, "en.json"), encoding="utf-8") as file:
            self.assertNotIn("geo.zones", file.read())

    def test_a_message_that_no_source_uses_is_named(self):
        self.assertEqual(self.check_with("place.cpp", "return msg::geo::shells(n, place);").returncode, 0)
        self.assertEqual(self.check_with("place.hpp", 'Message{"geo.shells", {}}').returncode, 0)
        for name, text in (("place.cpp", "return msg::geo::shelling(n);"), ("place_test.cpp", "msg::geo::shells(1)"),
                           ("place.md", "msg::geo::shells")):
            ran = self.check_with(name, text)
            self.assertEqual(ran.returncode, 1, name)
            self.assertIn("geo.shells: no source uses it", ran.stderr)


if __name__ == "__main__":
    unittest.main()
