import * as z from 'zod/mini';
import { codeSchema } from '../../../shared/code.ts';
import { idSchema } from '../../../shared/ids.ts';
import { noteId } from '../../../shared/notes.ts';
import { refuse } from '../../../shared/refusal.ts';
import { defineCaseCommand } from '../../command.ts';
import { livePhases } from '../../phases.ts';
import { findMember } from '../../queries.ts';
import { requireWorker } from '../../roles.ts';
import { endTasks } from '../../tasks.ts';
import { memberMissing } from './leave.ts';

/**
 * Name one risk by itself, so that each plan action can say which it is to reduce (S0-03). A risk factor or an issue
 * that contributes to harm (S1-14), by the codes of the policy, or `other` with the text `risk`.
 */
export const identifyRisk = defineCaseCommand({
  name: 'identifyRisk',
  title: 'Name a risk',
  duty: ['S0-03', 'S1-13', 'S1-14', 'S2-20', 'S2-28', 'S4-22'],
  phases: livePhases,
  by: 'worker',
  input: z.strictObject({ code: codeSchema, personId: z.optional(idSchema) }),
  decide(draft, { code, personId }, context) {
    const by = requireWorker(context);
    if ('kind' in by) return by;
    if (personId !== undefined && !findMember(draft, personId)) return memberMissing;
    const { riskFactors, contributingIssues } = context.policy;
    const known = riskFactors.some((factor) => factor.code === code) || contributingIssues.includes(code);
    if (!known && code !== 'other')
      return refuse(
        'unknown-risk-factor',
        'the policy has no such risk factor; take other and say it in words',
        {
          field: 'code',
        },
      );
    if (code === 'other' && !context.notes['risk'])
      return refuse('narrative-missing', "which risk it is is missing; give it as the text 'risk'", {
        missing: ['risk'],
      });
    const open = draft.risk.identified.some(
      (r) => r.code === code && r.personId === personId && r.reducedAt === undefined && code !== 'other',
    );
    if (open) return refuse('already-identified', 'this risk stands in the case already', { field: 'code' });
    draft.risk.identified.push({
      riskId: context.newId('risk', code, personId ?? ''),
      code,
      ...(personId === undefined ? {} : { personId }),
      identifiedBy: by.agencyId,
      at: context.now,
    });
    context.event('risk.identified', { code, person: personId, agency: by.agencyId });
    endTasks(draft, context, { code: 'identify_risk' }, 'done');
    return undefined;
  },
});

/** Needs are recorded beside risks, apart from them (S4-22). */
export const recordNeed = defineCaseCommand({
  name: 'recordNeed',
  title: 'Record a need',
  duty: ['S3-19', 'S3-30', 'S4-21', 'S4-22'],
  phases: livePhases,
  by: 'worker',
  input: z.strictObject({ personId: idSchema, code: codeSchema }),
  decide(draft, { personId, code }, context) {
    const by = requireWorker(context);
    if ('kind' in by) return by;
    if (!findMember(draft, personId)) return memberMissing;
    draft.risk.needs.push({
      needId: context.newId('need', personId, code),
      personId,
      code,
      by,
      at: context.now,
      ...noteId(context, 'need'),
    });
    context.event('need.recorded', { person: personId, code });
    return undefined;
  },
});

/** Say that a need is met. */
export const meetNeed = defineCaseCommand({
  name: 'meetNeed',
  title: 'Record that a need is met',
  duty: ['S4-04', 'S4-22'],
  phases: livePhases,
  by: 'worker',
  input: z.strictObject({ needId: idSchema }),
  decide(draft, { needId }, context) {
    const by = requireWorker(context);
    if ('kind' in by) return by;
    const need = draft.risk.needs.find((n) => n.needId === needId);
    if (!need) return refuse('no-such-need', 'the case has no such need', { field: 'needId' });
    if (need.metAt !== undefined) return refuse('already-met', 'this need was met already');
    need.metAt = context.now;
    context.event('need.met', { need: needId, code: need.code });
    return undefined;
  },
});
