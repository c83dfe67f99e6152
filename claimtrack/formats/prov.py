"""Where claims come from, in the terms of `W3C PROV <https://www.w3.org/TR/prov-overview/>`_.

What claimtrack itself wrote is asked for first: records in it are those of a ledger, where those in
anybody else's document come in as proposals.
"""

from __future__ import annotations

from claimtrack.formats.contract import Format
from claimtrack.formats.provenance.json_reading import read_own_prov_json, read_prov_json
from claimtrack.formats.provenance.json_writing import write_prov_json
from claimtrack.formats.provenance.turtle_writing import write_prov_o

FORMATS = (
    Format(
        name="prov-json-own",
        title="PROV-JSON as claimtrack writes it: ids and judgements are taken as they are",
        media_type="application/json",
        suffixes=(".prov.json", ".provjson", ".json"),
        read=read_own_prov_json,
        own=True,
    ),
    Format(
        name="prov-json",
        title="W3C PROV-JSON: sources, copies, quotes and claims, and what each rests on",
        media_type="application/json",
        suffixes=(".prov.json", ".provjson", ".json"),
        write=write_prov_json,
        read=read_prov_json,
    ),
    Format(
        name="prov-o",
        title="the same in the terms of W3C PROV-O, as Turtle",
        media_type="text/turtle",
        suffixes=(".prov.ttl", ".ttl"),
        write=write_prov_o,
    ),
)
