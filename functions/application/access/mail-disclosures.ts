import { decidedBy } from '../../domain/access/decided-by.ts';
import type { Instant } from '../../domain/calendar/instants.ts';
import type { CaseState } from '../../domain/case/state.ts';
import { actionOf } from '../../domain/message/disclosure.ts';
import type { GateAllowed, Sayable } from '../../domain/message/gate.ts';
import { findPlan } from '../../domain/message/grounds.ts';
import type { MessageRecord } from '../../domain/message/record.ts';
import { actorKey } from '../../domain/shared/actor.ts';
import type { App } from '../app.ts';
import type { Access } from './access-log.ts';
import { appendOnce } from './chain.ts';

/** What a mail gives of one case. */
export interface MailDisclosure {
  caseId: string;
  access: Access & { messageId: string };
}

/** What a mail that may go gives of each case; nothing for a mail without content. */
export function mailDisclosures(
  { messageId, kind }: Pick<MessageRecord, 'messageId' | 'kind'>,
  decision: GateAllowed,
  cases: ReadonlyMap<string, CaseState>,
  at: Instant,
): MailDisclosure[] {
  const said = [decision, ...(decision.entries ?? [])].filter(({ contentClass }) => contentClass !== 'none');
  const { agencyId, representativeId } = decision.to;
  return [...new Set(said.flatMap(({ caseIds }) => caseIds))].map((caseId) => {
    const about = said.filter(({ caseIds }) => caseIds.includes(caseId));
    const items = [...new Set(about.flatMap((one) => itemOf(one) ?? []))];
    const by = decider(cases.get(caseId), decision, about);
    return {
      caseId,
      access: {
        at,
        event: 'mailed',
        agencyId,
        ...(representativeId === undefined ? {} : { representativeId }),
        via: 'mail',
        what: kind,
        aggregate: 'case',
        id: caseId,
        ...(items.length > 0 ? { item: items.join(' ') } : {}),
        content: about.some(({ contentClass }) => contentClass === 'plan_full') ? 'plan_full' : 'minimal',
        ground: decision.ground,
        ...(decision.basis === undefined ? {} : { basis: decision.basis }),
        ...(by === undefined ? {} : { decidedBy: by }),
        messageId,
      },
    };
  });
}

/** The plan version as `<planId>/<version>`, or the action. */
const itemOf = ({ message }: Sayable): string | undefined =>
  message.kind === 'plan_copy' ? `${message.params.planId}/${message.params.version}` : actionOf(message);

/** Whoever recorded the plan; for all else who decided that the agency may be told. */
function decider(
  state: CaseState | undefined,
  { to, ground }: GateAllowed,
  about: readonly Sayable[],
): string | undefined {
  if (!state) return undefined;
  const [first] = about;
  const plan = first?.message.kind === 'plan_copy' ? findPlan(state, first.message.params) : undefined;
  if (plan) return actorKey({ kind: 'worker', ...plan.recordedBy });
  return decidedBy(state, { agencyId: to.agencyId, representativeId: to.representativeId ?? '' }, ground);
}

/**
 * Record what a mail gives before it goes, once however often it is tried. Throws ConflictError when it cannot,
 * and then the mail waits.
 */
export async function recordDisclosures(
  app: Pick<App, 'accessLog' | 'random' | 'pause'>,
  disclosures: readonly MailDisclosure[],
  since: Instant,
): Promise<void> {
  for (const { caseId, access } of disclosures) await appendOnce(app, caseId, access, since);
}
