import type { Draft } from 'immer';
import * as z from 'zod/mini';
import {
  addCalendarDays,
  atLocalTime,
  earliest,
  latest,
  localDate,
  localDateSchema,
} from '../../../calendar/index.ts';
import { endClocks, startClock } from '../../../clocks/manage.ts';
import { lastDeadline } from '../../../shared/dates.ts';
import { idSchema } from '../../../shared/ids.ts';
import { type CaseContext, defineCaseCommand } from '../../command.ts';
import { phases } from '../../phases.ts';
import { findMember } from '../../queries.ts';
import type { CaseState } from '../../state.ts';
import { endTasks } from '../../tasks.ts';
import { promptCulturalSupport } from './cultural-support.ts';
import { applyDeath } from './death.ts';
import { tellLeadOf } from './lead-told.ts';
import { type PersonChange, personChanges } from './person-changes.ts';
import { askResponsible } from './responsible.ts';

const input = z.strictObject({
  personId: idSchema,
  what: z.enum(personChanges),
  /** The day it is about: of the release, of a flag's expiry. */
  on: z.optional(localDateSchema),
  /** The order, flag or breach it is about. */
  ref: z.optional(idSchema),
});
type Input = z.output<typeof input>;

/**
 * The person's record tells its cases that something changed: a code and at most a date, never what stands
 * there. A release wakes the case also in the watch after closure (S2-18).
 */
export const personChanged = defineCaseCommand({
  name: 'personChanged',
  title: 'Take note of a change in a person’s record',
  duty: ['S0-13', 'S2-17', 'S2-18', 'S2-23', 'S2-32', 'S3-40'],
  phases,
  by: 'system',
  input,
  decide(draft, change, context) {
    const { personId, what, on } = change;
    if (draft.phase === 'closed' || !findMember(draft, personId)) return undefined;
    context.event('person.changed', { person: personId, what, on });
    // The history of an execution is read by who may know nothing of the family, so it does not say of what people.
    if (what !== 'cultural_support') context.did(`person.${what}`);
    effects[what]?.(draft, change, context);
    return undefined;
  },
});

type Effect = (draft: Draft<CaseState>, change: Input, context: CaseContext) => void;

const told: Effect = (draft, { what, ref, personId }, context) =>
  tellLeadOf(draft, what, ref ?? personId, undefined, context);

const effects: Partial<Record<PersonChange, Effect>> = {
  release_expected: planForRelease,
  release_unknown: (draft, { personId }, context) => {
    endClocks(draft, context, { rule: 'custody.release', subject: personId }, 'cancelled');
    askResponsible(draft, context, { code: 'find_out_release_date', subject: personId });
  },
  in_custody: told,
  released: (draft, { personId }, context) => {
    endClocks(draft, context, { rule: 'custody.release', subject: personId }, 'met');
    endTasks(draft, context, { code: 'find_out_release_date', subject: personId }, 'cancelled');
    askResponsible(draft, context, { code: 'act_on_release', subject: personId });
  },
  order_changed: told,
  order_breached: told,
  serial_designation_applied: told,
  serial_designation_made: (draft, change, context) => {
    draft.marks.seriousOffender = true;
    told(draft, change, context);
  },
  serial_designation_refused: told,
  flag_placed: (draft, { ref, on }, context) => {
    if (ref === undefined || on === undefined) return;
    const dueAt = latest(context.now, atLocalTime(context.calendar, on, '09:00'));
    startClock(draft, context, 'flag.expiry', { subject: ref, dueAt });
  },
  flag_withdrawn: (draft, { ref }, context) => {
    if (ref !== undefined) endClocks(draft, context, { rule: 'flag.expiry', subject: ref }, 'met');
  },
  safe_contact_changed: told,
  possible_match: told,
  cultural_support: (draft, { personId }, context) => promptCulturalSupport(draft, personId, context),
  died: (draft, { personId }, context) => applyDeath(draft, personId, context),
};

/**
 * A release is expected: a clock for the day and a task for whoever leads to plan before it (S2-18). A changed
 * date re-times both. One that is today or past is planned for at once; one after the years whose holidays are
 * loaded is planned for before they end, for a task counts in working days.
 */
function planForRelease(draft: Draft<CaseState>, { personId, on }: Input, context: CaseContext): void {
  const day = on ?? localDate(context.calendar, context.now);
  const release = latest(context.now, atLocalTime(context.calendar, day, '09:00'));
  const before = latest(
    context.now,
    earliest(addCalendarDays(context.calendar, release, -1), lastDeadline(context.calendar)),
  );
  startClock(draft, context, 'custody.release', { subject: personId, dueAt: release });
  endTasks(draft, context, { code: 'find_out_release_date', subject: personId }, 'done');
  askResponsible(draft, context, { code: 'plan_for_release', subject: personId, dueAt: before });
}
