import type { AggregateType } from '../../../domain/shared/aggregate.ts';
import { paramsOf } from '../path.ts';
import type { ThingName } from '../things.ts';

/** The parameter that is the aggregate's own id, by kind of aggregate. */
export const ownParam: Readonly<Record<string, string>> = {
  case: 'caseId',
  meeting: 'meetingId',
  person: 'personId',
  agency: 'agencyId',
  report: 'reportId',
  search: 'searchId',
};

/** Parameters that fill fields of a command's input: all but its own id, and the case through which a person is known. */
export const filledBy = (aggregate: AggregateType, path: string): string[] =>
  paramsOf(path).filter(
    (name) => name !== ownParam[aggregate] && !(aggregate === 'person' && name === 'caseId'),
  );

/** Where a command of a worker stands in the API. */
export interface Place {
  /** From the API's root; see `filledBy` for what its parameters are. */
  path: string;
  /** The thing people talk about. */
  tag: string;
  /** What it edits, for If-Match and ETag; nothing when it only adds something. */
  thing?: ThingName;
}

/** By the name of the command. */
export type Places = Readonly<Record<string, Place>>;

/** Places of commands that are about one kind of thing: a path below `root` each, and perhaps what is edited. */
export const placesOf = (
  tag: string,
  root: string,
  paths: Readonly<Record<string, string | readonly [path: string, thing: ThingName]>>,
): Places =>
  Object.fromEntries(
    Object.entries(paths).map(([name, place]): [string, Place] =>
      typeof place === 'string'
        ? [name, { path: root + place, tag }]
        : [name, { path: root + place[0], tag, thing: place[1] }],
    ),
  );
