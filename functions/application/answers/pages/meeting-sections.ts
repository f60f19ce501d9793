import { invitationOf } from '../../../domain/meeting/queries.ts';
import { localMoment } from '../../../domain/message/render/local-time.ts';
import { word } from '../../../domain/message/words.ts';
import { apologyReasons, colleaguesOf } from '../forms/reply.ts';
import type { OpenLink } from '../open-link.ts';
import type { PageModel } from '../read-page.ts';
import { standingOf } from '../stands.ts';
import { byName, colleagueChoices } from './colleagues.ts';
import { choices, type FormView, form, hidden, select } from './fields.ts';
import { html, type Markup } from './html.ts';
import { comesBack, type PageState, viewOf } from './page-state.ts';
import { toRing } from './ringing.ts';

const modes = { in_person: 'In person', virtual: 'By video', hybrid: 'In person or by video' } as const;
const answered = {
  no_response: 'Nobody has answered yet.',
  accepted: 'You take part.',
  apology: 'You cannot come.',
  proxy_named: 'Somebody comes in your place.',
} as const;

/** When and how, without anything of whom it is about. */
export function meetingFacts({ open }: PageModel): Markup | undefined {
  const { meeting, context } = open;
  if (!meeting) return undefined;
  const meetingWord = word(context.policy.terms, 'meeting');
  return html`<h2>The meeting</h2><dl><dt>What</dt><dd>A ${meetingWord}</dd><dt>When</dt><dd>${localMoment(
    meeting.startsAt,
    context.calendar,
  )}</dd><dt>How</dt><dd>${modes[meeting.mode]}</dd></dl>
<p><strong>Do not contact anybody of the ${word(context.policy.terms, 'family')} about this meeting.</strong></p>`;
}

/** Accept, apologise, or name who comes instead; what was answered can be changed until the meeting begins. */
export function replySection({ open, ring }: PageModel, state: PageState): Markup | undefined {
  const { meeting, worker, link } = open;
  if (link.purpose !== 'invitation' || meeting?.status !== 'scheduled') return undefined;
  const invitation = worker && invitationOf(meeting, worker);
  const { stands = '', mayReplace = false } = standingOf(open, 'reply') ?? {};
  const view = viewOf(state, 'reply');
  const asked = replyForm(open, view, stands);
  return html`<section aria-labelledby="reply-title"><h2 id="reply-title">Your answer</h2>
<p>${invitation ? answered[invitation.reply] : undefined}</p>${
    stands === ''
      ? asked
      : mayReplace
        ? html`<details${comesBack(view) ? html` open` : undefined}><summary>Change your answer</summary>${asked}</details>`
        : html`<p>The meeting has begun: to change it, ${toRing(ring)}.</p>`
  }</section>`;
}

function replyForm(open: OpenLink, view: FormView, stands: string): Markup {
  const colleagues = colleagueChoices(open);
  const hasOthers = colleaguesOf(open).length > 0;
  const offered = [
    ['accept', 'We take part: I come'],
    ['apology', 'I cannot come, and nobody comes in my place'],
    ...(hasOthers ? [['proxy', 'Somebody else comes in my place'] as const] : []),
  ] as const;
  const { hint } = byName(open);
  return form(view, 'Send the answer', [
    hidden('stands', stands),
    choices(view, { name: 'reply', label: 'Do you take part?' }, offered),
    ...(hasOthers
      ? [
          select(
            view,
            {
              name: 'proxy',
              label: 'Who comes in your place',
              hint: `Only if somebody else comes.${hint === undefined ? '' : ` ${hint}`}`,
            },
            colleagues,
            'Nobody',
          ),
        ]
      : []),
    select(
      view,
      { name: 'reason', label: 'Why you cannot come', hint: 'Only with an apology; you may leave it out' },
      Object.entries(apologyReasons),
      'Not said',
    ),
  ]);
}
