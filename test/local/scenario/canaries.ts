import type { LoadedScenario } from '../../../local/scenario/load.ts';

/** A text about a person that must not stand where anybody may read. */
export interface Canary {
  /** Whose and what, for the one who mends the leak: `ada: address`. */
  what: string;
  isIn(text: string): boolean;
}

/** Names, aliases, addresses, birth dates, workplaces, schools, telephones and e-mail addresses of a scenario's people. */
export function peopleOf(scenario: LoadedScenario): Canary[] {
  const common = commonWords(scenario);
  return Object.entries(scenario.people).flatMap(([alias, person]) => {
    const { name, aliases = [], born, address, workplace, school, phone, email } = person;
    const names = [name, ...aliases];
    const words = names.flatMap((text) => text.split(/[^\p{L}]+/u)).filter((word) => word.length > 2);
    const places = [address, address?.split(',')[0], workplace, school].filter((text) => text !== undefined);
    return [
      ...names.map((text) => phrase(`${alias}: name`, text)),
      ...words
        .filter((text) => !common.has(plain(text)))
        .map((text) => word(`${alias}: part of a name`, text)),
      ...places.map((text) => phrase(`${alias}: place`, text)),
      ...dates(born).map((text) => phrase(`${alias}: birth date`, text)),
      ...(phone === undefined ? [] : [digits(`${alias}: telephone`, phone)]),
      ...(email === undefined ? [] : [phrase(`${alias}: e-mail`, email)]),
    ];
  });
}

/** The free texts of a scenario's steps, by the name of their field. Each sentence counts. */
export function notesOf(scenario: LoadedScenario, wanted: (field: string) => boolean = () => true): Canary[] {
  return scenario.steps.flatMap(({ notes = {} }, index) =>
    Object.entries(notes)
      .filter(([field]) => wanted(field))
      .flatMap(([field, text]) =>
        [text, ...text.split(/(?<=[.;!?])\s+/)].map((part) => phrase(`steps.${index}: ${field}`, part)),
      ),
  );
}

/** Where canaries were seen: `the log: ada: name`. */
export function sightings(
  canaries: readonly Canary[],
  places: Iterable<readonly [string, string]>,
): string[] {
  const seen = new Set<string>();
  for (const [place, text] of places) {
    const readable = plain(text);
    for (const canary of canaries) if (canary.isIn(readable)) seen.add(`${place}: ${canary.what}`);
  }
  return [...seen];
}

/** As somebody reads it: entities, letters of two code points, capitals and line breaks make no difference. */
export function plain(text: string): string {
  return text
    .replace(/&#x([0-9a-f]+);/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/\\["/]/g, (escaped) => escaped.slice(1))
    .replace(/\\[nt]|\s+/g, ' ')
    .replace(/ +/g, ' ')
    .normalize('NFC')
    .toLowerCase();
}

function phrase(what: string, text: string): Canary {
  const wanted = plain(text).trim();
  return { what: `${what} (${text})`, isIn: (readable) => readable.includes(wanted) };
}

/** Letters only, and nothing else of a word around them. */
function word(what: string, text: string): Canary {
  const wanted = new RegExp(`(?<![\\p{L}\\p{N}])${plain(text)}(?![\\p{L}\\p{N}])`, 'u');
  return { what: `${what} (${text})`, isIn: (readable) => wanted.test(readable) };
}

/** However its digits are spaced. */
function digits(what: string, text: string): Canary {
  const wanted = new RegExp(text.replace(/\D/g, '').split('').join('[ -]?'));
  return { what: `${what} (${text})`, isIn: (readable) => wanted.test(readable) };
}

/** A date as people and machines write it. */
function dates(day: string | undefined): string[] {
  if (day === undefined) return [];
  const [year = '', month = '', date = ''] = day.split('-');
  const named = new Date(`${day}T00:00:00Z`).toLocaleDateString('en-AU', { month: 'long', timeZone: 'UTC' });
  const short = `${Number(date)} ${named.slice(0, 3)} ${year}`;
  return [
    day,
    `${date}/${month}/${year}`,
    `${Number(date)}/${Number(month)}/${year}`,
    `${Number(date)} ${named} ${year}`,
    short,
  ];
}

/** Words that agencies and workers bear too say nothing about a person. */
function commonWords({ agencies }: LoadedScenario): Set<string> {
  const texts = Object.values(agencies).flatMap(({ name, staff }) => [
    name,
    ...Object.values(staff).flatMap((worker) => [worker.name, worker.email]),
  ]);
  return new Set(texts.flatMap((text) => plain(text).split(/[^\p{L}\p{N}]+/u)));
}
