import * as z from 'zod/mini';
import type { AggregateType } from '../../../domain/shared/aggregate.ts';
import { idSchema } from '../../../domain/shared/ids.ts';
import { nextSchema } from '../../../domain/views/next-moves.ts';
import { movesSchema } from '../reads/next.ts';
import type { Route } from '../route.ts';
import { bodyOf } from './body.ts';
import { filledBy, ownParam, type Place } from './entry.ts';
import { runCommand } from './run-command.ts';

/** What the API needs to know of a command of the domain. */
export interface Described {
  name: string;
  /** Imperative, in a worker's words. */
  title: string;
  duty: readonly string[];
  input: z.ZodMiniType;
}

const findingSchema = z.object({ kind: z.string(), start: z.number(), end: z.number() });

/** What every command answers. `next` is what can be done now, and by whom. */
export const commandAnswerSchema = z.object({
  id: idSchema,
  version: z.number(),
  did: z.array(z.string()),
  findings: z.optional(z.record(z.string(), z.array(findingSchema))),
  next: z.optional(z.union([nextSchema, movesSchema])),
});

const bodies = z.record(z.string(), z.unknown());
const splitBody = z.looseObject({ notes: z.optional(z.record(z.string(), z.string())) });

/** The route of one command: authorise, then submit, whatever the command. */
export function commandRoute(
  aggregate: AggregateType,
  command: Described,
  place: Place,
  more: { creates: boolean; operationId: string },
): Route {
  const filled = filledBy(aggregate, place.path);
  const { creates, operationId } = more;
  return {
    method: 'POST',
    path: place.path,
    operationId,
    summary: command.title,
    tag: place.tag,
    duty: command.duty.filter((id) => id !== 'judgement'),
    body: bodyOf(`${aggregate}.${command.name}`, command.input, filled),
    answer: commandAnswerSchema,
    status: creates ? 201 : 200,
    ...(place.thing && { conditional: true }),
    run(app, request) {
      const { notes, ...input } = splitBody.parse(request.body ?? {});
      const ids = Object.fromEntries(filled.map((name) => [name, request.params[name]]));
      return runCommand(app, request, {
        aggregate,
        name: command.name,
        tag: place.tag,
        ...(creates ? {} : { id: request.params[ownParam[aggregate] ?? ''] ?? '' }),
        input: bodies.parse({ ...input, ...ids }),
        ...(notes === undefined ? {} : { notes }),
        ...(place.thing && { thing: place.thing }),
      });
    },
  };
}
