import { beforeAll, describe, expect, it } from 'vitest';
import type { AggregateRecord } from '../../../functions/application/record.ts';
import type { StoredMessage } from '../../../functions/application/stored-message.ts';
import { loadLife } from '../../../local/pages/case.ts';
import { casePage } from '../../../local/pages/case-page.ts';
import { loadExecution } from '../../../local/pages/execution.ts';
import { executionPage } from '../../../local/pages/execution-page.ts';
import { loadHealth } from '../../../local/pages/health.ts';
import type { OperationsData } from '../../../local/pages/index.ts';
import { loadOverview } from '../../../local/pages/overview.ts';
import { overviewPage } from '../../../local/pages/overview-page.ts';
import { inActions } from './cases.ts';
import { createPagesWorld, type PagesWorld } from './world.ts';

const CANARY = 'Marigold Canary';
/** Whether the canary is there, however it is written. */
const sings = (text: string): boolean => text.toLowerCase().includes('marigold');
const caseId = 'case-aaaa1';

let world: PagesWorld;
let record: AggregateRecord;
let messages: StoredMessage[];
let still: OperationsData;
beforeAll(async () => {
  world = createPagesWorld();
  world.bouncing.add('agy-childprot');
  await inActions(world, caseId);
  await world.until({ hours: 10 });
  world.bouncing.clear();
  await world.until({ hours: 80 });
  const found = await world.data.caseRecord(caseId);
  if (found === undefined) throw new Error('the case is not there');
  record = found;
  messages = await world.data.messagesOf(caseId);
  still = await keep(world.data);
});

/** The data as they are now, read once: hundreds of pages are made of them. */
async function keep(data: OperationsData): Promise<OperationsData> {
  const all = await data.listExecutions();
  const executions = [...all.slice(0, 4), ...all.filter(({ name }) => name.startsWith(caseId))];
  const arn = executions.at(-1)?.arn ?? '';
  const [history, definition] = [await data.history(arn), await data.definition(arn)];
  const audit = await data.auditOf(caseId);
  return {
    ...data,
    listExecutions: async () => executions,
    openCases: async () => [caseId],
    history: async () => history,
    definition: async () => definition,
    auditOf: async () => audit,
    messagesOf: async () => messages,
  };
}

/** Everything that the pages say about the case, as one text. */
async function everyPage(data: OperationsData): Promise<string> {
  const query = { refresh: false };
  const texts = [
    overviewPage(await loadOverview(data, query), query),
    JSON.stringify(await loadHealth(data)),
  ];
  const life = await loadLife(data, caseId);
  if (life) texts.push(casePage(life, undefined));
  const asked = { name: `${caseId}.g1` };
  const view = await loadExecution(data, asked);
  if (view) texts.push(executionPage(view, asked));
  return texts.join('\n');
}

/** Where a text stands: keys, and `*` for each element of a list. */
type Path = readonly string[];

/** The places of all texts in a value, each once whatever the length of its lists. */
function textPaths(value: unknown): Path[] {
  const found = new Map<string, Path>();
  const visit = (one: unknown, at: Path): void => {
    if (typeof one === 'string') found.set(at.join('.'), at);
    else if (Array.isArray(one)) for (const element of one) visit(element, [...at, '*']);
    else if (typeof one === 'object' && one !== null)
      for (const [key, member] of Object.entries(one)) visit(member, [...at, key]);
  };
  visit(value, []);
  return [...found.values()];
}

/** A copy of a value with the canary in place of every text at a path. */
function planted<Value>(value: Value, path: Path): Value {
  const plant = (one: unknown, [key, ...rest]: Path): unknown => {
    if (key === undefined) return typeof one === 'string' ? CANARY : one;
    if (Array.isArray(one)) return key === '*' ? one.map((element) => plant(element, rest)) : one;
    if (typeof one !== 'object' || one === null || !Object.hasOwn(one, key)) return one;
    return { ...one, [key]: plant(Reflect.get(one, key), rest) };
  };
  return plant(value, path) as Value;
}

describe('no page shows a text that got where it does not belong', () => {
  it('in the record of a case, whatever field', async () => {
    const paths = textPaths(record.data);
    expect(paths.length).toBeGreaterThan(100);
    for (const path of paths) {
      const changed = { ...record, data: planted(record.data, path) };
      expect(JSON.stringify(changed)).toContain(CANARY);
      const pages = await everyPage({ ...still, caseRecord: async () => changed });
      expect(sings(pages), path.join('.')).toBe(false);
      expect(pages, path.join('.')).toContain('Needs attention');
    }
  });

  it('in the attributes around it', async () => {
    for (const path of textPaths({ ...record, data: 0, outbox: 0, recent: 0 })) {
      const changed = planted(record, path);
      const pages = await everyPage({ ...still, caseRecord: async () => changed });
      expect(sings(pages), path.join('.')).toBe(false);
    }
  });

  it('in the audit chain or a message', async () => {
    const audit = await world.data.auditOf(caseId);
    // Without the record, whose texts have had their turn, these pages are short.
    const bare = {
      ...still,
      caseRecord: async () => undefined,
      auditOf: async () => [],
      messagesOf: async () => [],
    };
    const lifeWith = async (changed: Partial<OperationsData>): Promise<string> => {
      const life = await loadLife({ ...bare, ...changed }, caseId);
      if (life === undefined) throw new Error('there is no such case');
      const pages = Math.ceil(life.audit.length / 60);
      return Array.from({ length: pages || 1 }, (_, page) => casePage(life, page + 1)).join('');
    };
    expect(await lifeWith({ auditOf: async () => audit })).toContain('Consent attempted');
    expect(await lifeWith({ messagesOf: async () => messages })).toContain('Plan copy');
    for (const path of textPaths(audit)) {
      const changed = planted(audit, path);
      expect(sings(await lifeWith({ auditOf: async () => changed })), path.join('.')).toBe(false);
    }
    for (const path of textPaths(messages)) {
      const changed = planted(messages, path);
      expect(sings(await lifeWith({ messagesOf: async () => changed })), path.join('.')).toBe(false);
    }
  });

  it('in inputs, outputs, causes and errors of an execution', async () => {
    const history = await world.data.history((await world.data.listExecutions()).at(-1)?.arn ?? '');
    expect(JSON.stringify(history)).not.toContain('taskToken');
    const failing = createPagesWorld();
    failing.cloud.lambda['Fail'] = () => {
      throw Object.assign(new Error(`${CANARY} did it`), { name: `${CANARY} Error` });
    };
    const States = {
      Try: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Arguments: { FunctionName: 'Fail', Payload: '{% $states.input %}' },
        End: true,
      },
    };
    const arn = failing.cloud.run({ StartAt: 'Try', States }, { name: CANARY }, 'one');
    await failing.cloud.settle();
    expect(JSON.stringify(failing.cloud.events(arn))).toContain(CANARY);
    const view = await loadExecution(failing.data, { name: 'one' });
    if (view === undefined) throw new Error('there is no execution');
    const page = executionPage(view, { name: 'one' });
    expect(page).toContain('The task failed: (not shown)');
    expect(page).not.toContain(CANARY);
  });

  it('nor a worker, who stands in the record by id', async () => {
    const pages = await everyPage(world.data);
    expect(pages).not.toMatch(/rep-[a-z]/);
    expect(pages).not.toMatch(/per-[a-z]/);
  });
});
