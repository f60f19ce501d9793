/** One style sheet for the view of operations and every page of the local cloud; it loads nothing. Colours pass WCAG AA, light and dark. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1b1f24; --paper: #fff; --quiet: #515b66; --line: #d3dae2; --edge: #87919c; --accent: #0b57b8; --soft: #f4f6f9;
  --stop: #a11d24; --stop-soft: #fdeced; --warn: #7a4300; --warn-soft: #fff3de; --ok: #175f36; --ok-soft: #e6f4eb; --info-soft: #e7f0fb; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6edf3; --paper: #0f141a; --quiet: #a3afbb; --line: #343e49; --edge: #6b7783; --accent: #7cb7ff; --soft: #171e26;
    --stop: #ff9c9c; --stop-soft: #3a1a1d; --warn: #f2bd70; --warn-soft: #33260f; --ok: #7fd6a0; --ok-soft: #14301f; --info-soft: #14273d; }
}
* { box-sizing: border-box; }
body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
body > header { border-bottom: 1px solid var(--line); background: var(--soft); }
body > header > nav, main { max-width: 82rem; margin: 0 auto; padding: .5rem 1rem; }
main { padding-bottom: 4rem; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 1.2rem 0 .5rem; overflow-wrap: anywhere; }
h2 { font-size: 1.2rem; margin: 2.2rem 0 .6rem; }
h3 { font-size: 1rem; margin: 1.4rem 0 .4rem; }
a { color: var(--accent); text-underline-offset: .15em; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; background: var(--paper); padding: .5rem; }
.quiet { color: var(--quiet); } .small { font-size: .875rem; }
.wide { overflow-x: auto; }
nav ul { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; list-style: none; margin: 0; padding: 0; }
nav a, .pages a { display: inline-block; padding: .25rem 0; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; color: var(--quiet); padding-bottom: .4rem; }
th, td { text-align: left; vertical-align: top; padding: .45rem .9rem .45rem 0; border-bottom: 1px solid var(--line); }
thead th { font-size: .875rem; color: var(--quiet); font-weight: 600; }
tbody th { font-weight: 600; }
td p, td ul { margin: 0; } td ul { padding-left: 1.1rem; }
a.code { white-space: nowrap; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
time, .code { font-variant-numeric: tabular-nums; }
.code { font-family: ui-monospace, monospace; font-size: .92em; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.2rem; margin: .6rem 0; }
dt { color: var(--quiet); } dd { margin: 0; overflow-wrap: anywhere; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--soft); padding: 1rem; font: inherit; }
iframe { width: 100%; height: 32rem; border: 1px solid var(--line); background: #fff; }
.badge { display: inline-block; padding: 0 .5em; border-radius: .8em; border: 1px solid currentColor; font-size: .8125rem; line-height: 1.5; white-space: nowrap; color: var(--quiet); }
.badge.stop { color: var(--stop); background: var(--stop-soft); } .badge.warn { color: var(--warn); background: var(--warn-soft); }
.badge.ok { color: var(--ok); background: var(--ok-soft); } .badge.info { color: var(--accent); background: var(--info-soft); }
.late { color: var(--stop); font-weight: 600; } .length { white-space: nowrap; }
nav [aria-current] { font-weight: 600; text-decoration: none; color: inherit; }
.note { border-left: .3rem solid var(--line); background: var(--soft); padding: .7rem 1rem; margin: .6rem 0; }
.note.ok { border-color: var(--ok); } .note.stop { border-color: var(--stop); background: var(--stop-soft); } .note p { margin: 0; }
.tally { display: flex; flex-wrap: wrap; gap: .5rem; list-style: none; margin: .6rem 0; padding: 0; }
.tally li { border: 1px solid var(--line); border-radius: .4rem; background: var(--soft); padding: .35rem .8rem; min-width: 7.2rem; }
.tally strong { display: block; font-size: 1.3rem; line-height: 1.3; font-variant-numeric: tabular-nums; }
form.filters { display: flex; flex-wrap: wrap; gap: .6rem 1rem; align-items: end; margin: .6rem 0 1rem; }
form.filters label { display: grid; gap: .15rem; font-size: .875rem; color: var(--quiet); }
select, button { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--quiet); border-radius: .3rem; padding: .35rem .7rem; min-height: 2.4rem; }
button { color: var(--paper); background: var(--accent); border-color: var(--accent); cursor: pointer; }
details > summary { cursor: pointer; padding: .3rem 0; color: var(--accent); }
.crumbs { margin: .8rem 0 0; }
@media (max-width: 46rem) {
  dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .5rem; }
  .cards, .cards tbody, .cards tr, .cards td, .cards th[scope=row], .cards caption { display: block; }
  .cards thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .cards tr { border: 1px solid var(--line); border-radius: .4rem; padding: .5rem .8rem; margin-bottom: .7rem; }
  .cards td, .cards th[scope=row] { border: 0; padding: .15rem 0; text-align: left; overflow-wrap: anywhere; }
  .cards td[data-label]:not(:empty)::before { content: attr(data-label) ": "; color: var(--quiet); font-size: .875rem; }
}
@media (forced-colors: active) { .badge, .tally li { border: 1px solid; } }`;

/** The state graph. Every meaning has a word or a shape beside its colour. */
export const GRAPH_STYLE = `
.graph { overflow-x: auto; border: 1px solid var(--line); border-radius: .4rem; background: var(--paper); padding: .5rem; }
.graph svg { display: block; max-width: 100%; height: auto; margin: 0 auto; }
.graph text { font: 600 13px system-ui, sans-serif; fill: var(--ink); text-anchor: middle; }
.graph .sub { font-weight: 400; font-size: 11.5px; fill: var(--quiet); }
.graph .box { fill: var(--paper); stroke: var(--edge); stroke-width: 1.5; stroke-dasharray: 4 3; }
.graph .visited .box { fill: var(--soft); stroke: var(--ink); stroke-dasharray: none; }
.graph .retried .box { stroke: var(--warn); stroke-width: 2; } .graph .retried .sub { fill: var(--warn); }
.graph .current .box { fill: var(--accent); stroke: var(--accent); stroke-width: 4; stroke-dasharray: none; }
.graph .current text, .graph .current .sub { fill: var(--paper); }
.graph .unseen text { fill: var(--quiet); font-weight: 400; }
.graph .edge { fill: none; stroke: var(--edge); stroke-width: 1; } .graph .edge.error { stroke-dasharray: 5 4; }
.graph .edge.taken { stroke: var(--ink); stroke-width: 2; }
.graph .head { fill: var(--edge); } .graph .head.taken { fill: var(--ink); }`;
