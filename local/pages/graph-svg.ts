import { html, type Markup } from '../../functions/application/answers/pages/html.ts';
import { count } from '../../functions/application/operations/pages/table.ts';
import { BOX, layoutOf, type StateGraph } from './graph.ts';
import { edgeKey, type Visits, type Walk } from './walk.ts';

/** Narrower than so many pixels no drawing is squeezed: it scrolls instead. */
const READABLE = 736;

/** The state graph as a drawing, with what an execution did in it, and the same in words. */
export function graphSection(graph: StateGraph, walk: Walk): Markup {
  return html`<div class="graph" role="region" tabindex="0" aria-label="State graph">${drawing(graph, walk)}</div>
<p class="small quiet">Filled and marked &#9679; is where the execution is now. Boxes with a full line were visited, those with a dashed one
were not; &#8635; counts retries. Thick arrows have been taken; dashed ones are for errors.</p>
<details><summary>The states in words</summary><ol>${graph.states.map((state) => stateItem(graph, walk, state.name))}</ol></details>`;
}

function drawing(graph: StateGraph, walk: Walk): Markup {
  const { width, height, nodes, paths } = layoutOf(graph);
  const arrows = paths
    .map(({ edge, d }) => ({ edge, d, taken: walk.taken.has(edgeKey(edge.from, edge.to)) }))
    .toSorted((a, b) => Number(a.taken) - Number(b.taken))
    .map(({ edge, d, taken }) => {
      const kind = `edge${edge.onError ? ' error' : ''}${taken ? ' taken' : ''}`;
      return html`<path class="${kind}" d="${d}" marker-end="url(#${taken ? 'taken' : 'arrow'})"/>
`;
    });
  const here = walk.current ? `The execution is in ${walk.current.state}.` : 'The execution is in no state.';
  return html`<svg style="min-width:${Math.min(width, READABLE)}px" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="graph-title graph-text">
<title id="graph-title">State graph</title><desc id="graph-text">${here} The states in words follow.</desc>
<defs>${marker('arrow', 'head')}${marker('taken', 'head taken')}</defs>
${arrows}${nodes.map(({ name, x, y }) => box(name, x, y, walk, shapeOf(graph, name)))}</svg>`;
}

/** Ends are round, choices nearly so. */
const shapeOf = (graph: StateGraph, name: string): number => {
  const type = graph.states.find((state) => state.name === name)?.type;
  return type === 'Succeed' || type === 'Fail' ? BOX.height / 2 : type === 'Choice' ? 16 : 5;
};

const marker = (id: string, kind: string): Markup =>
  html`<marker id="${id}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path class="${kind}" d="M0 0L8 4L0 8z"/></marker>`;

function box(name: string, x: number, y: number, walk: Walk, radius: number): Markup {
  const visits = walk.visits.get(name);
  const now = walk.current?.state === name;
  const kind = [
    'node',
    visits ? 'visited' : 'unseen',
    visits?.retries ? 'retried' : '',
    now ? 'current' : '',
  ];
  const lines = [...linesOf(name), ...(visits ? [shortVisits(visits, now)] : [])];
  const center = x + BOX.width / 2;
  const first = y + BOX.height / 2 - (lines.length - 1) * 7.5 + 4.5;
  const texts = lines.map((line, place) => {
    const sub = visits !== undefined && place === lines.length - 1;
    return html`<text${sub ? html` class="sub"` : html``} x="${center}" y="${first + place * 15}">${line}</text>`;
  });
  return html`<g class="${kind.filter(Boolean).join(' ')}" data-state="${name}"><rect class="box" x="${x}" y="${y}" width="${BOX.width}" height="${BOX.height}" rx="${radius}"/>${texts}</g>
`;
}

const shortVisits = ({ entered, retries }: Visits, now: boolean): string =>
  `${now ? '● now, ' : ''}${entered}×${retries > 0 ? `, ↻ ${retries}` : ''}`;

/** A name in one line, or in two when it is long. */
function linesOf(name: string): string[] {
  if (name.length <= 23) return [name];
  const words = name.split(' ');
  let line = words.shift() ?? '';
  while (words[0] !== undefined && line.length + words[0].length < 20) line += ` ${words.shift()}`;
  const rest = words.join(' ');
  return rest === '' ? [line] : [line, rest.length > 23 ? `${rest.slice(0, 21)}…` : rest];
}

/** One state in words: what happened there and where it leads. */
function stateItem({ edges }: StateGraph, walk: Walk, name: string): Markup {
  const visits = walk.visits.get(name);
  const now = walk.current?.state === name ? html`, <strong>the execution is here now</strong>` : html``;
  const done = visits
    ? `visited ${count(visits.entered, 'time')}${visits.retries > 0 ? `, retried ${count(visits.retries, 'time')}` : ''}`
    : 'not visited';
  const to = edges
    .filter((edge) => edge.from === name)
    .map((edge) => edge.to + (edge.onError ? ' on an error' : ''));
  const leads = to.length > 0 ? ` Leads to ${to.join(', ')}.` : ' The execution ends here.';
  return html`<li>${name}: ${done}${now}.${leads}</li>`;
}
