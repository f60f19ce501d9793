import type { CaseRole } from '../../policy/schema.ts';
import type { RenderModel } from '../model.ts';
import { type Block, paragraph } from '../render/blocks.ts';
import { moment, term } from './parts.ts';

/** Clocks that stand for a day in the world, which comes whether anybody has done anything or not. */
export const daysInTheWorld: readonly string[] = ['custody.release'];

const wordsFor = (model: RenderModel): Readonly<Record<CaseRole, string>> => ({
  owner: 'whoever is to do it',
  owner_agency_contact: 'the escalation contact of the agency that is to act',
  lead: `the ${term(model, 'lead_agency')}`,
  lead_contact: `the escalation contact of the ${term(model, 'lead_agency')}`,
  convening_lead: 'the agency that convenes',
  convenor: 'the convenor',
  triage: 'the team that decides about referrals',
  caller: 'the agency that made the referral',
  chair: `the ${term(model, 'chair')}`,
  region: 'the regional contact',
  after_hours: 'the after-hours contact',
});

/** What comes next if nobody does anything: whom time tells, and when (S0-38). */
export function nextSteps(model: RenderModel, rule: string): Block[] {
  const { next } = model;
  if (!next) return [];
  const words = wordsFor(model);
  const others = [...new Set(next.to.filter((role) => !next.mine.includes(role)).map((role) => words[role]))];
  const when = moment(model, next.at);
  const unless = daysInTheWorld.includes(rule) ? 'What comes next' : 'If nothing is recorded';
  if (others.length === 0) return [paragraph(`${unless}: you are reminded again on ${when}.`)];
  const told = [...(next.mine.length > 0 ? ['you'] : []), ...others];
  return [paragraph(`${unless}: ${inWords(told)} ${told.length > 1 ? 'are' : 'is'} told on ${when}.`)];
}

/** `a, b and c`. */
function inWords(items: readonly string[]): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
}
