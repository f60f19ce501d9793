import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { BOX, graphOf, layoutOf, type Placed } from '../../../local/pages/graph.ts';
import { graphSection } from '../../../local/pages/graph-svg.ts';
import type { HistoryEvent } from '../../../local/pages/operations-data.ts';
import { walkOf } from '../../../local/pages/walk.ts';

const files = ['case-lifecycle', 'email-delivery'];
const definitionOf = (file: string): string => readFileSync(`statemachines/${file}.asl.json`, 'utf8');
const statesOf = (file: string): string[] => Object.keys(JSON.parse(definitionOf(file)).States);

const overlap = (a: Placed, b: Placed): boolean =>
  Math.abs(a.x - b.x) < BOX.width && Math.abs(a.y - b.y) < BOX.height;

describe.each(files)('the graph of %s', (file) => {
  const graph = graphOf(definitionOf(file));

  it('has every state once, in the drawing and in words', () => {
    const { text } = graphSection(graph, walkOf([]));
    const drawn = [...text.matchAll(/data-state="([^"]+)"/g)].map(([, name]) => name);
    expect(drawn).toEqual(statesOf(file).map((name) => name.replaceAll("'", '&#39;')));
    for (const name of statesOf(file)) expect(text).toContain(`<li>${name}: not visited.`);
  });

  it('has no two boxes over each other and all of them inside', () => {
    const { nodes, width, height } = layoutOf(graph);
    for (const [index, a] of nodes.entries()) {
      expect(a.x).toBeGreaterThanOrEqual(0);
      expect(a.y).toBeGreaterThanOrEqual(0);
      expect(a.x + BOX.width).toBeLessThanOrEqual(width);
      expect(a.y + BOX.height).toBeLessThanOrEqual(height);
      for (const b of nodes.slice(index + 1)) expect(overlap(a, b), `${a.name} and ${b.name}`).toBe(false);
    }
  });

  it('draws every way out of every state, those of errors dashed', () => {
    const { States } = JSON.parse(definitionOf(file));
    for (const [name, state] of Object.entries<Record<string, unknown>>(States)) {
      const caught = (state['Catch'] as { Next: string }[] | undefined)?.map((one) => one.Next) ?? [];
      const chosen = (state['Choices'] as { Next: string }[] | undefined)?.map((one) => one.Next) ?? [];
      const normal = [state['Next'], state['Default'], ...chosen].filter((one) => one !== undefined);
      const edges = layoutOf(graph).paths.filter(({ edge }) => edge.from === name);
      expect(new Set(edges.map(({ edge }) => edge.to))).toEqual(new Set([...normal, ...caught]));
      for (const { edge, d } of edges) {
        expect(edge.onError).toBe(!normal.includes(edge.to));
        expect(d).toMatch(/^M[\d.\sLCHVM-]+$/);
      }
    }
  });
});

describe('the graph of an execution', () => {
  const graph = graphOf(definitionOf('case-lifecycle'));
  const at = '2026-03-02T01:00:00.000Z';
  const events: Omit<HistoryEvent, 'id' | 'at'>[] = [
    { type: 'ExecutionStarted' },
    { type: 'PassStateEntered', state: 'Take the case' },
    { type: 'PassStateExited', state: 'Take the case' },
    { type: 'TaskStateEntered', state: 'Evaluate the case' },
    { type: 'TaskScheduled', timeoutSeconds: 60 },
    { type: 'TaskFailed', error: 'ConflictError' },
    { type: 'TaskScheduled', timeoutSeconds: 60 },
    { type: 'TaskSucceeded' },
    { type: 'TaskStateExited', state: 'Evaluate the case' },
    { type: 'ChoiceStateEntered', state: 'Which phase?' },
    { type: 'ChoiceStateExited', state: 'Which phase?' },
    { type: 'TaskStateEntered', state: 'Referral' },
    { type: 'TaskScheduled', timeoutSeconds: 7200 },
    { type: 'TaskStarted' },
    { type: 'TaskSubmitted' },
  ];
  const history = events.map((event, index) => ({ ...event, id: index + 1, at }));

  it('marks where it is, what it visited and what it retried', () => {
    const walk = walkOf(history);
    expect(walk.current).toEqual({
      state: 'Referral',
      since: at,
      until: '2026-03-02T03:00:00.000Z',
      forToken: true,
    });
    const { text } = graphSection(graph, walk);
    expect(text).toContain('<g class="node visited current" data-state="Referral">');
    expect(text).toContain('<g class="node visited retried" data-state="Evaluate the case">');
    expect(text).toContain('<g class="node unseen" data-state="Quarantine">');
    expect(text).toContain('<li>Evaluate the case: visited 1 time, retried 1 time.');
    expect(text).toContain('<strong>the execution is here now</strong>');
    expect(text.match(/class="edge taken"/g)).toHaveLength(3);
  });

  it('is nowhere once the execution has ended', () => {
    const ended = [...history, { id: 16, at, type: 'ExecutionAborted' }];
    expect(walkOf(ended).current).toBeUndefined();
    expect(graphSection(graph, walkOf(ended)).text).not.toContain('is here now');
  });

  it('counts retries and failures of one visit only', () => {
    const twice = [
      ...history,
      { id: 16, at, type: 'TaskStateExited', state: 'Referral' },
      ...history.slice(3),
    ];
    expect(walkOf(twice).visits.get('Evaluate the case')).toEqual({ entered: 2, retries: 2, failures: 2 });
    expect(walkOf(twice).visits.get('Referral')).toEqual({ entered: 2, retries: 0, failures: 0 });
  });
});

describe('a graph of any shape', () => {
  const wait = (next: string) => ({ Type: 'Wait', Seconds: 60, Next: next });

  it('lays out one state, a loop to itself and a chain', () => {
    const definition = (StartAt: string, States: object) =>
      JSON.stringify({ QueryLanguage: 'JSONata', StartAt, States });
    const one = layoutOf(graphOf(definition('A', { A: { Type: 'Succeed' } })));
    expect(one.nodes).toHaveLength(1);
    const loop = layoutOf(graphOf(definition('A', { A: wait('A') })));
    expect(loop.paths).toHaveLength(1);
    const chain = layoutOf(graphOf(definition('A', { A: wait('B'), B: wait('C'), C: wait('A') })));
    expect(chain.nodes.map(({ x }) => x)).toEqual([...chain.nodes.map(({ x }) => x)].sort((a, b) => a - b));
  });

  it('escapes the names of states', () => {
    const definition = {
      QueryLanguage: 'JSONata',
      StartAt: '<b>"&',
      States: { '<b>"&': { Type: 'Succeed' } },
    };
    const { text } = graphSection(graphOf(JSON.stringify(definition)), walkOf([]));
    expect(text).not.toContain('<b>');
    expect(text).toContain('&lt;b&gt;&quot;&amp;');
  });
});
