import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMessage } from '../../functions/application/message-changes.ts';
import type { AggregateRef } from '../../functions/application/record.ts';
import type { MessageKind } from '../../functions/domain/message/kinds.ts';
import { openRun, type Run } from '../../local/run.ts';
import { type LoadedScenario, loadScenario } from '../../local/scenario/load.ts';
import { aliasId, workerId } from '../../local/scenario/references.ts';
import type { Step } from '../../local/scenario/schema.ts';
import { parseMime } from '../../local/ses/mime.ts';

/** A local cloud that stands still in the middle of a story and then keeps the host's pace, with its inbox. */
export interface Site {
  run: Run;
  /** The links for answering in the newest mail of a kind to an address. */
  link(address: string, kind: string): Promise<string>;
  /** The code in the newest mail that brings one, once there are so many such mails to the address. */
  code(address: string, mails: number): Promise<string>;
  /** Mail a worker something, as the rules of a case or a meeting would. */
  mail(worker: string, kind: MessageKind, ref: AggregateRef, params: Record<string, string>): Promise<void>;
  close(): Promise<void>;
}

/** Play the default story up to and with a step, then further steps. */
export async function openSite(isLast: (step: Step) => boolean, more: readonly Step[] = []): Promise<Site> {
  const whole = loadScenario('local/scenarios/default.json');
  const steps = whole.steps.slice(0, whole.steps.findLastIndex(isLast) + 1);
  const scenario: LoadedScenario = { ...whole, steps: [...steps, ...more], runUntil: '+1m', end: {} };
  const data = mkdtempSync(join(tmpdir(), 'site-'));
  const run = await openRun({
    scenarios: [scenario],
    data,
  });
  const failures = await run.play();
  if (failures.length > 0) throw new Error(JSON.stringify(failures));
  const { clock, ses, url } = run.handle.current;
  clock.follow();
  const mailsTo = (address: string, kind: string) =>
    ses.mails().filter((mail) => mail.to.includes(address) && mail.tags['kind'] === kind);
  const textOf = async (raw: string) => (await parseMime(Buffer.from(raw, 'base64'))).text ?? '';
  return {
    run,
    async link(address, kind) {
      const mail = mailsTo(address, kind).at(-1);
      const path = mail && /\/answer\/v1\.\S+/.exec(await textOf(mail.raw))?.[0];
      if (path === undefined) throw new Error(`no link in a mail of kind ${kind} to ${address}`);
      return `${url}${path}`;
    },
    async code(address, mails) {
      await until(() => mailsTo(address, 'link_code').length >= mails);
      return /\b\d{6}\b/.exec(await textOf(mailsTo(address, 'link_code').at(-1)?.raw ?? ''))?.[0] ?? '';
    },
    async mail(worker, kind, ref, params) {
      const [agency = '', name = ''] = worker.split('/');
      const to = {
        agencyId: aliasId(whole.name, 'agency', agency),
        representativeId: workerId(whole.name, worker),
      };
      const address = whole.agencies[agency]?.staff[name]?.email ?? '';
      const before = mailsTo(address, kind).length;
      const intent = { intent: 'message' as const, kind, cause: `test:${worker}`, to: [], params };
      await createMessage(run.handle.current.app, ref, intent, to);
      await until(() => mailsTo(address, kind).length > before);
    },
    async close() {
      await run.close();
      rmSync(data, { recursive: true });
    },
  };
}

/** Look again with each turn of the event loop, for twenty seconds at most. */
async function until(holds: () => boolean): Promise<void> {
  const end = Date.now() + 20_000;
  while (!holds()) {
    if (Date.now() > end) throw new Error('it did not come about within twenty seconds');
    await new Promise((resolve) => setImmediate(resolve));
  }
}
