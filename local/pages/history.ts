import { html, type Markup } from '../../functions/application/answers/pages/html.ts';
import { pager, slice, table } from '../../functions/application/operations/pages/table.ts';
import { moment, type Zone } from '../../functions/application/operations/pages/times.ts';
import { didText, errorText } from '../../functions/application/operations/pages/words.ts';
import type { Policy } from '../../functions/domain/policy/schema.ts';
import type { HistoryEvent } from './operations-data.ts';

const EVENTS = 50;

/** What an event says, in words. Names of states come from the definition, names of errors from code. */
function eventText({ type, state = '', error, timeoutSeconds }: HistoryEvent): string {
  const failure = error === undefined ? '' : `: ${errorText(error)}`;
  if (type.endsWith('StateEntered')) return `Came to ${state}`;
  if (type.endsWith('StateExited')) return `Left ${state}`;
  const limit = timeoutSeconds === undefined ? '' : `, to be done within ${secondsText(timeoutSeconds)}`;
  switch (type) {
    case 'ExecutionStarted':
      return 'The execution started';
    case 'ExecutionSucceeded':
      return 'The execution ended well';
    case 'ExecutionFailed':
      return `The execution failed${failure}`;
    case 'ExecutionTimedOut':
      return 'The execution ran out of time';
    case 'ExecutionAborted':
      return 'The execution was stopped by somebody';
    case 'TaskScheduled':
      return `A task was scheduled${limit}`;
    case 'TaskStarted':
      return 'The task started';
    case 'TaskSubmitted':
      return 'The task waits for its token to come back';
    case 'TaskSucceeded':
      return 'The task is done';
    case 'TaskFailed':
      return `The task failed${failure}`;
    case 'TaskTimedOut':
      return 'The time of the task was over';
    case 'EvaluationFailed':
      return `An expression failed${failure}`;
    default:
      return type;
  }
}

/** `4 hours`, `90 seconds`: exact where that is short, else in the greatest unit with one decimal. */
export function secondsText(seconds: number): string {
  const units: [string, number][] = [
    ['days', 86_400],
    ['hours', 3_600],
    ['minutes', 60],
  ];
  const [unit, size] = units.find(([, length]) => seconds >= 2 * length) ?? ['seconds', 1];
  return `${Math.round((seconds / size) * 10) / 10} ${unit}`;
}

/** The story that an execution's evaluations tell: what the case did by time alone. */
export function storyList(history: readonly HistoryEvent[], policy: Policy | undefined, zone: Zone): Markup {
  const told = history.filter((event) => (event.evaluated?.did.length ?? 0) > 0);
  if (told.length === 0) return html`<p>Nothing has come due yet while this execution carried the case.</p>`;
  const items = told.map(
    ({ at, evaluated }) =>
      html`<li>${moment(at, zone)}: ${(evaluated?.did ?? []).map((code) => didText(code, policy)).join('; ')}</li>
`,
  );
  return html`<ol>${items}</ol>`;
}

/** The events in order, a page of them; the newest page unless another is asked for. */
export function historyTable(
  history: readonly HistoryEvent[],
  asked: number | undefined,
  zone: Zone,
  href: (page: number) => string,
): Markup {
  const { shown, page, pages, from } = slice(history, asked, EVENTS, 'last');
  const caption = `Events ${from + 1} to ${from + shown.length} of ${history.length}, oldest first`;
  const rows = shown.map((event) => [
    html`${event.id}`,
    moment(event.at, zone),
    html`${eventText(event)}`,
    html`<span class="code">${event.type}</span>`,
  ]);
  const columns = [{ title: 'Number' }, { title: 'Time' }, { title: 'What happened' }, { title: 'Type' }];
  return html`${table(caption, columns, rows)}${pager({ page, pages, href }, 'Pages of the history')}`;
}
