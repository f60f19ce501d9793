import { html, type Markup } from '../../answers/pages/html.ts';
import type { CaseLife } from '../case-life.ts';
import { asOf, executionText, lateness, phaseHref, ringText, section, whatText } from './parts.ts';
import { badge, count, table } from './table.ts';
import { lengthText, moment, type Zone } from './times.ts';
import { phaseText } from './words.ts';

/** One case as operations see it: what carries it, in all its generations, what is late in it, and whom to ring. */
export function lifePage(life: CaseLife, zone: Zone): Markup {
  return html`<h1>Case <span class="code">${life.displayCode}</span></h1>
${asOf(life.at, zone)}${summary(life, zone)}${section('overdue', 'Overdue, and whom to ring', overdue(life, zone))}${section(
  'machinery',
  'What carries it',
  machinery(life),
)}${section('generations', 'One life, all its executions', generations(life))}`;
}

function summary({ caseId, phase, phaseSince, openedAt, at }: CaseLife, zone: Zone): Markup {
  return html`<dl><dt>Phase</dt><dd><strong><a href="${phaseHref(phase)}">${phaseText(phase)}</a></strong> since ${moment(phaseSince, zone)} <span class="quiet small">${lengthText(phaseSince, at)}</span></dd>
<dt>Opened</dt><dd>${moment(openedAt, zone)}</dd>
<dt>Id</dt><dd><span class="code">${caseId}</span></dd></dl>
`;
}

function overdue({ overdue: late, at }: CaseLife, zone: Zone): Markup {
  if (late.length === 0) return html`<div class="note ok"><p>Nothing of this case is overdue.</p></div>`;
  return table(
    `${count(late.length, 'deadline')} passed, the oldest first`,
    [{ title: 'What' }, { title: 'Due' }, { title: 'Whom to ring' }],
    late.map((one) => [whatText(one), lateness(one.dueAt, at, zone), ringText(one.ring)]),
  );
}

function machinery(life: CaseLife): Markup {
  const { version, seenVersion, changesWaiting, failing, sweepFailures, deadLetters, phase } = life;
  const behind = phase !== 'closed' && (seenVersion ?? 0) < version;
  const line = (term: string, text: string, bad: boolean): Markup =>
    html`<dt>${term}</dt><dd>${text}${bad ? html` ${badge('look', 'stop')}` : html``}</dd>
`;
  return html`<dl>${line('Version', `${version}, an execution waits at ${seenVersion ?? 'none'}`, behind)}${line(
    'Changes on their way',
    String(changesWaiting),
    false,
  )}${line('Of these failing', String(failing), failing > 0)}${line(
    'Sweeps that failed',
    String(sweepFailures),
    sweepFailures > 1,
  )}${line('Given up (dead letters)', String(deadLetters), deadLetters > 0)}</dl>
${behind || failing + deadLetters > 0 ? html`<p><code>npm run ops -- wake</code> is harmless; the runbook goes on from there.</p>` : html``}`;
}

function generations({ generations: all }: CaseLife): Markup {
  const [newest] = all;
  const first = (newest?.generation ?? 0) - all.length;
  const older =
    first > 0
      ? html`<p class="quiet">${count(first, 'earlier generation')} not shown: their records have gone.</p>`
      : html``;
  return html`${table(
    `${count(newest?.generation ?? 0, 'execution')} in a row, the newest first; each carried on where the one before ended`,
    [{ title: 'Generation', number: true }, { title: 'Execution' }, { title: 'State' }],
    all.map(({ generation, current, ...execution }) => [
      html`${generation}`,
      executionText({ generation, ...execution }),
      current ? badge('carries the case', 'info') : html`its earlier life`,
    ]),
  )}${older}`;
}
