import { moves } from './lifecycle.ts';
import { type Phase, phases } from './phases.ts';

/** Phases in words, as the state machine and the pages say them. */
export const phaseTitles: Readonly<Record<Phase, string>> = {
  referral: 'Referral',
  consent_attempt: 'Consent attempt',
  meeting_scheduling: 'Meeting scheduling',
  meeting_preparation: 'Meeting preparation',
  meeting: 'Meeting',
  action_deadlines: 'Action deadlines',
  follow_up_call: 'Follow-up meeting call',
  closure: 'Closure',
  closed_watch: 'Closed watch',
  closed: 'Closed',
};

/** Moves that every working phase has; drawn once beside the figure instead of in every box. */
const fromAnyPhase = new Set(['withdrawInError', 'confirmTransferReceived', 'overrideClose']);

/** The legal moves as a Mermaid state diagram; the README holds its text. */
export function lifecycleFigure(): string {
  const arrows = new Map<string, string[]>();
  for (const { from, on, to } of moves) {
    if (fromAnyPhase.has(on)) continue;
    const arrow = `${from} --> ${to}`;
    arrows.set(arrow, [...(arrows.get(arrow) ?? []), on.replace(/^clock:/, 'time: ')]);
  }
  return [
    'stateDiagram-v2',
    '  [*] --> referral: refer',
    '  [*] --> consent_attempt: callMeeting',
    ...phases.map((phase) => `  ${phase}: ${phaseTitles[phase]}`),
    ...[...arrows].map(([arrow, on]) => `  ${arrow}: ${on.join(', ')}`),
    '  closed --> [*]',
  ].join('\n');
}
