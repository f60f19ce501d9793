import * as z from 'zod/mini';
import { idSchema } from '../../../domain/shared/ids.ts';

type Shape = Record<string, z.core.$ZodType>;

/** Free texts by the field that they belong to: they never stand among the other fields. */
const notes = z.optional(z.record(z.string(), z.string()));

/**
 * Fields that are not as in the domain: `undefined` are filled in from other records, whatever a caller says;
 * the others stand in their place.
 */
const differing: Readonly<Record<string, Readonly<Record<string, z.ZodMiniType | undefined>>>> = {
  'meeting.scheduleMeeting': { cases: undefined, caseIds: z.array(idSchema) },
  'meeting.addCase': { case: undefined, caseId: idSchema },
  'case.nominateLead': { specialistService: undefined },
  'case.offerLead': { specialistService: undefined },
  // Feedback by link comes through the pages behind links, which say so themselves.
  'case.giveFeedback': { via: z._default(z.enum(['api', 'phone_recorded_by']), 'api') },
};

/**
 * The body of a command's POST: the fields of its input side by side, without those that the path fills, and
 * `notes` with the free texts. Whatever else stands in it is refused.
 * @param command such as `case.giveFeedback`
 */
export function bodyOf(command: string, input: z.ZodMiniType, filled: readonly string[]): z.ZodMiniType {
  if (input instanceof z.ZodMiniObject) return objectOf(command, input.shape, filled);
  if (input instanceof z.ZodMiniDiscriminatedUnion) {
    const [first, ...rest] = input._zod.def.options.map((option) =>
      bodyOf(command, option as z.ZodMiniType, filled),
    );
    return first ? z.union([first, ...rest]) : z.strictObject({ notes });
  }
  throw new TypeError(`${command}: its input is no object`);
}

function objectOf(command: string, shape: Readonly<Shape>, filled: readonly string[]): z.ZodMiniType {
  const other = differing[command] ?? {};
  const fields = Object.entries({ ...shape, ...other }).filter(
    (entry): entry is [string, z.core.$ZodType] => entry[1] !== undefined && !filled.includes(entry[0]),
  );
  return z.strictObject({ ...Object.fromEntries(fields), notes });
}

/** Fields of an input, those of every variant included. */
export function fieldsOf(input: z.ZodMiniType): string[] {
  if (input instanceof z.ZodMiniObject) return Object.keys(input.shape);
  if (input instanceof z.ZodMiniDiscriminatedUnion)
    return [...new Set(input._zod.def.options.flatMap((option) => fieldsOf(option as z.ZodMiniType)))];
  return [];
}
