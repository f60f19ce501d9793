import * as z from 'zod/mini';
import { localDate, localDateSchema, localTimeSchema } from '../../calendar/index.ts';
import { actorKey } from '../../shared/actor.ts';
import { codeSchema } from '../../shared/code.ts';
import { idSchema } from '../../shared/ids.ts';
import { refuse } from '../../shared/refusal.ts';
import { definePersonCommand, tellCases } from '../command.ts';
import { safeContactSchema } from '../state.ts';

/** How to reach this person without harm. Those who are about to do so are shown the newest. */
export const recordSafeContact = definePersonCommand({
  name: 'recordSafeContact',
  title: 'Record how to make contact safely',
  duty: ['S0-28', 'S2-30'],
  by: 'worker',
  input: safeContactSchema,
  decide(draft, profile, context) {
    const wrong = profile.times.some(
      ({ from, to }) =>
        !localTimeSchema.safeParse(from).success || !localTimeSchema.safeParse(to).success || from >= to,
    );
    if (wrong)
      return refuse('times-invalid', 'safe times run from one local time to a later one', { field: 'times' });
    const both = profile.safeToTalkTo.some(
      (id) => profile.unsafeToTalkTo.includes(id) || profile.fears.includes(id),
    );
    if (both)
      return refuse('safe-and-unsafe', 'nobody is both safe and unsafe to talk to', {
        field: 'safeToTalkTo',
      });
    draft.safeContact = { ...profile, at: context.now, by: actorKey(context.by) };
    context.event('person.safe_contact_recorded');
    tellCases(draft, { what: 'safe_contact_changed' }, context);
    return undefined;
  },
});

/** Place a flag that ends on a day; its cases remind of that day. */
export const placeFlag = definePersonCommand({
  name: 'placeFlag',
  title: 'Place a flag',
  duty: ['S2-34', 'judgement'],
  by: 'worker',
  input: z.strictObject({ type: codeSchema, reason: codeSchema, expiresOn: localDateSchema }),
  decide(draft, { type, reason, expiresOn }, context) {
    if (expiresOn <= localDate(context.calendar, context.now))
      return refuse('date-not-ahead', 'a flag ends on a day to come', { field: 'expiresOn' });
    const flagId = context.newId('flag', draft.personId, type);
    draft.flags.push({ flagId, type, reason, placedAt: context.now, by: actorKey(context.by), expiresOn });
    context.event('flag.placed', { flag: flagId, flagType: type, expiresOn });
    tellCases(draft, { what: 'flag_placed', on: expiresOn, ref: flagId }, context);
    return undefined;
  },
});

/** Withdraw a flag before its day. */
export const withdrawFlag = definePersonCommand({
  name: 'withdrawFlag',
  title: 'Withdraw a flag',
  duty: ['S2-34', 'judgement'],
  by: 'worker',
  input: z.strictObject({ flagId: idSchema, reason: codeSchema }),
  decide(draft, { flagId, reason }, context) {
    const flag = draft.flags.find((f) => f.flagId === flagId);
    if (!flag) return refuse('no-such-flag', 'the person has no such flag', { field: 'flagId' });
    if (flag.withdrawnAt !== undefined) return refuse('already-withdrawn', 'this flag was withdrawn already');
    flag.withdrawnAt = context.now;
    flag.withdrawnBecause = reason;
    context.event('flag.withdrawn', { flag: flagId, reason });
    tellCases(draft, { what: 'flag_withdrawn', ref: flagId }, context);
    return undefined;
  },
});
