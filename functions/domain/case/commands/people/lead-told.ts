import type { Draft } from 'immer';
import type { CaseContext } from '../../command.ts';
import type { CaseState } from '../../state.ts';
import { askResponsible, responsible } from './responsible.ts';

/** Bring something to the lead's eyes, unless the lead's own agency brought it. */
export function tellLeadOf(
  draft: Draft<CaseState>,
  code: string,
  subject: string,
  fromAgency: string | undefined,
  context: CaseContext,
): void {
  if (responsible(draft, context).agencyId === fromAgency) return;
  askResponsible(draft, context, { code, subject });
}
