import { decideGate, type GateAllowed, type GateFacts } from '../../../functions/domain/message/gate.ts';
import type { MessageKind } from '../../../functions/domain/message/kinds.ts';
import { type RenderModel, renderModel, signInLink } from '../../../functions/domain/message/model.ts';
import { planDocument } from '../../../functions/domain/message/plan-document.ts';
import { renderMessage } from '../../../functions/domain/message/render.ts';
import { aCase, calendar, now, owner, policy } from './fixtures.ts';
import { inWorld, openWorld, type World } from './worlds.ts';

export const link = signInLink('https://sign-in.example/');
export const worldOf = (kind: MessageKind): World => ({
  ...openWorld,
  endorsed: kind !== 'declaration_request',
});

/** What the gate says of a mail that may go, and of what. */
export function allowed(
  kind: MessageKind,
  world = worldOf(kind),
): { decision: GateAllowed; facts: GateFacts } {
  const { record, facts } = inWorld(kind, world);
  const decision = decideGate(record, facts);
  if (!decision.allowed) throw new Error(`${kind} should be allowed: ${decision.reasons.join()}`);
  return { decision, facts };
}

/** What a mail is made of. @param more instead of what is usual */
export const modelOf = (
  decision: GateAllowed,
  { cases, meetings }: GateFacts,
  more: Partial<Parameters<typeof renderModel>[0]> = {},
): RenderModel =>
  renderModel({
    decision,
    cases,
    meetings,
    senderAgency: 'Invented Coordination Team',
    recipientAgency: 'Invented Housing Agency',
    policy,
    calendar,
    link,
    now,
    ...more,
  });

/** The document of the case's plan. */
export const document = (state = aCase()) =>
  planDocument({
    state,
    planId: 'plan-0000a',
    version: 1,
    policy,
    calendar,
    now,
    agencyNames: new Map([[owner.agencyId, 'Invented Housing Agency']]),
    texts: new Map(),
    identifiers: [],
    classification: 'OFFICIAL: Sensitive',
  });

/** A text without its line ends. */
export const unwrapped = (text: string): string => text.replaceAll(/\s+/g, ' ');

/** A mail of a kind, as it goes out of a world. */
export function mail(kind: MessageKind, world = worldOf(kind), more: Partial<RenderModel> = {}) {
  const { decision, facts } = allowed(kind, world);
  const model = modelOf(decision, facts, { plan: kind === 'plan_copy' ? document() : undefined });
  return renderMessage(decision.message, { ...model, ...more });
}
