"""How the page of an audit looks: on a screen, light or dark, and on paper.

In: nothing. Out: a style sheet. Everything that colours say is also said by outlines, places or words.
"""

from __future__ import annotations

STYLE = """
:root {
  color-scheme: light dark;
  --ground: #ffffff; --ink: #1c2126; --soft: #4d565e; --line: #c9d0d6; --band: #f3f6f8;
  --passive: #a9cfe0; --active: #1d5f7a; --edge: #14475c; --mood: #7a3b12;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #14181b; --ink: #e8ebed; --soft: #b3bcc4; --line: #48525a; --band: #1d2328;
    --passive: #3d6f85; --active: #c4e8f6; --edge: #c4e8f6; --mood: #f2b98f;
  }
}
* { box-sizing: border-box; }
html { background: var(--ground); color: var(--ink); }
body {
  margin: 0 auto; padding: 2rem 1.25rem 3rem; max-width: 62rem;
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif;
}
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .25rem; }
h2 { font-size: 1.3rem; margin: 2.5rem 0 .5rem; }
h3 { font-size: 1.05rem; margin: 1.75rem 0 .25rem; }
p { max-width: 46rem; margin: .5rem 0; }
.soft, figcaption, caption { color: var(--soft); }
dl.sum { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.6rem, 1fr)); gap: .75rem; margin: 1.25rem 0; }
dl.sum div { border: 1px solid var(--line); border-radius: .4rem; padding: .6rem .8rem; }
dl.sum dt { color: var(--soft); font-size: .9rem; }
dl.sum dd { margin: 0; font-size: 1.3rem; font-weight: 600; }
dl.terms dt { font-weight: 600; margin-top: .75rem; }
dl.terms dd { margin: 0; max-width: 46rem; }
figure { margin: .75rem 0 1rem; }
.scroll { overflow-x: auto; }
svg { display: block; width: 100%; min-width: 34rem; height: auto; }
svg text { fill: var(--ink); font: 12px system-ui, "Noto Sans", "DejaVu Sans", sans-serif; }
.grid { stroke: var(--line); stroke-width: 1; }
.passive { fill: var(--passive); stroke: var(--edge); stroke-width: .75; }
.active { fill: var(--active); stroke: var(--edge); stroke-width: .75; }
.mood { fill: none; stroke: var(--mood); stroke-width: 2; }
.dot { fill: var(--mood); }
.part { stroke: var(--edge); stroke-width: 1; }
.part.odd { fill: var(--passive); }
.part.even { fill: var(--active); }
svg .on-even { fill: var(--ground); font-weight: 600; }
svg .on-odd { font-weight: 600; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; }
caption { text-align: left; padding-bottom: .35rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem .5rem; border-bottom: 1px solid var(--line); }
thead th { border-bottom: 2px solid var(--soft); }
tbody tr:nth-child(even) { background: var(--band); }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.name { font-weight: 600; overflow-wrap: anywhere; min-width: 10.5rem; }
.known { font-weight: 400; color: var(--soft); }
td { overflow-wrap: break-word; }
td .known { white-space: normal; font-size: .9em; }
ul.advice { padding-left: 1.2rem; }
ul.advice li { margin: .6rem 0; overflow-wrap: anywhere; }
.key { display: inline-block; width: .9rem; height: .9rem; border: 1px solid var(--edge); vertical-align: -.1rem; }
.key.passive { background: var(--passive); }
.key.active { background: var(--active); }
details { margin: .25rem 0 1rem; }
summary { cursor: pointer; color: var(--soft); }
details table { width: auto; }
.close { border: 2px solid var(--line); border-radius: .4rem; padding: .5rem 1.25rem 1rem; margin-top: 2.5rem; }
.close h2 { margin-top: .75rem; }
@page { size: A4; margin: 16mm 14mm; }
@media print {
  :root {
    color-scheme: light;
    --ground: #ffffff; --ink: #000000; --soft: #333333; --line: #999999; --band: #f4f4f4;
    --passive: #d0dde3; --active: #2b4a57; --edge: #222222; --mood: #000000;
  }
  body { max-width: none; padding: 0; font-size: 10pt; }
  h2, h3 { break-after: avoid; }
  figure, tr, li, .close, dl.sum div, dl.terms div { break-inside: avoid; }
  thead { display: table-header-group; }
  table { font-size: 8.5pt; }
  th, td { padding: .2rem .35rem; }
  dl.sum { grid-template-columns: repeat(6, auto); gap: .4rem; }
  dl.sum dd { font-size: 1.1rem; }
  .name { min-width: 38mm; }
  .scroll { overflow: visible; }
  svg { min-width: 0; }
  details { display: none; }
  .page { break-before: page; }
  .passive, .active, .part, .key, tbody tr:nth-child(even) {
    -webkit-print-color-adjust: exact; print-color-adjust: exact;
  }
}
"""
