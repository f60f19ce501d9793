import * as z from 'zod/mini';
import { instantSchema } from '../calendar/instants.ts';
import { localDateSchema } from '../calendar/local-date.ts';
import { memberRoleSchema } from '../case/schema/members.ts';
import { identitySchema } from '../person/state.ts';
import { codeSchema } from '../shared/code.ts';

/** Somebody a report is about: in which role, and all that the sender knows of who it is. */
const reportedPersonSchema = z.strictObject({
  role: memberRoleSchema,
  identity: z.partial(identitySchema),
});
export type ReportedPerson = z.infer<typeof reportedPersonSchema>;

/** As the sender judges it; what follows from each is policy. */
export const severities = ['standard', 'serious', 'severe'] as const;

const shared = {
  /** The sender's own number, such as 'IR-40213': one report has one, however often it is sent. */
  reference: z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9./-]{0,39}$/)),
  /** One of the convening team's areas, if the sender knows it. */
  area: z.optional(codeSchema),
};

/** What a system of an agency sends: an incident that police went to, or a release from custody. */
export const reportSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('police_incident'),
    ...shared,
    occurredAt: instantSchema,
    severity: z.enum(severities),
    persons: z.array(reportedPersonSchema).check(z.minLength(1), z.maxLength(20)),
  }),
  z.strictObject({
    kind: z.literal('prison_release'),
    ...shared,
    releaseOn: localDateSchema,
    /** The one who is released, as the person using violence, and whom the sender knows to be at risk. */
    persons: z.array(reportedPersonSchema).check(z.minLength(1), z.maxLength(20)),
  }),
]);
export type Report = z.infer<typeof reportSchema>;
