"""The graph of sources for Gephi: who is said to have it from whom. Persons are never nodes of their own."""

import re
from typing import TextIO
from xml.sax.saxutils import quoteattr

from reportedly.view.exports.source import Source

NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" version="1.3">
<graph defaultedgetype="directed">
<attributes class="node">
<attribute id="0" title="kind" type="string"/>
<attribute id="1" title="reports" type="integer"/>
</attributes>
<attributes class="edge">
<attribute id="0" title="how" type="string"/>
</attributes>
"""


def gexf(source: Source, out: TextIO) -> None:
    graph = source.graph()
    out.write(HEAD + "<nodes>\n")
    for node in graph.nodes:
        values = f'<attvalue for="0" value={_quoted(node.kind)}/><attvalue for="1" value="{node.n_reports}"/>'
        label = _quoted(node.name or node.id)
        out.write(f"<node id={_quoted(node.id)} label={label}><attvalues>{values}</attvalues></node>\n")
    out.write("</nodes>\n<edges>\n")
    for n, edge in enumerate(graph.edges):
        ends = f"source={_quoted(edge.source)} target={_quoted(edge.target)}"
        value = f'<attvalue for="0" value={_quoted(edge.how)}/>'
        weight = f'weight="{edge.n_claims}"'
        out.write(f'<edge id="{n}" {ends} {weight}><attvalues>{value}</attvalues></edge>\n')
    out.write("</edges>\n</graph>\n</gexf>\n")


def _quoted(text: str) -> str:
    return quoteattr(NOT_IN_XML.sub("\ufffd", text))
