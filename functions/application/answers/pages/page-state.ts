import { type AnswerForm, slotOf } from '../../../domain/answers/purposes.ts';
import type { Instant } from '../../../domain/calendar/instants.ts';
import type { Fault } from '../forms/form.ts';
import type { OpenLink } from '../open-link.ts';
import type { FormView } from './fields.ts';

/** What came of the last thing that was sent to the page. */
export interface PageState {
  /** A form that comes back, with what was typed. */
  posted?: { form: string; caseId?: string | undefined; typed: URLSearchParams; faults: Fault[] };
  /** Something was recorded; `more` says what is still missing, and which words name somebody. */
  done?: { said: string; more: readonly string[] };
  /** A form that waits until the code has been typed again, with what was typed. */
  kept?: URLSearchParams;
  /** How it stands with the code. */
  code?: 'sent' | { until: Instant };
}

/** Whether the link has decided this already, so that its form would not be taken again. */
export const isDecided = ({ link }: OpenLink, form: AnswerForm, caseId?: string): boolean =>
  link.used[slotOf(form, caseId)]?.done === true;

/** Whether a form comes back with what was typed, so that it must not be hidden. */
export const comesBack = ({ typed }: FormView): boolean => typed !== undefined;

/** The id of a form on its page. */
export const formId = (form: string, caseId?: string): string =>
  caseId === undefined ? form : `${form}-${caseId}`;

/** How a form is drawn: empty, or as it was sent with what is wrong. */
export function viewOf({ posted }: PageState, form: string, caseId?: string): FormView {
  const mine = posted?.form === form && posted.caseId === caseId ? posted : undefined;
  return { id: formId(form, caseId), form, caseId, typed: mine?.typed, faults: mine?.faults ?? [] };
}
