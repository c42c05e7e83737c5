#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The one catalogue of messages, i18n/{en,ar,ru}.json (ICU MessageFormat): check, generate, add.

  messages.py check [--catalogue i18n] [--sources src]
                                                    say everything that is wrong, a text that no source uses too, exit 1
  messages.py generate --out DIR --prefixes P...    headers msg/<prefix>.hpp and catalogue.inc, only when changed
  messages.py add ID EN AR RU [--catalogue i18n]    add or replace one message in the three files, kept sorted

An id is <prefix>.<name>; the prefix is the room (or `word`, `column`, shared by rooms) and becomes the header
and the namespace entente::msg::<prefix>. A function takes one argument per placeholder of the English text, in
the order of first use: plain and select placeholders take msg text, `number` a double, `plural` a whole number;
one that English has both as `number` and as `plural` is an amount that may have a fraction, a double.
"""
import argparse
import fcntl
import json
import os
import re
import sys

LANGUAGES = ("en", "ar", "ru")
ID = re.compile(r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$")
PLURALS = {"en": {"one", "other"}, "ar": {"zero", "one", "two", "few", "many", "other"},
           "ru": {"one", "few", "many", "other"}}


# ICU's own form of a share differs from language to language from the one that texts write: one way is enough.
SHARE = ("number, percent", "a share is {name, number, ::scale/100 .} with the sign behind it")
SPACED = ("[^ ]%", "a space stands before %")

# What a language's texts may not hold, and what stands there instead. Each is a spelling that was mixed once.
FORBIDDEN = {
    "en": [("[«»„]", "quotation marks are “ and ”"), SHARE, SPACED],
    "ar": [("[«»„]", "quotation marks are “ and ”"), SHARE,
           ("\\s%", "no space stands before %"),
           ("\u0627\u064b", "the tanwin stands before its alif"),
           ("[\u0620-\u065f][?,;]", "the signs are ؟ ، ؛"),
           ("[\u0660-\u0669]", "digits are Latin"),
           ("٪", "per cent is %"),
           ("[\u200e\u200f\u061c]", "a Latin word is isolated by U+2066 and U+2069"),
           ("دليل الأماكن|المعجم الجغرافي", "a gazetteer is معجم الأماكن"),
           ("استخدام", "use is استعمال"),
           ("ميبي بايت", "MiB is one word, joined by U+200C"),
           ("مساحات|مساحة مسمّاة", "a named area is منطقة مسمّاة")],
    "ru": [("[“”„]", "quotation marks are « and »"), SHARE, SPACED,
           ("[Пп]оложени", "a clause is пункт, a paragraph абзац"),
           ("[Пп]роисшеств", "an incident is инцидент"),
           ("number[^{}]*\\}, \\{[a-z_]+, number", "numbers with decimal commas are separated by ;"),
           ("[Уу]казател[ья] (мест|названий)", "a gazetteer is справочник мест"),
           ("действующ[а-я]+ лиц", "an actor is участник"),
           (" – ", "the dash is —")],
}

def misspelt(pattern, language):
    """What the text of a language holds that FORBIDDEN names, as sentences."""
    return [why for sign, why in FORBIDDEN[language] if re.search(sign, pattern)]


def placeholders(pattern, where, language):
    """Ordered {name: kind} of an ICU pattern, nested ones included; raises ValueError on unbalanced text."""
    found = {}
    position = 0

    def argument(position):
        end = re.compile(r"[,}]").search(pattern, position)
        if not end:
            raise ValueError(f"{where}: a placeholder is not closed")
        name = pattern[position:end.start()].strip()
        if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
            raise ValueError(f"{where}: '{name}' is not a placeholder's name")
        if end.group() == "}":
            found.setdefault(name, "text")
            return end.end()
        kind_end = re.compile(r"[,}]").search(pattern, end.end())
        if not kind_end:
            raise ValueError(f"{where}: placeholder '{name}' is not closed")
        kind = pattern[end.end():kind_end.start()].strip()
        if kind == "number":
            found[name] = "number" if found.get(name) != "plural" else "plural"
            closing = pattern.index("}", kind_end.start())
            return closing + 1
        if kind not in ("plural", "select"):
            raise ValueError(f"{where}: '{kind}' is not one of number, plural, select")
        if kind == "plural":
            found[name] = "amount" if found.get(name) in ("number", "amount") else "plural"
        else:
            found[name] = found.get(name, "text")
        forms = set()
        position = kind_end.end()
        while True:
            form = re.compile(r"\s*(=?[A-Za-z0-9_]+)\s*\{|\s*\}").match(pattern, position)
            if not form:
                raise ValueError(f"{where}: the forms of '{name}' cannot be read")
            position = form.end()
            if form.group(1) is None:
                break
            forms.add(form.group(1))
            position = text(position, nested=True)
        if kind == "plural":
            missing = PLURALS[language] - forms
            if missing:
                raise ValueError(f"{where}: '{name}' lacks the plural form(s) {', '.join(sorted(missing))}")
        elif "other" not in forms:
            raise ValueError(f"{where}: select '{name}' lacks the form other")
        return position

    def text(position, nested):
        while position < len(pattern):
            character = pattern[position]
            if character == "'" and pattern[position + 1:position + 2] in ("{", "}"):
                position = pattern.index("'", position + 1) + 1
            elif character == "{":
                position = argument(position + 1)
            elif character == "}":
                if not nested:
                    raise ValueError(f"{where}: a brace too many")
                return position + 1
            else:
                position += 1
        if nested:
            raise ValueError(f"{where}: a brace is missing")
        return position

    text(position, nested=False)
    return found


def read(catalogue):
    texts = {}
    for language in LANGUAGES:
        with open(os.path.join(catalogue, language + ".json"), encoding="utf-8") as file:
            texts[language] = json.load(file)
    return texts


def check(texts):
    problems = []
    kinds = {}
    for language in LANGUAGES:
        for identity in sorted(set(texts["en"]) ^ set(texts[language])):
            problems.append(f"{language}.json: {identity}: {'missing' if identity in texts['en'] else 'not in en.json'}")
    for identity, pattern in sorted(texts["en"].items()):
        if not ID.match(identity):
            problems.append(f"en.json: '{identity}' is not <prefix>.<name>")
            continue
        for language in LANGUAGES:
            pattern = texts[language].get(identity)
            if pattern is None:
                continue
            try:
                found = placeholders(pattern, f"{language}.json: {identity}", language)
            except ValueError as problem:
                problems.append(str(problem))
                continue
            problems += [f"{language}.json: {identity}: {why}" for why in misspelt(pattern, language)]
            if language == "en":
                kinds[identity] = found
            elif set(found) != set(kinds.get(identity, {})):
                problems.append(f"{language}.json: {identity}: placeholders {sorted(found)} differ from "
                                f"English {sorted(kinds.get(identity, {}))}")
    return kinds, problems


def unused(identities, sources):
    """Those of the messages that no source but tests names, as msg::room::name or in quotation marks."""
    named = set()
    for folder, _, files in os.walk(sources):
        for name in files:
            if not name.endswith((".cpp", ".hpp")) or "_test" in name:
                continue
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                text = file.read()
            named.update(".".join(found) for found in re.findall(r"\bmsg::(\w+)::(\w+)", text))
            named.update(re.findall(r'"([a-z][a-z0-9_]*\.[a-z][a-z0-9_]*)"', text))
    return [f"en.json: {identity}: no source uses it; remove it from the three files"
            for identity in sorted(identities) if identity not in named]


def write_if_changed(path, content):
    try:
        with open(path, encoding="utf-8") as file:
            if file.read() == content:
                return
    except FileNotFoundError:
        pass
    with open(path, "w", encoding="utf-8") as file:
        file.write(content)


def literal(text):
    """A C++ string. Directional characters are written as escapes: the compiler refuses them in a source."""
    return re.sub("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]", lambda found: f"\\u{ord(found.group()):04x}",
                  json.dumps(text, ensure_ascii=False))


TYPES = {"text": "Text", "number": "double", "plural": "std::int64_t", "amount": "double"}


def refuse(problems):
    if problems:
        sys.exit("\n".join("i18n/" + problem for problem in problems))


def generate(catalogue, out, prefixes):
    texts = read(catalogue)
    kinds, problems = check(texts)
    by_prefix = {prefix: [] for prefix in prefixes}
    for identity in sorted(kinds):
        prefix = identity.split(".")[0]
        if prefix in by_prefix:
            by_prefix[prefix].append(identity)
        else:
            problems.append(f"en.json: {identity}: '{prefix}' is neither a room of src/ nor `word` nor `column`")
    refuse(problems)
    os.makedirs(os.path.join(out, "msg"), exist_ok=True)
    for prefix, identities in by_prefix.items():
        lines = ["// SPDX-License-Identifier: Apache-2.0",
                 f"// Generated by tools/messages.py from i18n/en.json: the messages of `{prefix}`.", "#pragma once", "",
                 '#include "base/message.hpp"', "", f"namespace entente::msg::{prefix} {{", ""]
        for identity in identities:
            name = identity.split(".")[1]
            arguments = kinds[identity]
            parameters = ", ".join(f"{TYPES[kind]} {argument}_" for argument, kind in arguments.items())
            moved = lambda argument, kind: f"std::move({argument}_)" if kind == "text" else f"{argument}_"
            values = ", ".join(f'{{"{argument}", {moved(argument, kind)}}}' for argument, kind in arguments.items())
            shown = literal(texts["en"][identity].replace("\n", " "))[1:-1].replace('\\"', '"')
            lines += [f"/// {shown}", f"[[nodiscard]] inline Message {name}({parameters}) {{",
                      f'  return Message{{"{identity}", {{{values}}}}};', "}", ""]
        lines += [f"}}  // namespace entente::msg::{prefix}", ""]
        write_if_changed(os.path.join(out, "msg", prefix + ".hpp"), "\n".join(lines))
    rows = ["// Generated by tools/messages.py: id, English, Arabic, Russian; sorted by id."]
    for identity in sorted(kinds):
        quoted = ", ".join(literal(texts[language][identity]) for language in LANGUAGES)
        rows.append(f'{{"{identity}", {{{quoted}}}}},')
    write_if_changed(os.path.join(out, "catalogue.inc"), "\n".join(rows) + "\n")
    with open(os.path.join(out, "messages.stamp"), "w", encoding="utf-8"):
        pass


def add(catalogue, identity, patterns):
    with open(os.path.join(catalogue, "en.json"), encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        texts = read(catalogue)
        for language, pattern in zip(LANGUAGES, patterns):
            texts[language][identity] = pattern
        _, problems = check({language: {identity: texts[language][identity]} for language in LANGUAGES})
        if problems:
            sys.exit("\n".join(problems))
        for language in LANGUAGES:
            path = os.path.join(catalogue, language + ".json")
            with open(path, "w", encoding="utf-8") as file:
                json.dump(texts[language], file, ensure_ascii=False, indent=1, sort_keys=True)
                file.write("\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    generating = commands.add_parser("generate")
    generating.add_argument("--out", required=True)
    generating.add_argument("--prefixes", nargs="+", required=True)
    checking = commands.add_parser("check")
    checking.add_argument("--sources", default=os.path.join(os.path.dirname(__file__), "..", "src"))
    adding = commands.add_parser("add")
    adding.add_argument("id")
    adding.add_argument("patterns", nargs=3, metavar=("EN", "AR", "RU"))
    for command in (checking, generating, adding):
        command.add_argument("--catalogue", default=os.path.join(os.path.dirname(__file__), "..", "i18n"))
    options = parser.parse_args()
    if options.command == "generate":
        generate(options.catalogue, options.out, options.prefixes)
    elif options.command == "check":
        kinds, problems = check(read(options.catalogue))
        refuse(problems + unused(kinds, options.sources))
    else:
        add(options.catalogue, options.id, options.patterns)


if __name__ == "__main__":
    main()
