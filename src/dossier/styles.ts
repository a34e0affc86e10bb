/**
 * The page's one style sheet. Colours are Okabe and Ito's, darkened or lightened until text reaches
 * 4.5:1 on its ground (styles.test.ts measures it); every colour comes with a shape or a word.
 */
export const STYLE_SHEET = `
:root {
  --ground: #ffffff; --raised: #f5f7f9; --line: #d5dbe2; --line-strong: #9aa6b2;
  --text: #17202b; --soft: #51606f; --link: #00538a; --focus: #b3420a;
  --pass: #00618f; --pass-ground: #dcedf7;
  --peptide: #8a3f74; --peptide-ground: #f6e6f1;
  --tumour: #8a5200; --tumour-ground: #fbeccf;
  --poor: #52606d; --poor-ground: #e9edf0;
  --passed: #00664d; --failed: #a83800; --mutated: #a83800; --mutated-ground: #fde3d3;
  --anchor: #cfe3f1; --peptide-run: #e3edf5;
  --strong: #00557f; --strong-text: #ffffff; --weak: #86bfdf; --weak-text: #0b1a26; --faint: #dcedf7; --faint-text: #17202b;
  --caution-ground: #fbeccf; --banner: #17202b; --banner-text: #ffffff;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --ground: #12171d; --raised: #1a2129; --line: #333e4a; --line-strong: #66727f;
    --text: #e6ebf0; --soft: #a5b1bd; --link: #7cc4f0; --focus: #ffb07a;
    --pass: #7cc4f0; --pass-ground: #12374d;
    --peptide: #e6a3d0; --peptide-ground: #43253a;
    --tumour: #f0bd5c; --tumour-ground: #42310f;
    --poor: #b0bac4; --poor-ground: #2b343d;
    --passed: #5fd0ae; --failed: #ff9c66; --mutated: #ffad80; --mutated-ground: #4f2710;
    --anchor: #204055; --peptide-run: #213342;
    --strong: #86cdf5; --strong-text: #0a1620; --weak: #2f759d; --weak-text: #ffffff; --faint: #1d3a4c; --faint-text: #e6ebf0;
    --caution-ground: #42310f; --banner: #2b3641; --banner-text: #ffffff;
  }
}
*, ::before, ::after { box-sizing: border-box; }
html { scroll-padding-top: 3.25rem; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; background: var(--ground); color: var(--text); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif; }
main, header.page, nav { max-width: 1480px; margin-inline: auto; padding-inline: clamp(0.75rem, 2.5vw, 2rem); }
a { color: var(--link); text-underline-offset: 2px; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 2px; }
h1, h2, h3, h4, p, dl, ul, figure { margin: 0; }
h1 { font-size: 1.9rem; line-height: 1.2; font-weight: 650; letter-spacing: -0.01em; overflow-wrap: anywhere; }
h2 { font-size: 1.3rem; font-weight: 650; margin-bottom: 0.9rem; padding-bottom: 0.35rem; border-bottom: 2px solid var(--text); }
h3 { font-size: 1.05rem; font-weight: 650; }
h4 { font-size: 0.78rem; font-weight: 650; color: var(--soft); text-transform: uppercase; letter-spacing: 0.06em; margin-bottom: 0.5rem; }
small { font-size: 0.8em; color: var(--soft); }
section { margin-top: 2.5rem; }
section > * + *, .columns > div > * + * { margin-top: 1rem; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: -99rem; top: 0; z-index: 3; background: var(--ground); padding: 0.5rem 1rem; }
.skip:focus { left: 0; }
.research-use { position: sticky; top: 0; z-index: 2; background: var(--banner); color: var(--banner-text); text-align: center; padding: 0.45rem 1rem; font-size: 0.9rem; font-weight: 600; }
header.page { display: flex; flex-wrap: wrap; gap: 0.5rem 2rem; justify-content: space-between; align-items: end; padding-top: 1.75rem; }
.kind { color: var(--soft); font-size: 0.85rem; text-transform: uppercase; letter-spacing: 0.08em; font-weight: 600; }
.made { color: var(--soft); font-size: 0.85rem; text-align: right; font-variant-numeric: tabular-nums; }
nav ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; list-style: none; margin: 1rem 0 -0.75rem; padding: 0; font-size: 0.9rem; }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 30rem), 1fr)); gap: 1.5rem 2.5rem; align-items: start; }
.columns > div { min-width: 0; }
.headline { font-size: 1.15rem; max-width: 62rem; }
.headline > b { font-size: 1.9rem; line-height: 1; color: var(--pass); }
.headline > span { color: var(--soft); font-size: 0.9rem; }
.note, .key { color: var(--soft); font-size: 0.87rem; }
.key > span { margin-right: 0.25rem; } .key > span:not(:first-child) { margin-left: 0.9rem; }
.lead { font-size: 1rem; max-width: 75rem; }
.notice { border-left: 4px solid var(--line-strong); background: var(--raised); padding: 0.55rem 0.8rem; }
.notice.caution { border-color: var(--tumour); background: var(--caution-ground); }
.na { color: var(--soft); text-decoration: none; cursor: help; }
abbr[title] { text-decoration-thickness: 1px; text-underline-offset: 2px; text-decoration-color: var(--line-strong); }
abbr.na[title], small abbr[title] { text-decoration: none; }
.seq, .code { font-family: ui-monospace, "SFMono-Regular", Menlo, Consolas, "Liberation Mono", monospace; font-size: 0.92em; }
.seq { letter-spacing: 0.03em; white-space: pre; font-weight: 400; }
.code { overflow-wrap: anywhere; font-weight: 400; }
mark { background: var(--mutated-ground); color: var(--mutated); font-weight: 700; border-radius: 2px; box-shadow: inset 0 -2px 0 var(--mutated); }

dl.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 10rem), 1fr)); gap: 0.55rem 1.25rem; }
dl.facts dt { color: var(--soft); font-size: 0.8rem; }
dl.facts dd { margin: 0; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
dl.facts dd > small { display: block; line-height: 1.3; }
dl.wide { grid-template-columns: repeat(auto-fill, minmax(min(100%, 16rem), 1fr)); }

.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
caption { text-align: left; color: var(--soft); font-size: 0.85rem; padding-bottom: 0.35rem; }
th { font-weight: 600; text-align: left; }
td, th { vertical-align: top; }
.number { text-align: right; }
table.plain { width: 100%; font-size: 0.87rem; line-height: 1.4; }
.plain caption { color: var(--text); font-weight: 600; font-size: 0.92rem; }
.plain thead th { color: var(--soft); font-weight: 600; font-size: 0.8rem; border-bottom: 1px solid var(--line-strong); vertical-align: bottom; }
.plain th, .plain td { padding: 0.3rem 0.75rem 0.3rem 0; }
.plain th:last-child, .plain td:last-child { padding-right: 0; }
.plain tbody tr + tr > * { border-top: 1px solid var(--line); }
.plain .code { font-size: 0.95em; }
.tiers .bar { width: 7rem; }
.tiers .bar svg { width: 6rem; height: 0.6rem; display: block; margin-top: 0.3rem; }
.tiers tr.empty td { color: var(--soft); }
rect.pass { fill: var(--pass); } rect.peptide { fill: var(--peptide); } rect.tumour { fill: var(--tumour); } rect.poor { fill: var(--poor); }

.tier { display: inline-block; padding: 0 0.45em; border-radius: 3px; font-size: 0.86em; font-weight: 650; white-space: nowrap; }
.tier.pass, .chip.pass { background: var(--pass-ground); color: var(--pass); }
.tier.peptide, .chip.peptide { background: var(--peptide-ground); color: var(--peptide); }
.tier.tumour, .chip.tumour { background: var(--tumour-ground); color: var(--tumour); }
.tier.poor, .chip.poor { background: var(--poor-ground); color: var(--poor); }
.criteria th small { display: block; font-weight: 400; font-size: 0.92em; line-height: 1.3; }
.outcome { font-weight: 600; white-space: nowrap; }
.outcome.passed { color: var(--passed); } .outcome.failed, small.failed { color: var(--failed); } .outcome.not-assessed { color: var(--soft); }

.toolbar { display: flex; flex-wrap: wrap; gap: 0.6rem 1rem; align-items: center; font-size: 0.87rem; }
.toolbar[hidden] { display: none; }
.toolbar label { display: flex; align-items: center; gap: 0.5rem; color: var(--soft); }
.toolbar .sort { display: none; }
input, select, button { font: inherit; color: inherit; }
input[type=search], select { border: 1px solid var(--line-strong); border-radius: 4px; background: var(--ground); color: var(--text); padding: 0.3rem 0.55rem; }
input[type=search] { width: min(22rem, 70vw); }
input::placeholder { color: var(--soft); opacity: 1; }
.chips { order: 3; width: 100%; display: flex; flex-wrap: wrap; gap: 0.35rem; }
.chip { border: 1px solid transparent; border-radius: 999px; padding: 0.12rem 0.65rem; cursor: pointer; font-weight: 600; }
.chip span { font-weight: 400; }
.chip[aria-pressed=false] { background: none; color: var(--soft); border-color: var(--line-strong); text-decoration: line-through; }
.actions { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: center; margin-left: auto; }
.actions output { color: var(--soft); margin-right: 0.4rem; }
.actions button { border: 1px solid var(--line-strong); border-radius: 4px; background: var(--ground); padding: 0.2rem 0.65rem; cursor: pointer; }
.actions button:hover { background: var(--raised); }

table.candidates { width: 100%; font-size: 0.86rem; line-height: 1.35; }
table.candidates > thead th { border-bottom: 2px solid var(--text); vertical-align: bottom; padding: 0.35rem 0.5rem; line-height: 1.25; }
table.candidates > thead small { display: block; font-weight: 400; }
table.candidates > thead button { all: unset; cursor: pointer; display: block; width: 100%; }
table.candidates > thead button:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
table.candidates > thead button:hover span { text-decoration: underline; }
table.candidates > thead th[aria-sort] span::after { content: " ↑"; color: var(--link); }
table.candidates > thead th[aria-sort=descending] span::after { content: " ↓"; }
table.candidates > tbody > tr > * { padding: 0.42rem 0.5rem; border-bottom: 1px solid var(--line); font-weight: 400; }
table.candidates > tbody > tr > td > small { display: block; line-height: 1.3; }
table.candidates td.c-tier > small { max-width: 13rem; }
table.candidates td.c-ccf { white-space: nowrap; }
table.candidates > tbody > tr > td.c-ccf > small { display: inline; }
table.candidates td.c-change { overflow-wrap: anywhere; min-width: 4.5rem; }
table.candidates .c-place, table.candidates > thead th:first-child { text-align: left; }
table.candidates td.c-allele { white-space: nowrap; }
table.candidates > tbody > tr > :first-child { box-shadow: inset 3px 0 0 var(--mark, var(--line)); padding-left: 0.7rem; }
.candidates tbody.pass { --mark: var(--pass); } .candidates tbody.peptide { --mark: var(--peptide); } .candidates tbody.tumour { --mark: var(--tumour); } .candidates tbody.poor { --mark: var(--line-strong); }
[data-script=on] table.candidates > tbody > tr:first-child { cursor: pointer; }
[data-script=on] table.candidates > tbody > tr:first-child:hover { background: var(--raised); }
.toggle { border: 0; background: none; padding: 0; cursor: pointer; font-weight: 600; color: var(--link); white-space: nowrap; }
.toggle::before { content: "▸"; display: inline-block; width: 1em; text-align: left; color: var(--soft); }
.toggle[aria-expanded=true]::before { content: "▾"; }
table.candidates > tbody:target > tr:first-child { background: var(--raised); }
.candidates tr.opened > td { background: var(--raised); padding: 1rem 1.1rem 1.3rem; }

.card { margin-top: 1.75rem; padding-top: 0.9rem; border-top: 1px solid var(--line-strong); }
.card > * + * { margin-top: 0.6rem; }
.card .place { display: inline-block; min-width: 1.9em; text-align: center; background: var(--text); color: var(--ground); border-radius: 3px; margin-right: 0.3rem; font-size: 0.9em; }
[data-script=on] .written-out { display: none; }
.detail .lead { margin-bottom: 1rem; }
.panels { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 27rem), 1fr)); gap: 1.4rem 2.2rem; align-items: start; }
.panels > div { min-width: 0; display: grid; gap: 1.4rem; }
.panel { margin: 0; min-width: 0; }
.panels > .panel { grid-column: 1 / -1; }
.panel > * + * { margin-top: 0.6rem; }
.panel > h4 + * { margin-top: 0; }

.boxes { font-size: 0.9rem; border-spacing: 3px; border-collapse: separate; margin-left: -3px; }
.boxes th { font-weight: 400; color: var(--soft); font-size: 0.78rem; text-align: center; }
.boxes th[scope=row] { text-align: left; padding-right: 0.6rem; white-space: nowrap; vertical-align: middle; }
.boxes td { width: 2rem; min-width: 1.5rem; text-align: center; font-family: ui-monospace, Menlo, Consolas, "Liberation Mono", monospace; vertical-align: middle; }
.boxes .mutant td, .boxes .wildtype td { height: 2rem; border: 1px solid var(--line-strong); border-radius: 4px; background: var(--ground); }
.boxes .mutant td { font-weight: 650; }
.boxes .wildtype td { color: var(--soft); height: 1.7rem; }
.boxes td.anchor { background: var(--anchor) !important; }
.boxes .mutant td.mutated { color: var(--mutated); border: 2px solid var(--mutated); }
.boxes td.mutated:not(.anchor) { background: var(--mutated-ground); }
.boxes .wildtype td.mutated:not(.anchor) { background: var(--ground); border-style: dashed; border-color: var(--mutated); }
.boxes .role td { color: var(--link); font-size: 0.75rem; height: 0.9rem; line-height: 1; }
.alignment th { font-weight: 400; color: var(--soft); font-size: 0.78rem; padding-right: 0.6rem; white-space: nowrap; }
.alignment .at { color: var(--soft); font-size: 0.78rem; text-align: right; padding-right: 0.5rem; }
.alignment .seq { font-size: 0.9rem; letter-spacing: 0.02em; }
.alignment tr.wildtype .seq { color: var(--soft); }
.alignment tr.wildtype > * { padding-bottom: 0.5rem; }
.p, .pm { background: var(--peptide-run); box-shadow: 0 2px 0 var(--link); }
.m, .pm { color: var(--mutated); font-weight: 700; }
.matrix { font-size: 0.85rem; border-collapse: separate; border-spacing: 2px; }
.matrix th { padding: 0 0.6rem 0 0; font-weight: 400; white-space: nowrap; vertical-align: middle; }
.matrix thead th + th, .matrix tfoot td { text-align: center; padding: 0 0.2rem; color: var(--soft); font-size: 0.92em; }
.matrix th.best { font-weight: 700; box-shadow: inset 0 -2px 0 var(--link); }
.matrix tfoot th { color: var(--soft); }
.heat { text-align: center; padding: 0.1rem 0.4rem; border-radius: 3px; min-width: 3.4rem; color: var(--soft); }
.heat.strong { background: var(--strong); color: var(--strong-text); font-weight: 650; }
.heat.weak { background: var(--weak); color: var(--weak-text); }
.heat.faint { background: var(--faint); color: var(--faint-text); }

.heat-map caption { color: var(--text); font-weight: 600; font-size: 0.92rem; }
.heat-map .matrix { font-size: 0.78rem; }
.heat-map .heat { min-width: 2.2rem; padding-inline: 0.2rem; }
.heat-map .corner { color: var(--soft); vertical-align: bottom; }
.heat-map figcaption .heat { display: inline-block; min-width: 0; padding-inline: 0.35rem; }
.plain .long { min-width: 24rem; }
.matrix thead th.upright { padding: 0.2rem 0; vertical-align: bottom; }
.upright span { writing-mode: vertical-rl; transform: rotate(180deg); white-space: nowrap; }
.heat.framed { outline: 2px solid var(--text); outline-offset: -2px; }
.verbatim-caption { font-weight: 600; font-size: 0.92rem; margin-bottom: 0.35rem; }

.verdict { border-left: 4px solid var(--line-strong); padding: 0.15rem 0 0.15rem 0.8rem; max-width: 75rem; }
.verdict.fits { border-color: var(--passed); } .verdict.fits b { color: var(--passed); }
.verdict.does-not-fit { border-color: var(--failed); } .verdict.does-not-fit b { color: var(--failed); }
.verdict.cannot-say { border-color: var(--tumour); } .verdict.cannot-say b { color: var(--tumour); }
.verdict ul, .report-part ul { padding-left: 1.2rem; max-width: 75rem; }
.report-part > * + *, section > .card > * + * { margin-top: 1rem; }
.report-part > h3 { padding-top: 0.6rem; }
.construct svg { display: block; max-width: 100%; height: auto; border: 1px solid var(--line); border-radius: 4px; }
ul.files { columns: 26rem; overflow-wrap: anywhere; font-size: 0.9rem; }

.line-plot { max-width: 46rem; }
.series path:not(.dot) { fill: none; stroke-width: 2; }
.series.first { stroke: var(--pass); } .series.second { stroke: var(--tumour); stroke-dasharray: 7 3; } .series.third { stroke: var(--peptide); stroke-dasharray: 2 3; } .series.fourth { stroke: var(--poor); stroke-dasharray: 9 3 2 3; }
.series .dot { stroke: var(--ground); stroke-width: 1; stroke-dasharray: none; }
.first .dot { fill: var(--pass); } .second .dot { fill: var(--tumour); } .third .dot { fill: var(--peptide); } .fourth .dot { fill: var(--poor); }
.plot svg { display: block; width: 100%; height: auto; font-size: 11px; font-family: inherit; overflow: visible; }
figcaption { color: var(--soft); font-size: 0.87rem; margin-top: 0.5rem; }
figcaption b { color: var(--text); }
.plot text { fill: var(--soft); }
.plot .names text { fill: var(--text); font-weight: 600; paint-order: stroke; stroke: var(--ground); stroke-width: 3px; stroke-linejoin: round; }
.plot text.name { fill: var(--text); font-weight: 600; }
.plot a:hover text.name { text-decoration: underline; }
.plot .grid path { stroke: var(--line); stroke-width: 1; }
.plot .guide path { stroke: var(--soft); stroke-dasharray: 4 3; fill: none; }
.plot .band.strong { fill: var(--pass-ground); } .plot .band.weak { fill: var(--pass-ground); opacity: 0.5; }
.plot .bars rect { fill: var(--pass); }
.plot .stem { stroke: var(--line-strong); stroke-width: 2; }
.plot .ring { fill: var(--ground); stroke: var(--soft); stroke-width: 1.6; }
.mark { stroke: var(--ground); stroke-width: 1; }
.mark.pass { fill: var(--pass); } .mark.peptide { fill: var(--peptide); } .mark.tumour { fill: var(--tumour); } .mark.poor { stroke: var(--poor); stroke-width: 1.8; fill: none; }
.plot a:hover .mark { stroke: var(--focus); stroke-width: 2.5; }
.legend { display: flex; flex-wrap: wrap; gap: 0.2rem 1.1rem; list-style: none; padding: 0; margin: 0.4rem 0 0; font-size: 0.85rem; }
.legend li { display: flex; align-items: center; gap: 0.35rem; }
.plot .legend svg { width: 14px; height: 14px; }

summary { cursor: pointer; color: var(--link); }
details > * + * { margin-top: 0.75rem; }
.references { padding-left: 1.6rem; font-size: 0.9rem; overflow-wrap: anywhere; }
.cite { text-decoration: none; }
footer.running { display: none; }
main { padding-bottom: 4rem; }

@media screen and (max-width: 760px) {
  .toolbar .sort { display: flex; }
  .toolbar .search, .toolbar .sort { width: 100%; }
  .toolbar label > span { min-width: 4rem; }
  input[type=search], select { flex: 1; width: auto; min-width: 0; }
  .actions { margin-left: 0; }
  .made { text-align: left; }
  div.candidates { overflow: visible; }
  table.candidates, table.candidates > caption, table.candidates > tbody, table.candidates > tbody > tr.opened, table.candidates > tbody > tr.opened > td { display: block; }
  table.candidates > tbody[hidden] { display: none; }
  table.candidates > thead { display: none; }
  table.candidates > tbody { border: 1px solid var(--line); border-left: 4px solid var(--mark); border-radius: 4px; margin-top: 0.7rem; }
  table.candidates > tbody > tr:first-child { display: grid; grid-template-columns: repeat(12, 1fr); gap: 0.5rem 0.6rem; padding: 0.6rem 0.7rem; }
  table.candidates > tbody > tr:first-child > :first-child, table.candidates > tbody > tr:first-child > * { padding: 0; border: 0; box-shadow: none; text-align: left; grid-column: span 4; min-width: 0; }
  table.candidates > tbody > tr:first-child > .c-place { grid-column: span 2; }
  table.candidates > tbody > tr:first-child > .c-gene { grid-column: span 4; font-size: 1rem; }
  table.candidates > tbody > tr:first-child > .c-change { grid-column: span 6; font-size: 1rem; }
  table.candidates > tbody > tr:first-child > .c-tier { display: block; grid-column: span 12; }
  table.candidates > tbody > tr:first-child > .c-peptide { grid-column: span 8; }
  table.candidates td.c-tier > small { max-width: none; }
  table.candidates td.c-ccf { white-space: normal; }
  table.candidates > tbody > tr:first-child > td:not(.c-place, .c-change, .c-tier)::before { content: attr(data-label); display: block; color: var(--soft); font-size: 0.75rem; }
  table.candidates > tbody > tr.opened > td { padding: 0.8rem 0.7rem; box-shadow: none; }
  .detail .scroll > table.plain { min-width: 28rem; }
  .tiers .bar, .tiers .bar svg { width: 3rem; }
  .plot svg { min-width: 32rem; }
  .plot .legend svg { min-width: 0; }
  dl.facts { grid-template-columns: repeat(auto-fill, minmax(min(100%, 9rem), 1fr)); }
  .boxes td { min-width: 1.35rem; width: 1.5rem; }
}

@media print {
  @page {
    size: landscape; margin: 10mm 11mm 9mm;
    @bottom-right { content: counter(page) " / " counter(pages); font: 7pt system-ui, sans-serif; color: #51606f; }
  }
  html { font-size: 7.4pt; }
  body { font-size: 8pt; line-height: 1.38; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  main, header.page { max-width: none; padding-inline: 0; }
  main { padding-bottom: 7mm; -webkit-box-decoration-break: clone; box-decoration-break: clone; }
  .research-use { position: static; }
  nav, .skip, .toolbar, .toggle::before { display: none; }
  .scroll { overflow: visible; }
  a { color: inherit; text-decoration: none; }
  section { margin-top: 1.6rem; }
  h2, h3, h4, caption { break-after: avoid; }
  thead { display: table-header-group; break-inside: avoid; }
  /* A button is left blank where Chromium repeats the heading on the next page. */
  table.candidates > thead button { display: contents; }
  tr, figure, .panel, table.candidates > tbody { break-inside: avoid; }
  table.candidates { font-size: 7.2pt; }
  table.candidates > tbody > tr > *, table.candidates > thead th { padding: 0.25rem 0.4rem; }
  table.candidates > thead th[aria-sort] span::after { content: none; }
  [data-script=on] .written-out { display: block; }
  table.candidates tr.opened, table.candidates > tbody[hidden] { display: none; }
  .card { break-before: page; border-top: 0; margin-top: 0; }
  #details-title + .card, #details-title + .note + .card { break-before: auto; }
  .columns { grid-template-columns: 1fr 1fr; }
  .panels { grid-template-columns: 1fr 1fr; gap: 0.8rem 1.6rem; }
  .panels > div { gap: 0.8rem; }
  .plain th, .plain td { padding-block: 0.18rem; }
  .boxes .mutant td { height: 1.7rem; } .boxes .wildtype td { height: 1.5rem; }
  details::details-content { content-visibility: visible; block-size: auto; }
  summary { list-style: none; color: inherit; }
  footer.running { display: block; position: fixed; bottom: 0; left: 0; right: 0; text-align: center; font-size: 7.5pt; font-weight: 600; color: #17202b; background: #ffffff; }
}
`;
