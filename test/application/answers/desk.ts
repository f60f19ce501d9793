import { createMemoryStores } from '../../../functions/adapters/memory/index.ts';
import { createLinkMaker } from '../../../functions/application/answers/link-maker.ts';
import { type AnswerResponse, serveAnswer } from '../../../functions/application/answers/serve-answer.ts';
import type { App } from '../../../functions/application/app.ts';
import { registry } from '../../../functions/application/definitions.ts';
import { createIdentifyingScan } from '../../../functions/application/identifying-scan.ts';
import { createComposer } from '../../../functions/application/mail/compose-email.ts';
import { createMessage } from '../../../functions/application/message-changes.ts';
import { createPolicyBook } from '../../../functions/application/policy-book.ts';
import type { Email } from '../../../functions/application/ports.ts';
import type { CaseState } from '../../../functions/domain/case/state.ts';
import { decideMeeting } from '../../../functions/domain/meeting/decide.ts';
import type { MeetingState } from '../../../functions/domain/meeting/state.ts';
import type { MessageKind } from '../../../functions/domain/message/kinds.ts';
import { profiles } from '../../../functions/domain/policy/index.ts';
import type { Policy } from '../../../functions/domain/policy/schema.ts';
import type { Recipient } from '../../../functions/domain/shared/recipient.ts';
import { listed } from '../../domain/meeting/fixtures.ts';
import {
  aCase,
  agencyId,
  anAgency,
  calendar,
  caseId,
  meetingId,
  owner,
  startsAt,
  triage,
} from '../../domain/message/fixtures.ts';
import { personRecord, recordOf } from '../support/people.ts';
import { createWorld } from '../support/world.ts';

export { caseId, meetingId, owner, startsAt } from '../../domain/message/fixtures.ts';

/** A name that stands in the records alone, to be looked for everywhere else. */
export const CANARY = 'Quillan Wombatson';
export const colleague = { agencyId, representativeId: 'rep-second' };
const at = '2026-03-02T01:00:00.000Z';

/** What mails of the meeting and of the action are about. */
export const invitation = { meetingId, startsAt };
export const asked = { meetingId };
export const mine = { actionId: 'act-0000a' };
/** The form of whoever has read the declaration. */
export const endorse = { form: 'endorse', endorse: 'yes', text: profiles.wa.declaration.version };

const agencyRecord = (id: string, more: Record<string, unknown> = {}) => {
  const { namedContactsOnly: on, ...agency } = anAgency({ agencyId: id });
  return recordOf('agency', id, {
    schema: 1,
    ...agency,
    representatives: agency.representatives.map((one) => ({
      ...one,
      name: `Worker ${one.representativeId}`,
      roles: [],
      since: at,
    })),
    agreements: agency.agreements.map((one) => ({
      agreementId: 'agr-0000a',
      recordedBy: 'test',
      reviewOn: '2027-01-01',
      ...one,
    })),
    kind: 'housing',
    government: true,
    specialistService: false,
    scope: 'in_scope',
    responsibilities: [],
    localities: [],
    namedContactOnly: { on },
    createdAt: at,
    tasks: [],
    received: {},
    ...more,
  });
};

function scheduledMeeting(invitee: Recipient, policy: Policy): MeetingState {
  const cases = [
    listed(caseId, {
      persons: ['per-victim', 'per-child', 'per-violent'],
      invitees: [{ ...invitee, required: false }],
    }),
  ];
  const input = {
    kind: 'macm_on_demand',
    mode: 'virtual',
    startsAt,
    lengthMinutes: 60,
    chair: triage,
    cases,
  };
  const by = { kind: 'worker', ...triage } as const;
  const envelope = { name: 'scheduleMeeting', input, by, commandId: 'cmd-schedule', notes: {} };
  const decided = decideMeeting(undefined, meetingId, envelope, at, policy, calendar);
  if (decided.kind === 'refused') throw new Error(decided.message);
  return decided.state;
}

export interface Desk {
  app: App;
  pass: ReturnType<typeof createWorld>['pass'];
  caseState(): CaseState;
  meeting(): MeetingState;
  /** The mail made anew, as after a crash. */
  again(): Promise<string>;
  /** Everything that is stored, as text. */
  stored(): string;
  /** Write a mail of a kind to a worker and answer the link in it. */
  linkIn(kind: MessageKind, params: Record<string, string>, to?: Recipient): Promise<string>;
  /** Send every mail that waits; the newest last. */
  post(): Promise<Email[]>;
  look(link: string): Promise<AnswerResponse>;
  /** Send a form, with what the page that was last seen keeps in it. */
  send(link: string, fields: Record<string, string | string[]>): Promise<AnswerResponse>;
  /** Ask for the code, read it from the mail, type it. */
  prove(link: string): Promise<AnswerResponse>;
  change<State>(type: 'case' | 'meeting' | 'agency', id: string, change: (state: State) => void): void;
}

/** A case, a meeting, two agencies and what is mailed about them, over memory with the real rules. */
export function createDesk({
  invitee = owner,
  access = {},
  state = {},
}: {
  invitee?: Recipient;
  access?: Partial<Policy['access']>;
  state?: Partial<CaseState>;
} = {}): Desk {
  const world = createWorld();
  const stores = createMemoryStores(world.data);
  const policy = { ...profiles.wa, access: { ...profiles.wa.access, ...access } };
  const policies = createPolicyBook(policy);
  const ports = { ...stores, policies, clock: world.app.clock };
  const mails: Email[] = [];
  const app: App = {
    ...world.app,
    ...ports,
    registry,
    identifying: createIdentifyingScan(stores),
    composer: createComposer(ports, {
      drawPdf: async () => new Uint8Array(),
      link: () => 'https://sign-in.example',
      answers: createLinkMaker(ports, 'https://answers.example'),
      sender: 'Department of Examples',
      classification: 'Sensitive',
    }),
  };
  const put = (record: ReturnType<typeof recordOf>) => {
    world.data.aggregates[`${record.type}/${record.id}`] = record;
  };
  put(recordOf('case', caseId, aCase(state)));
  put(recordOf('meeting', meetingId, scheduledMeeting(invitee, policy)));
  put(agencyRecord(agencyId));
  put(
    agencyRecord('agy-coord', {
      name: 'Invented Coordination Team',
      posts: [{ post: 'mailbox', phone: '(08) 5550 0000' }],
    }),
  );
  for (const id of ['per-victim', 'per-child', 'per-violent'])
    put(personRecord(id, `${CANARY} ${id.slice(4)}`));
  const dataOf = <State>(key: string): State => world.data.aggregates[key]?.data as State;
  const jar: Record<string, string> = {};
  let seen = '';
  const look = async (link: string, typed?: URLSearchParams) => {
    const answer = await serveAnswer(app, { token: tokenOf(link), fields: typed, cookies: jar });
    seen = answer.html;
    return answer;
  };
  const tokenOf = (link: string) => link.split('/').at(-1) ?? '';

  const desk: Desk = {
    app,
    pass: world.pass,
    caseState: () => dataOf(`case/${caseId}`),
    meeting: () => dataOf(`meeting/${meetingId}`),
    stored: () => JSON.stringify(world.data),
    async again() {
      const last = Object.values(world.data.messages).at(-1);
      const composed = last && (await app.composer.compose(last.message));
      return composed?.allowed ? composed.email.text : '';
    },
    async linkIn(kind, params, to = owner) {
      const ref =
        'meetingId' in params
          ? ({ type: 'meeting', id: meetingId } as const)
          : ({ type: 'case', id: caseId } as const);
      const cause = `test:${kind}:${world.now()}`;
      await createMessage(app, ref, { intent: 'message', kind, cause, to: [], params }, to);
      const text = (await desk.post()).at(-1)?.text ?? '';
      return /https:\/\/answers\.example\/answer\/\S+/.exec(text)?.[0] ?? `no link in: ${text}`;
    },
    async post() {
      for (const [id, stored] of Object.entries(world.data.messages)) {
        if (stored.message.status !== 'created') continue;
        const composed = await app.composer.compose(stored.message);
        if (composed.allowed) mails.push(composed.email);
        world.data.messages[id] = {
          ...stored,
          message: { ...stored.message, status: composed.allowed ? 'delivered' : 'stopped' },
        };
      }
      return mails;
    },
    look,
    async send(link, fields) {
      const typed = new URLSearchParams();
      for (const [name, value] of Object.entries(fields))
        for (const one of [value].flat()) typed.append(name, one);
      if (!typed.has('stands')) typed.set('stands', standsIn(seen, typed));
      const answer = await look(link, typed);
      if (answer.proof) jar[answer.proof.name] = answer.proof.value;
      return answer;
    },
    async prove(link) {
      await desk.send(link, { form: 'send_code' });
      const code = /\b\d{6}\b/.exec((await desk.post()).at(-1)?.text ?? '')?.[0] ?? 'none';
      return desk.send(link, { form: 'code', code });
    },
    change(type, id, change) {
      const copy = structuredClone(dataOf<never>(`${type}/${id}`));
      change(copy);
      put(recordOf(type, id, copy));
    },
  };
  return desk;
}

/** What the form keeps that stands for the answer which its page showed. */
function standsIn(page: string, typed: URLSearchParams): string {
  const drawn = page
    .split('<form ')
    .find(
      (form) =>
        form.includes(`name="form" value="${typed.get('form')}"`) &&
        (!typed.has('case') || form.includes(`name="case" value="${typed.get('case')}"`)),
    );
  return /name="stands" value="(\w*)"/.exec(drawn ?? '')?.[1] ?? '';
}

/** Who has endorsed confidentiality for the case already. */
export const endorsedBy = (
  ...workers: { agencyId: string; representativeId: string }[]
): Partial<CaseState> => ({
  endorsements: workers.map((worker) => ({
    worker,
    at,
    textVersion: profiles.wa.declaration.version,
    mode: 'electronic' as const,
  })),
});
