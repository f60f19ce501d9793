import { invitationOf } from '../../../domain/meeting/queries.ts';
import { localMoment } from '../../../domain/message/render/local-time.ts';
import { word } from '../../../domain/message/words.ts';
import { apologyReasons, colleaguesOf } from '../forms/reply.ts';
import type { PageModel } from '../read-page.ts';
import { choices, form, select } from './fields.ts';
import { html, type Markup } from './html.ts';
import { DECIDED, isDecided, type PageState, viewOf } from './page-state.ts';

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

/** Accept, apologise, or name who comes instead. */
export function replySection({ open }: PageModel, state: PageState): Markup | undefined {
  const { meeting, worker, link } = open;
  if (link.purpose !== 'invitation' || meeting?.status !== 'scheduled') return undefined;
  const invitation = worker && invitationOf(meeting, worker);
  const view = viewOf(state, 'reply');
  const colleagues = colleaguesOf(open).map(
    ({ representativeId, name }) => [representativeId, name] as const,
  );
  const offered = [
    ['accept', 'We take part: I come'],
    ['apology', 'I cannot come, and nobody comes in my place'],
    ...(colleagues.length > 0 ? [['proxy', 'Somebody else comes in my place'] as const] : []),
  ] as const;
  return html`<section aria-labelledby="reply-title"><h2 id="reply-title">Your answer</h2>
<p>${invitation ? answered[invitation.reply] : undefined}</p>${
    isDecided(open, 'reply')
      ? html`<p>${DECIDED}</p>`
      : form(view, 'Send the answer', [
          choices(view, { name: 'reply', label: 'Do you take part?' }, offered),
          ...(colleagues.length > 0
            ? [
                select(
                  view,
                  { name: 'proxy', label: 'Who comes in your place', hint: 'Only if somebody else comes' },
                  colleagues,
                  'Nobody',
                ),
              ]
            : []),
          select(
            view,
            {
              name: 'reason',
              label: 'Why you cannot come',
              hint: 'Only with an apology; you may leave it out',
            },
            Object.entries(apologyReasons),
            'Not said',
          ),
        ])
  }</section>`;
}
