import type { Action, effects } from '../../../domain/case/schema/actions.ts';
import { localMoment } from '../../../domain/message/render/local-time.ts';
import { actionCode } from '../../../domain/shared/ids.ts';
import { handBackReasons } from '../forms/action.ts';
import type { OpenLink } from '../open-link.ts';
import type { PageModel } from '../read-page.ts';
import { choices, form, line, select, textArea, tick } from './fields.ts';
import { html, type Markup } from './html.ts';
import { isDecided, type PageState, viewOf } from './page-state.ts';
import { toRing } from './ringing.ts';

const progresses = [
  ['not_started', 'Not started'],
  ['in_progress', 'Under way'],
  ['done', 'Done'],
  ['cannot', 'It cannot be done'],
] as const;
const effectWords: readonly (readonly [(typeof effects)[number], string])[] = [
  ['risk_reduced', 'The risk is less'],
  ['no_change', 'No change'],
  ['risk_increased', 'The risk is greater'],
  ['too_early', 'Too early to say'],
  ['unknown', 'Not known'],
];
const priorities = {
  immediate: 'Immediate: if you cannot do it now, ring at once',
  urgent: 'Urgent',
  standard: 'Standard',
} as const;
const negotiations = {
  proposed: 'Waits for your answer',
  accepted: 'Your agency has taken it on',
  countered: 'Your proposal waits for the lead agency',
  declined: 'Handed back; the lead agency decides who does it',
} as const;

/** One action: what it is, and the four things that can be said of it. */
export function actionSections({ open, action: found, ring }: PageModel, state: PageState): Markup[] {
  if (!found) return [];
  const { action, title, description } = found;
  const accept = viewOf(state, 'accept');
  const waits = action.negotiation !== 'accepted' && !isDecided(open, 'accept');
  return [
    html`<section aria-labelledby="action"><h2 id="action">${title}</h2><dl>
<dt>Code</dt><dd>Action ${actionCode(action.actionId)}</dd>
<dt>Priority</dt><dd>${priorities[action.priority]}</dd><dt>Due</dt><dd>${localMoment(action.dueAt, open.context.calendar)}</dd>
<dt>How it stands</dt><dd>${negotiations[action.negotiation]}</dd></dl>
${description === undefined ? undefined : html`<p class="narrative">${description}</p>`}
${waits ? form(accept, 'We take this on', []) : undefined}</section>`,
    progressSection(state),
    otherSection(found.action, open, ring, state),
  ];
}

function progressSection(state: PageState): Markup {
  const view = viewOf(state, 'progress');
  return html`<section aria-labelledby="progress-title"><h2 id="progress-title">Report progress</h2>${form(
    view,
    'Send the report',
    [
      choices(view, { name: 'progress', label: 'How far has it come?' }, progresses),
      choices(view, { name: 'effect', label: 'What effect does it have on safety?' }, effectWords),
      textArea(view, { name: 'feedback', label: 'In your words', hint: 'You may leave it out' }),
      tick(view, { name: 'final', label: 'This is the last report' }),
    ],
  )}</section>`;
}

function otherSection(
  { negotiation }: Action,
  open: OpenLink,
  ring: PageModel['ring'],
  state: PageState,
): Markup {
  const time = viewOf(state, 'counter');
  const back = viewOf(state, 'hand_back');
  return html`<section aria-labelledby="other-title"><h2 id="other-title">It cannot be done like this</h2>
<details${time.faults.length > 0 ? html` open` : undefined}><summary>Ask for more time, or for other terms</summary>${
    isDecided(open, 'counter')
      ? html`<p>A proposal was sent with this link. To change it, ${toRing(ring)}.</p>`
      : form(
          time,
          'Send the proposal',
          [
            line(time, { name: 'date', label: 'By when instead', type: 'date' }),
            textArea(time, { name: 'terms', label: 'What you propose', hint: 'You may leave it out' }, 3),
          ],
          true,
        )
  }</details>
<details${back.faults.length > 0 ? html` open` : undefined}><summary>Decline it or hand it back</summary>${
    isDecided(open, 'hand_back') || negotiation === 'declined'
      ? html`<p>It has been handed back, and the lead agency decides who does it: that cannot be taken back here. If it is yours after all, ${toRing(ring)}.</p>`
      : form(
          back,
          'Hand it back',
          [
            select(back, { name: 'why', label: 'Why' }, Object.entries(handBackReasons)),
            textArea(back, { name: 'reason', label: 'More about it', hint: 'You may leave it out' }, 3),
          ],
          true,
        )
  }</details></section>`;
}
