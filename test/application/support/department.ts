import {
  createMemoryStores,
  emptyWorld,
  type MemoryWorld,
  type Stores,
} from '../../../functions/adapters/memory/index.ts';
import type { App } from '../../../functions/application/app.ts';
import { registry } from '../../../functions/application/definitions.ts';
import { createIdentifyingScan } from '../../../functions/application/identifying-scan.ts';
import { createComposer } from '../../../functions/application/mail/compose-email.ts';
import { createPolicyBook } from '../../../functions/application/policy-book.ts';
import type { Email } from '../../../functions/application/ports.ts';
import { type Submission, submitCommand } from '../../../functions/application/submit-command.ts';
import { signInLink } from '../../../functions/domain/message/model.ts';
import { profiles } from '../../../functions/domain/policy/index.ts';
import { createWorld, type TestWorld } from './world.ts';

export interface Department {
  app: App;
  data: MemoryWorld;
  world: TestWorld;
  mails: Email[];
  submit(command: Omit<Submission, 'by' | 'key'> & Partial<Submission>): Promise<string>;
  id(name: string): string;
}

const clerk = { kind: 'worker', agencyId: 'agy-department', representativeId: 'rep-clerk1' } as const;

/**
 * The real domain, gate and renderer with SES and Step Functions only remembered.
 * @param over other stores than those in memory; `data` stays empty then
 */
export async function createDepartment(over?: Stores): Promise<Department> {
  const data = emptyWorld();
  const stores = over ?? createMemoryStores(data);
  const mails: Email[] = [];
  const world = createWorld();
  const policies = createPolicyBook(profiles.wa);
  const ports = { ...stores, policies, clock: world.app.clock };
  const app: App = {
    ...world.app,
    ...ports,
    registry,
    identifying: createIdentifyingScan(stores),
    composer: createComposer(ports, {
      drawPdf: async () => new Uint8Array([37, 80, 68, 70]),
      link: signInLink('https://example.gov.au'),
      sender: 'Department of Examples',
      classification: 'Sensitive',
    }),
    mailer: {
      send: async (email) => {
        mails.push(email);
        return { kind: 'accepted', providerId: `ses-${mails.length}` };
      },
    },
  };
  let keys = 0;
  const ids = new Map<string, string>();
  const submit: Department['submit'] = async (command) => {
    keys += 1;
    const { id, answer } = await submitCommand(app, { by: clerk, key: `key-${keys}`, ...command });
    if (answer.kind !== 'accepted') throw new Error(`${command.name}: ${JSON.stringify(answer)}`);
    return id;
  };
  for (const [name, kind] of [
    ['police', 'police'],
    ['fss', 'family_safety_service'],
  ] as const) {
    const domains = [`${name}.example.test`];
    const input = { name: `Example ${name}`, kind, government: true, domains };
    const id = await submit({ type: 'agency', name: 'createAgency', input });
    ids.set(name, id);
    const representativeId = `rep-${name}1`;
    await submit({
      type: 'agency',
      id,
      name: 'addRepresentative',
      input: { representativeId, name: 'Placeholder', roles: ['representative'] },
    });
    for (const by of [clerk, { ...clerk, representativeId: 'rep-clerk2' }])
      await submit({
        type: 'agency',
        id,
        name: 'verifyAddress',
        by,
        input: { representativeId, address: `desk@${name}.example.test` },
      });
  }
  const id = (name: string) => ids.get(name) ?? `no ${name}`;
  return { app, data, world, mails, submit, id };
}
