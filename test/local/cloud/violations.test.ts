import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AggregateRecord, AuditEntry } from '../../../functions/application/record.ts';
import type { CaseState } from '../../../functions/domain/case/state.ts';
import { type Records, readRecords } from '../../../local/records.ts';
import { type ExecutionSummary, listExecutions } from '../../../local/summary/executions.ts';
import { findViolations } from '../../../local/summary/violations.ts';
import { type Played, playScenario } from '../scenario/playing.ts';

let played: Played;
let records: Records;
let executions: ExecutionSummary[];
let caseId: string;
beforeAll(async () => {
  played = await playScenario('test/local/cloud/scenarios/small.json');
  records = await readRecords(played.run.handle.current);
  executions = listExecutions(played.run.handle.current);
  caseId = played.summary.cases[0]?.id ?? '';
});
afterAll(() => played.close());

const found = async (changed: Partial<Records>, ran: readonly ExecutionSummary[] = executions) =>
  findViolations(played.run.handle.current, { ...records, ...changed }, ran);

/** The records with the case changed. */
const withCase = (change: (record: AggregateRecord) => Partial<AggregateRecord>): Partial<Records> => ({
  aggregates: records.aggregates.map((record) =>
    record.id === caseId ? { ...record, ...change(record) } : record,
  ),
});
const withState = (change: (state: CaseState) => Partial<CaseState>): Partial<Records> =>
  withCase(({ data }) => ({ data: { ...(data as CaseState), ...change(data as CaseState) } }));

/** The cloud with its audit chain of the case as it might have been tampered with. */
const withAudit = (change: (entries: AuditEntry[]) => AuditEntry[]) => {
  const { app, ses } = played.run.handle.current;
  const page: typeof app.audit.page = async (ref, after) => {
    const entries = await app.audit.page(ref, 0);
    return (ref.id === caseId ? change(entries) : entries).slice(after);
  };
  return findViolations({ app: { ...app, audit: { ...app.audit, page } }, ses }, records, executions);
};

describe('the invariants of a run', () => {
  it('all hold of a case that was played', async () => {
    expect(await found({})).toEqual([]);
  });

  it('find an open case without a live clock, which nobody would ever look at again', async () => {
    const stopped = withState(({ clocks }) => ({
      clocks: clocks.map((clock) => ({ ...clock, status: 'met' as const })),
    }));
    expect(await found(stopped)).toEqual([{ invariant: 'a live clock on every open case', of: caseId }]);
  });

  it('find two live generations, and none', async () => {
    const running = executions.find(({ name, status }) => name.startsWith(caseId) && status === 'RUNNING');
    if (running === undefined) throw new Error('nothing runs');
    const second = { ...running, name: `${caseId}.g99` };
    expect(await found({}, [...executions, second])).toEqual([
      { invariant: 'at most one live generation', of: caseId },
    ]);
    const none = executions.filter((one) => one !== running);
    expect(await found({}, none)).toEqual([
      { invariant: 'a running execution for every open case', of: caseId },
    ]);
  });

  it('find a message that went out twice', async () => {
    const { app, ses } = played.run.handle.current;
    const mails = ses.mails();
    const [first] = mails;
    if (first === undefined) throw new Error('there is no mail');
    const twice = { ...ses, mails: () => [...mails, { ...first, messageId: 'another' }] };
    expect(await findViolations({ app, ses: twice }, records, executions)).toEqual([
      { invariant: 'no message twice', of: first.tags['message'] },
    ]);
  });

  it('find a message without a fate that nobody will look at again', async () => {
    const [first, ...others] = records.messages;
    if (first === undefined) throw new Error('there is no message');
    const { attentionAt: _, ...forgotten } = first;
    const sending = { ...forgotten, message: { ...first.message, status: 'sending' as const } };
    const of = first.message.messageId;
    expect(await found({ messages: [sending, ...others] })).toEqual([
      { invariant: 'a fate for every message', of },
    ]);
  });

  it('find a message to somebody who was excluded when it was allowed, and not after that was lifted', async () => {
    for (const kind of ['referral_received', 'invitation']) {
      const message = records.messages.find((one) => one.message.kind === kind)?.message;
      const at = message?.gate?.allowed ? message.gate.at : undefined;
      if (message === undefined || at === undefined) throw new Error(`no ${kind} was allowed`);
      const exclusion = {
        exclusionId: 'exc-1',
        agencyId: message.to.agencyId,
        because: 'conflict_of_interest' as const,
        from: at,
      };
      const excluded = await found(withState(() => ({ exclusions: [exclusion] })));
      expect(excluded).toContainEqual({ invariant: 'no excluded recipient', of: message.messageId });
      const lifted = await found(withState(() => ({ exclusions: [{ ...exclusion, liftedAt: at }] })));
      expect(lifted.map(({ of }) => of)).not.toContain(message.messageId);
    }
  });

  it('find an outbox that is not empty', async () => {
    const left = await found(withCase(({ outbox }) => ({ outbox: { ...outbox, '7': [] } })));
    expect(left).toEqual([{ invariant: 'empty outboxes at the end', of: caseId }]);
  });

  it('find an audit chain that was altered, has a gap, or ends too early', async () => {
    const altered = await withAudit(([first, ...rest]) =>
      first === undefined ? [] : [{ ...first, at: '2020-01-01T00:00:00.000Z' }, ...rest],
    );
    expect(altered).toEqual([{ invariant: 'audit chains verify: altered at 1', of: caseId }]);
    const gap = await withAudit(([first, _second, ...rest]) => (first === undefined ? [] : [first, ...rest]));
    expect(gap).toEqual([{ invariant: 'audit chains verify: gap at 2', of: caseId }]);
    const short = await withAudit((entries) => entries.slice(0, -1));
    expect(short[0]?.invariant).toMatch(/^audit chains verify: ends at \d+ of \d+$/);
  });

  it('find an entry that could not be relayed', async () => {
    const { app, ses } = played.run.handle.current;
    const [entry] = await app.audit.page({ type: 'case', id: caseId }, 0);
    if (entry === undefined) throw new Error('there is no chain');
    const letter = {
      entryId: '1.0',
      version: 1,
      at: '2026-03-02T01:00:00.000Z',
      entry,
      reason: 'NotFoundError',
    };
    const list: typeof app.deadLetters.list = async (ref) => (ref.id === caseId ? [{ ...letter, ref }] : []);
    const cloud = { app: { ...app, deadLetters: { ...app.deadLetters, list } }, ses };
    expect(await findViolations(cloud, records, executions)).toEqual([
      { invariant: 'no dead letters', of: caseId },
    ]);
  });
});
