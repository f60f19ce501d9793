import * as z from 'zod/mini';
import { localDateSchema } from '../../calendar/index.ts';
import { actorKey, asWorker } from '../../shared/actor.ts';
import { codeSchema } from '../../shared/code.ts';
import { idSchema } from '../../shared/ids.ts';
import { refuse } from '../../shared/refusal.ts';
import { definePersonCommand, tellCases } from '../command.ts';
import { designationStages } from '../state.ts';
import { dateAhead } from './orders.ts';

/** In custody, expected out on a day, that day unknown, out. A known or changed day wakes every case (S2-18). */
export const recordCustody = definePersonCommand({
  name: 'recordCustody',
  title: 'Record custody or release',
  duty: ['S2-18', 'S2-32'],
  by: 'worker',
  input: z.discriminatedUnion('what', [
    z.strictObject({
      what: z.literal('entered'),
      on: localDateSchema,
      expectedRelease: z.optional(localDateSchema),
    }),
    z.strictObject({ what: z.literal('release_expected'), on: localDateSchema }),
    z.strictObject({ what: z.literal('release_unknown') }),
    z.strictObject({ what: z.literal('released'), on: localDateSchema }),
  ]),
  decide(draft, input, context) {
    const { custody } = draft;
    const entry = { recordedAt: context.now, by: actorKey(context.by) };
    if (input.what !== 'entered' && !custody.in)
      return refuse('not-in-custody', 'this person is not recorded as in custody', { field: 'what' });
    const ahead =
      input.what === 'entered' || input.what === 'released' ? dateAhead(context, input.on) : undefined;
    if (ahead) return ahead;
    context.event('custody.recorded', { what: input.what });
    switch (input.what) {
      case 'entered':
        custody.in = true;
        custody.history.push({ what: 'entered', on: input.on, ...entry });
        tellCases(draft, { what: 'in_custody', on: input.on }, context);
        break;
      case 'released':
        custody.in = false;
        delete custody.expectedRelease;
        custody.history.push({ what: 'released', on: input.on, ...entry });
        tellCases(draft, { what: 'released', on: input.on }, context);
        return undefined;
      case 'release_expected':
      case 'release_unknown':
        break;
    }
    const expected =
      input.what === 'entered'
        ? input.expectedRelease
        : input.what === 'release_expected'
          ? input.on
          : undefined;
    if (expected === undefined) {
      delete custody.expectedRelease;
      custody.history.push({ what: 'release_unknown', ...entry });
      tellCases(draft, { what: 'release_unknown' }, context);
    } else {
      custody.expectedRelease = expected;
      custody.history.push({ what: 'release_expected', on: expected, ...entry });
      tellCases(draft, { what: 'release_expected', on: expected }, context);
    }
    return undefined;
  },
});

/** An offer to the person using violence and what became of it, apart from any safety plan (S2-33). */
export const recordProgram = definePersonCommand({
  name: 'recordProgram',
  title: 'Record a program',
  duty: ['S2-21', 'S2-33'],
  by: 'worker',
  input: z.strictObject({
    programId: z.optional(idSchema),
    kind: codeSchema,
    stage: z.enum(['offered', 'declined', 'taken_up', 'completed', 'left']),
    on: localDateSchema,
  }),
  decide(draft, { programId, kind, stage, on }, context) {
    const refusal = dateAhead(context, on);
    if (refusal) return refusal;
    const known = draft.programs.find((p) => p.programId === programId);
    if (programId !== undefined && !known)
      return refuse('no-such-program', 'the person has no such program', { field: 'programId' });
    const entry = { stage, on, recordedAt: context.now, by: actorKey(context.by) };
    const id = known?.programId ?? context.newId('prog', draft.personId, kind);
    if (known) known.stages.push(entry);
    else draft.programs.push({ programId: id, kind, stages: [entry] });
    context.event('program.recorded', { program: id, kind, stage });
    tellCases(draft, { what: 'program_changed', ref: id }, context);
    return undefined;
  },
});

/** The way to a designation as serial offender: to be sought, applied, made or refused (S2-23). */
export const designateSerial = definePersonCommand({
  name: 'designateSerial',
  title: 'Record the designation as serial offender',
  duty: ['S2-23'],
  by: 'worker',
  input: z.strictObject({ stage: z.enum(designationStages), on: localDateSchema }),
  decide(draft, { stage, on }, context) {
    const refusal = dateAhead(context, on);
    if (refusal) return refusal;
    const last = draft.designation.at(-1)?.stage;
    if (last === 'made') return refuse('already-made', 'the designation was made already');
    if ((stage === 'made' || stage === 'refused') && last !== 'applied')
      return refuse('not-applied-for', 'a designation is made or refused after it was applied for', {
        field: 'stage',
      });
    const agencyId = asWorker(context.by)?.agencyId;
    draft.designation.push({
      stage,
      ...(agencyId === undefined ? {} : { agencyId }),
      on,
      recordedAt: context.now,
      by: actorKey(context.by),
    });
    context.event('designation.recorded', { stage, on });
    if (stage !== 'to_be_sought') tellCases(draft, { what: `serial_designation_${stage}`, on }, context);
    return undefined;
  },
});
