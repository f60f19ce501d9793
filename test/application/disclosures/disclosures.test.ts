import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Access } from '../../../functions/application/access/access-log.ts';
import { appendAccess } from '../../../functions/application/access/chain.ts';
import type { ApiRequest } from '../../../functions/application/api/route.ts';
import { disclosuresOf } from '../../../functions/application/disclosures/disclosures.ts';
import {
  type AccessExport,
  exportAccessLog,
  exportCsv,
  readExport,
} from '../../../functions/application/disclosures/export.ts';
import { disclosureRoutes } from '../../../functions/application/disclosures/routes.ts';
import { verifyExport } from '../../../functions/application/disclosures/verify.ts';
import { storeNew } from '../../../functions/application/stored-message.ts';
import { createMessage } from '../../../functions/domain/message/record.ts';
import { aSubject } from '../../domain/access/fixtures.ts';
import { workers } from '../../domain/case/fixtures.ts';
import { openDepartment } from '../access/department.ts';

const caseId = 'case-0000a';
const at = '2026-03-02T02:00:00.000Z';
const message = createMessage(
  {
    kind: 'plan_copy',
    cause: 'cause-1',
    to: workers.police,
    from: { aggregate: 'case', id: caseId },
    params: {},
  },
  at,
);
const mailed: Access = {
  at,
  event: 'mailed',
  ...workers.police,
  via: 'mail',
  what: 'plan_copy',
  aggregate: 'case',
  id: caseId,
  item: 'plan-0000a/2',
  content: 'plan_full',
  ground: 'has_action',
  basis: 'invented_mou',
  decidedBy: 'agy-specialist/rep-specialist1',
  messageId: message.messageId,
};

/** A case with a read, a refusal and a plan that was mailed. */
async function withLog() {
  const department = openDepartment();
  await department.read('content', workers.police);
  await department.read('content', workers.hospital);
  await department.app.messages.create(storeNew(message, at));
  await appendAccess(department.app, caseId, mailed);
  return department;
}

const [route] = disclosureRoutes;
const request = (query: Record<string, unknown>, who: Partial<ApiRequest['subject']> = {}): ApiRequest => ({
  path: '/cases/{caseId}/disclosures',
  params: { caseId },
  query,
  body: undefined,
  subject: aSubject({ roles: ['auditor'], agencyId: 'agy-audit', representativeId: 'rep-audit1', ...who }),
});

describe('the disclosures of a case', () => {
  it('S1-17 S1-18 S4-08 say who was given what, when, on what basis, by whose decision', async () => {
    const { app } = await withLog();
    const { disclosures, last } = await disclosuresOf(app, caseId, 0, 10);
    expect(last).toBeUndefined();
    expect(disclosures).toMatchObject([
      {
        seq: 1,
        event: 'read',
        to: { agencyId: 'agy-police', via: 'account' },
        what: { kind: 'content' },
        purpose: 'identify_risk',
      },
      {
        seq: 3,
        event: 'mailed',
        what: { kind: 'plan_copy', item: 'plan-0000a/2', content: 'plan_full' },
        ground: 'has_action',
        basis: 'invented_mou',
        decidedBy: 'agy-specialist/rep-specialist1',
        mail: { messageId: message.messageId, status: 'created' },
      },
    ]);
    expect(disclosures[1]?.says).toBe(
      `${disclosures[1]?.at}: rep-police1 of agy-police was mailed the plan (plan-0000a/2), because of: has action, on the basis invented mou, as decided by agy-specialist/rep-specialist1, and the mail is created.`,
    );
  });

  it('come page by page', async () => {
    const { app } = await withLog();
    const first = await disclosuresOf(app, caseId, 0, 1);
    expect(first).toMatchObject({ disclosures: [{ seq: 1 }], last: 1 });
    expect((await disclosuresOf(app, caseId, first.last ?? 0, 1)).disclosures).toMatchObject([{ seq: 3 }]);
  });

  it('are read by an auditor over the API, which is recorded, and by no action owner', async () => {
    const { app, log } = await withLog();
    expect(await route?.run(app, request({}))).toMatchObject({
      status: 200,
      body: { items: [{ seq: 1 }, { seq: 3 }, { seq: 4, what: { kind: 'disclosures' } }] },
    });
    expect(
      await route?.run(app, request({}, { ...workers.hospital, roles: ['representative'] })),
    ).toMatchObject({
      code: 'not-found',
    });
    expect(await log()).toHaveLength(5);
    expect(await route?.run(app, request({ cursor: 'nonsense' }))).toMatchObject({ status: 400 });
  });

  it('export as CSV and JSON that the verifier takes', async () => {
    const { app } = await withLog();
    for (const format of ['csv', 'export']) {
      const answer = await route?.run(app, request({ format }));
      if (!answer || !('status' in answer) || !('body' in answer)) throw new Error('no answer');
      const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
      const head = answer.headers?.['access-log-head'];
      expect(verifyExport(text, head)).toMatchObject({ ok: true, caseId, from: 1, toTheEnd: true });
      expect(answer.headers).not.toHaveProperty('access-log-next');
    }
  });
});

/** Ten accesses of all kinds, exported. */
async function exported(): Promise<AccessExport> {
  const { app, read } = await withLog();
  for (let n = 0; n < 7; n += 1) await read('content', n % 2 === 0 ? workers.police : workers.hospital);
  return exportAccessLog(app, caseId);
}

describe('verifying an export', () => {
  it('reads back from CSV exactly what went in', async () => {
    const made = await exported();
    expect(readExport(exportCsv(made))).toEqual({ caseId, entries: made.entries });
    expect(verifyExport(exportCsv(made))).toMatchObject({ ok: true, checked: 10, toTheEnd: 'not known' });
  });

  it('finds every change of a field', async () => {
    const made = await exported();
    fc.assert(
      fc.property(
        fc.nat(9),
        fc.constantFrom('at', 'agencyId', 'what', 'ground', 'basis', 'purpose'),
        (n, field) => {
          const entries = made.entries.map((entry, index) =>
            index === n ? { ...entry, [field]: field === 'purpose' ? 'audit' : `agy-other${n}` } : entry,
          );
          expect(verifyExport(JSON.stringify({ ...made, entries }))).toMatchObject({
            ok: false,
            seq: n + 1,
            fault: 'altered',
          });
          expect(verifyExport(exportCsv({ caseId, entries }))).toMatchObject({ ok: false, seq: n + 1 });
        },
      ),
      { seed: 20260302 },
    );
  });

  it('finds an entry that was taken out, one put elsewhere, another case, and something beside', async () => {
    const made = await exported();
    const without = (n: number) => made.entries.filter((_, index) => index !== n);
    for (let n = 0; n < 9; n += 1)
      expect(verifyExport(JSON.stringify({ ...made, entries: without(n) }))).toMatchObject({
        fault: 'gap',
        seq: n + 1,
      });
    const renumbered = without(4).map((entry, index) => ({ ...entry, seq: index + 1 }));
    expect(verifyExport(JSON.stringify({ ...made, entries: renumbered }))).toMatchObject({
      fault: 'broken_link',
    });
    expect(verifyExport(JSON.stringify({ ...made, caseId: 'case-other1' }))).toMatchObject({
      fault: 'altered',
      seq: 1,
    });
    const beside = made.entries.map((entry) => ({ ...entry, remark: 'harmless' }));
    expect(verifyExport(JSON.stringify({ ...made, entries: beside }))).toEqual({
      ok: false,
      fault: 'unreadable',
    });
    expect(verifyExport('{"format":')).toEqual({ ok: false, fault: 'unreadable' });
    expect(verifyExport('a,b\r\n1,2\r\n')).toEqual({ ok: false, fault: 'unreadable' });
  });

  it('finds a file cut off at its end, by its own head or by one that is known', async () => {
    const made = await exported();
    const cut = { ...made, entries: made.entries.slice(0, -1) };
    expect(verifyExport(JSON.stringify(cut))).toEqual({ ok: false, fault: 'truncated', seq: 9 });
    expect(verifyExport(exportCsv(cut), made.head.hash)).toEqual({ ok: false, fault: 'truncated', seq: 9 });
    const forged = { ...cut, head: { seq: 9, hash: cut.entries.at(-1)?.hash ?? '' } };
    expect(verifyExport(JSON.stringify(forged))).toMatchObject({ ok: true });
    expect(verifyExport(JSON.stringify(forged), made.head.hash)).toMatchObject({ fault: 'truncated' });
  });

  it('takes a later part of a chain by itself', async () => {
    const { app, read } = await withLog();
    await read('content', workers.police);
    const part = await exportAccessLog(app, caseId, 2);
    expect(part).toMatchObject({ after: { seq: 2 }, head: { seq: 4 } });
    expect(verifyExport(JSON.stringify(part))).toMatchObject({
      ok: true,
      from: 3,
      checked: 2,
      toTheEnd: true,
    });
    expect(verifyExport(exportCsv(part))).toMatchObject({ ok: true, from: 3, checked: 2 });
  });
});
