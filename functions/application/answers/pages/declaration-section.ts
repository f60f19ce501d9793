import { CODE_MINUTES } from '../../../domain/answers/link.ts';
import { localMoment, longDate } from '../../../domain/message/render/local-time.ts';
import { capital } from '../../../domain/message/words.ts';
import { refusalReasons } from '../forms/declaration.ts';
import type { OpenLink } from '../open-link.ts';
import { mustProve, type PageModel } from '../read-page.ts';
import { standingOf } from '../stands.ts';
import { form, hidden, line, select, tick } from './fields.ts';
import { html, type Markup } from './html.ts';
import { type PageState, viewOf } from './page-state.ts';

/** The code, then the declaration, then whom it concerns: each only when the one before is done. */
export function concernedSection(model: PageModel, state: PageState): Markup | undefined {
  const { open, shown } = model;
  if (mustProve(open)) return codeSection(open, state);
  if (!open.endorsed) return declarationSection(model, state);
  if (!shown) return undefined;
  return html`<section aria-labelledby="who"><h2 id="who">Whom it concerns</h2>${shown.map(
    ({ code, people, withheld }) =>
      html`<h3>Code ${code}</h3>${
        withheld === undefined
          ? html`<dl>${people.map(
              ({ label, names, born }) =>
                html`<dt>${capital(label)}</dt><dd>${names.join(', also ') || 'Name not known'}${
                  born === undefined ? undefined : html`, born ${longDate(born)}`
                }</dd>`,
            )}</dl>`
          : html`<p>This cannot be shown to you here: ${withheld}. Please ring.</p>`
      }`,
  )}<p>Put nothing of it into an e-mail, and speak of it only with those who need it for this work.</p>
<p>The code that you typed counts here for an hour. If writing takes longer, nothing is lost: what you have written is kept in the page while you type another.</p></section>`;
}

/** Ask for the code that goes to the address of record, and take it. */
export function codeSection({ context }: OpenLink, state: PageState): Markup {
  const send = viewOf(state, 'send_code');
  const type = viewOf(state, 'code');
  const sent = state.code === 'sent' || state.posted?.form === 'code';
  const kept = state.kept === undefined ? [] : [hidden('kept', state.kept.toString())];
  return html`<section aria-labelledby="code-title"><h2 id="code-title">Is it you?</h2>
${state.kept === undefined ? undefined : html`<p class="notice">It is a while since you typed a code. What you wrote is kept in this page: type a new code, then send it again.</p>`}
<p>A link can be forwarded. Before more is shown or taken, we send a code of six digits to the address that we have for you.</p>
${typeof state.code === 'object' ? tooMany(localMoment(state.code.until, context.calendar)) : undefined}${
  sent
    ? html`<p role="status">A code is on its way to your address. It is good for ${CODE_MINUTES} minutes.</p>${form(
        type,
        'Go on',
        [
          ...kept,
          line(type, {
            name: 'code',
            label: 'The code from the mail',
            autocomplete: 'one-time-code',
            numeric: true,
          }),
        ],
      )}`
    : undefined
}${form(send, sent ? 'Send another code' : 'Send me a code', kept, sent)}</section>`;
}

/** Whoever has the link can ask for codes: too many of them end by themselves, and a new link has its own. */
const tooMany = (until: string): Markup =>
  html`<div class="fault" role="alert"><p>Too many codes were asked for with this link. The next one can be sent on ${until}.</p>
<p>If it was not you, somebody else has this link: please ring. You need not wait: a new link, with codes of its own, can be sent to the address that we have for you.</p>
${form({ id: 'new', form: 'new_link', typed: undefined, faults: [] }, 'Send me a new link', [])}</div>`;

function declarationSection({ open }: PageModel, state: PageState): Markup {
  const { declaration } = open.context.policy;
  const yes = viewOf(state, 'endorse');
  const no = viewOf(state, 'refuse');
  const { stands = '' } = standingOf(open, 'endorse') ?? {};
  return html`<section aria-labelledby="declaration-title"><h2 id="declaration-title">Confidentiality</h2>
${stands === '' ? undefined : html`<p>It is recorded that you do not endorse it. You can endorse it after all.</p>`}
<p>Whom this is about is shown once you have endorsed this declaration. It is asked for anew for each meeting.</p>
<div class="declaration">${declaration.text}</div>
${form(yes, 'Endorse', [
  hidden('text', declaration.version),
  hidden('stands', stands),
  tick(yes, { name: 'endorse', label: 'I have read the declaration and endorse it' }),
])}
<details${no.faults.length > 0 ? html` open` : undefined}><summary>I do not endorse it</summary>${form(
    no,
    'Send that I do not endorse it',
    [hidden('stands', stands), select(no, { name: 'why', label: 'Why not' }, Object.entries(refusalReasons))],
    true,
  )}</details></section>`;
}
