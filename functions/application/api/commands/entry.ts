import type { ThingName } from '../things.ts';

/** Where a command of a worker stands in the API. */
export interface Place {
  /** From the API's root; the first parameter is the aggregate's own id, the others fill fields of the input. */
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
