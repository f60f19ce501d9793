import type { IntakeStep } from '../../domain/intake/decision.ts';
import type { Report } from '../../domain/intake/report.ts';
import type { Step } from '../../domain/intake/state.ts';
import { deriveId } from '../../domain/shared/ids.ts';

/** The steps of a decision with the ids of what they make, which come from the report alone. */
export function storedSteps(reportId: string, { persons }: Report, steps: readonly IntakeStep[]): Step[] {
  const entered = (index: number) => deriveId('per', reportId, index);
  const stored = (step: IntakeStep): Step => {
    switch (step.do) {
      case 'enter_person':
        return { do: step.do, id: entered(step.index), index: step.index };
      case 'record_release':
        return { do: step.do, id: step.personId, inCustody: step.inCustody };
      case 'report_incident': {
        const { caseId, ...rest } = step;
        return { ...rest, id: caseId };
      }
      case 'refer':
        return {
          do: step.do,
          id: deriveId('case', reportId),
          members: step.members.flatMap(({ index, personId = entered(index) }) => {
            const role = persons[index]?.role;
            return role === undefined ? [] : [{ personId, role, index }];
          }),
          ...(step.repeatOf === undefined ? {} : { repeatOf: step.repeatOf }),
        };
    }
  };
  return steps.map(stored);
}
