import * as z from 'zod';
import { count, region, role, section, text } from './config-fields.ts';

/* What a config says of the people who operate a deployment, of what is written down about them, and of its second region. */

const roles = (who: string) => z.array(role(who), `expected a list of roles: ${who}`);

/** Who may become which role for people (lib/ops-roles.ts says what each may do). */
export const peopleFields = {
  /** Those who may become the break-glass role, with a second factor. */
  breakGlass: roles('who may break the glass').min(1, 'expected at least one role'),
  /** Those who may become the auditor role, with a second factor. */
  auditors: roles('who may read the audit anchors').min(1, 'expected at least one role'),
  /** Those who run `npm run ops` day by day, and restore. @default the roles are not made */
  operators: roles('who operates').default([]),
  /** Those who replace data keys. @default the role is not made */
  keyKeepers: roles('who replaces data keys').default([]),
  /** Those who export and dispose of records: they can read everything. @default the role is not made */
  recordsOfficers: roles('who exports and disposes of records').default([]),
  /** Who is who: the name of a session of AWS to the worker of the directory, for what is recorded under `--by`. */
  workers: z
    .record(
      z.string(),
      text(/^agy-[a-z0-9-]+\/rep-[a-z0-9-]+$/, 'an agency and a worker', 'agy-ab12cd34/rep-ab12cd34'),
      "expected sessions and workers, such as { 'sam@example.gov.au': 'agy-ab12cd34/rep-ab12cd34' }",
    )
    .default({}),
  /**
   * Who makes sure of the second factor: AWS, for users of IAM; or the identity provider, for roles of IAM Identity
   * Center and other federated sign-ins, whose sessions do not say it.
   */
  secondFactor: z.enum(['aws', 'identity_provider'], "expected 'aws' or 'identity_provider'").default('aws'),
};

/** CloudTrail: alarms about keys, break-glass and the table are events of a trail. */
export const auditSection = section({
  /** `own`: a trail of this deployment. `organisation`: there is one already that has all that `own` would have. */
  trail: z.enum(['own', 'organisation'], "expected 'own' or 'organisation'"),
  /** How long the trail's files cannot be deleted by anybody. */
  trailDays: count('days that the files of the trail are kept', 731, 90).default(731),
}).default({ trail: 'own', trailDays: 731 });

const key = (what: string) =>
  text(
    /^arn:aws:kms:[a-z0-9-]+:\d{12}:key\/mrk-[0-9a-f]{32}$/,
    `the ARN of the multi-region ${what}, an output of MacmKeys`,
    'arn:aws:kms:ap-southeast-2:111122223333:key/mrk-11111111222233334444555555555555',
  );

/** Keys that are there already: the copies, when a deployment takes over from a region that is lost. */
export const existingKeysSection = section({
  peopleKeyArn: key('key of people'),
  linkKeyArn: key('key of links'),
}).optional();

/** Where names can still be read, and the table brought back, when the region is lost. */
export const secondRegionSection = section({
  region: region('for the copies', 'ap-southeast-4'),
  /** Outputs of MacmKeys after the first deployment: until they stand here, only backups are copied. */
  peopleKeyArn: key('key of people').optional(),
  linkKeyArn: key('key of links').optional(),
}).optional();
