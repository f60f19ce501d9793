import { phaseTitles } from '../../../domain/case/figure.ts';
import type { Phase } from '../../../domain/case/phases.ts';
import { phases } from '../../../domain/case/phases.ts';
import type { CaseRole, Policy } from '../../../domain/policy/schema.ts';
import { idSchema } from '../../../domain/shared/ids.ts';

/**
 * The pages show codes, ids and titles of policy only. These functions are the one way from a stored text to
 * a page: what has not the form of a code or an id is left out, so that a narrative or a name which got into
 * the wrong field of a record still reaches no page.
 */
const codeForm =
  /^[a-z0-9]+(?:[_.+#:-]+[A-Za-z0-9]+)*$|^[a-z]+(?:[A-Z][a-z]+)*$|^(?:[TW][-+]?\d+|[+-]\d+[a-z]+)(?:#\d+)?$/;
const NOT_SHOWN = '(not shown)';

const isCode = (text: string): boolean => text.length <= 80 && codeForm.test(text);

/** A code as it stands, or that it is not shown. */
export const codeText = (text: string): string => (isCode(text) ? text : NOT_SHOWN);

/** An id as it stands, or that it is not shown. */
export const idText = (text: string): string => (idSchema.safeParse(text).success ? text : NOT_SHOWN);

/** A code or the name of a command in words: `plan_copy` to `Plan copy`, `recordPlan` to `Record plan`. */
export function inWords(code: string): string {
  if (!isCode(code)) return NOT_SHOWN;
  const spaced = code.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/[_.:]+/g, ' ');
  const words = spaced.replace(/ [A-Z][a-z]+/g, (word) => word.toLowerCase());
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The name of an error as code has it, `StaleVersionError` or `States.Timeout`. */
export const errorText = (name: string): string => (/^[A-Za-z][\w.]{0,99}$/.test(name) ? name : NOT_SHOWN);

/** A phase in words, whatever the text. */
export const phaseText = (code: string): string => {
  const phase = phases.find((one): one is Phase => one === code);
  return phase === undefined ? inWords(code) : phaseTitles[phase];
};

/** What the policy calls a clock rule. */
export const ruleText = (rule: string, policy: Policy | undefined): string =>
  policy?.clocks[rule]?.title ?? codeText(rule);

const roles: Readonly<Record<CaseRole, string>> = {
  owner: 'owner',
  owner_agency_contact: 'escalation contact of the owner',
  lead: 'lead agency',
  lead_contact: 'escalation contact of the lead agency',
  convening_lead: 'convening lead',
  convenor: 'convenor',
  triage: 'triage',
  caller: 'agency that referred',
  chair: 'chair',
  region: 'region',
  after_hours: 'after-hours contact',
};

export const roleText = (role: CaseRole): string => roles[role];

const families: Readonly<Record<string, string>> = { reminder: 'Reminder', escalation: 'Escalation to' };

/** What an execution said it did, in words: `clock.action.due` to `Came due: Do an action`. */
export function didText(code: string, policy: Policy | undefined): string {
  const [family = '', ...rest] = code.split('.');
  const detail = rest.join('.');
  if (family === 'clock') return `Came due: ${ruleText(detail, policy)}`;
  if (family === 'resumed') return `Pause ended: ${ruleText(detail, policy)}`;
  if (family === 'paused') return `Paused: ${ruleText(detail, policy)}`;
  if (family === 'phase') return `Phase: ${phaseText(detail)}`;
  const role = Object.entries(roles).find(([key]) => key === detail)?.[1];
  if (family === 'escalation' && role !== undefined) return `Escalation to ${role}`;
  const words = families[family];
  return words === undefined ? inWords(code) : `${words} ${codeText(detail)}`;
}
