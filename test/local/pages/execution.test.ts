import { beforeAll, describe, expect, it } from 'vitest';
import { loadLife } from '../../../local/pages/case.ts';
import { casePage } from '../../../local/pages/case-page.ts';
import { loadExecution } from '../../../local/pages/execution.ts';
import { executionPage } from '../../../local/pages/execution-page.ts';
import { inActions } from './cases.ts';
import { wordsOf } from './pages-server.ts';
import { createPagesWorld, type PagesWorld } from './world.ts';

let world: PagesWorld;
beforeAll(async () => {
  world = createPagesWorld();
  world.bouncing.add('agy-childprot');
  await inActions(world, 'case-aaaa1');
  await world.until({ hours: 48 });
  world.bouncing.clear();
  await world.until('2026-04-03T02:00:00.000Z');
});

async function execution(name: string, page?: number): Promise<string> {
  const query = { name, page };
  const view = await loadExecution(world.data, query);
  if (view === undefined) throw new Error(`there is no ${name}`);
  return executionPage(view, query);
}

async function life(page?: number): Promise<string> {
  const found = await loadLife(world.data, 'case-aaaa1');
  if (found === undefined) throw new Error('there is no such case');
  return casePage(found, page);
}

/** The words of one section. */
const section = (page: string, id: string): string =>
  wordsOf(page.slice(page.indexOf(`<h2 id="${id}">`)).split('</section>')[0] ?? '');

describe('the page of an execution', () => {
  it('says where it is, what it waits for and until when', async () => {
    const page = wordsOf(await execution('case-aaaa1.g2'));
    expect(page).toContain('generation 2');
    expect(page).toContain('Now Action deadlines since');
    expect(page).toContain('Waits for Waits for ');
    expect(page).toMatch(/At the latest until \w{3} \d+ Apr 2026 \d\d:\d\d AWST in /);
    expect(page).toMatch(/Next by the clock: [A-Z][^,]+, \w{3} \d+ Apr 2026/);
  });

  it('marks the current state in the graph', async () => {
    const page = await execution('case-aaaa1.g2');
    expect(page).toContain('<g class="node visited current" data-state="Action deadlines">');
    expect(await execution('case-aaaa1.g1')).not.toContain('class="node visited current"');
  });

  it('shows earlier and later generations as one life', async () => {
    const first = section(await execution('case-aaaa1.g1'), 'life');
    expect(first).toMatch(
      /Generation 1 this one Mon 2 Mar 2026 09:00 AWST .* 30 days .*Succeeded Generation 2/,
    );
    expect(await execution('case-aaaa1.g2')).toContain('href="/executions/case-aaaa1.g1"');
  });

  it('has the clocks with source and confidence, the open tasks and what time did', async () => {
    const page = await execution('case-aaaa1.g2');
    const clocks = section(page, 'clocks');
    expect(clocks).toMatch(
      /Do an action action\.due Action: .*, Invented Police standard .* late Overdue last reminder/,
    );
    expect(clocks).toContain('S0-38: undertake the actions, without a figure.');
    expect(clocks).toContain('Judgement');
    expect(section(page, 'tasks')).toContain('Invented Women’s Service');
    expect(section(await execution('case-aaaa1.g1'), 'story')).toContain('Came due: Do an action');
  });

  it('has its history in order, page by page, the newest page first asked', async () => {
    const all = await world.data.history(
      (await world.data.listExecutions()).find(({ name }) => name === 'case-aaaa1.g1')?.arn ?? '',
    );
    const last = section(await execution('case-aaaa1.g1'), 'history');
    expect(last).toContain(`to ${all.length} of ${all.length}, oldest first`);
    expect(last).toContain('The execution ended well ExecutionSucceeded');
    const first = await execution('case-aaaa1.g1', 1);
    expect(section(first, 'history')).toMatch(
      /1 Mon 2 Mar 2026 09:00 AWST The execution started ExecutionStarted 2/,
    );
    expect(first).toContain('href="/executions/case-aaaa1.g1?page=2#history"');
  });

  it('of a message says its kind and fate and leads to the case', async () => {
    const bounced = Object.values(world.world.messages).find(({ message }) => message.status === 'bounced');
    const page = await execution(`${bounced?.message.messageId}.a1`);
    expect(wordsOf(page)).toMatch(/Message M-\S+, run 1/);
    expect(wordsOf(page)).toContain('bounced');
    expect(page).toContain('href="/cases/case-aaaa1"');
    expect(page).toContain('data-state="Fate recorded"');
    expect(page).not.toContain('example.test');
  });

  it('is found by its machine where two have an execution of the name', async () => {
    const definition = JSON.stringify({
      QueryLanguage: 'JSONata',
      StartAt: 'Nap',
      States: { Nap: { Type: 'Wait', Seconds: 3600, End: true } },
    });
    const request = { name: 'other', roleArn: 'arn:aws:iam::000000000000:role/machine', definition };
    const { stateMachineArn } = world.cloud.call('CreateStateMachine', request);
    world.cloud.call('StartExecution', { stateMachineArn, name: 'case-aaaa1.g1' });
    await world.until({ hours: 0.5 });
    const other = await loadExecution(world.data, { name: 'case-aaaa1.g1', machine: 'other' });
    expect(other?.walk.current?.state).toBe('Nap');
    expect(other?.until).toBe('2026-04-03T03:00:00.000Z');
    const own = await loadExecution(world.data, { name: 'case-aaaa1.g1', machine: 'case-lifecycle' });
    expect(own?.execution.status).toBe('SUCCEEDED');
  });
});

describe('the page of a case', () => {
  it('has every phase with its times and what ended it', async () => {
    const phases = section(await life(), 'phases');
    expect(phases).toMatch(
      /Referral .* 1 hour Accept referral Consent attempt .* Record consent attempt Meeting scheduling .* Meeting scheduled Meeting preparation .* time: The meeting begins Meeting .* 10 minutes Issue plan Action deadlines now/,
    );
  });

  it('has what was missed, and messages by kind, agency and outcome', async () => {
    const page = await life();
    expect(section(page, 'breaches')).toMatch(
      /Do an action Action: .*, Invented Child Protection .* open, \d+ days/,
    );
    expect(section(page, 'breaches')).not.toContain('The meeting begins');
    const messages = section(page, 'messages');
    expect(messages).toMatch(/Action assigned Invented Child Protection Bounced \d/);
    expect(messages).toMatch(/Plan copy Invented Women’s Service Delivered 1/);
  });

  it('tells what happened, by agency and never by worker, and no outcome of what she was asked', async () => {
    const story = section(await life(1), 'story');
    expect(story).toMatch(/Consent attempted *Invented Women’s Service/);
    expect(story).toContain('from referral, to consent_attempt Invented Coordination Team');
    expect(story).not.toMatch(/(outcome|decision) [a-z]|given|rep-|per-/);
  });

  it('is nothing for a case that is not there', async () => {
    expect(await loadLife(world.data, 'case-zzzz9')).toBeUndefined();
  });
});
