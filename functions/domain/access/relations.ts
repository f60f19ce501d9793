/**
 * What somebody is to a case, meeting or agency, always read from their records and never from a token. The
 * order is that of strength: the first one that gives a right is recorded as its ground.
 */
export const relations = [
  // Persons with a duty on the case, by the grounds of the mail gate (`message/grounds.ts`).
  'lead',
  'interim_lead',
  'convening_lead',
  'convenor',
  'chair',
  'triage',
  'region',
  /** A coordinator of the agency that convenes or triages the case. */
  'convening_team',
  'has_action',
  'incoming_lead',
  'after_hours',
  'takes_part',
  'task',
  /** Invited to a meeting of this cycle for this case, in person. */
  'invited',
  'proxy',
  'minute_taker',
  'caller',
  // Persons and agencies that are known to the case, but have no duty that needs its content.
  'observer',
  /** Offered the lead while the victim survivor's consent to the packet is out (S3-36), or manages whom it is offered to. */
  'offered_lead',
  /** On duty after hours for an agency that the case knows, or having broken the glass: may take the lead (S3-46). */
  'on_duty',
  /** Named for the agency that leads, convenes or triages, or its manager: says who leads and who chairs. */
  'runs_for_agency',
  'lead_agency',
  'convening_agency',
  'owner_agency',
  'task_agency',
  'caller_agency',
  'invited_agency',
  'member_agency',
  'former_agency',
  // Of an agency's own record.
  'own_manager',
  'own_worker',
] as const;
export type Relation = (typeof relations)[number];

/** Those who run the case, and read it from the first day: somebody has to ask her. */
export const handlers = [
  'lead',
  'interim_lead',
  'convening_lead',
  'convenor',
  'chair',
  'triage',
  'region',
  'convening_team',
] as const satisfies readonly Relation[];

/** Those who do something in the case. */
export const doers = [
  'has_action',
  'incoming_lead',
  'after_hours',
  'takes_part',
  'task',
  'invited',
  'proxy',
  'minute_taker',
] as const satisfies readonly Relation[];

/** Colleagues and others who may know that there is a case, and whose turn it is (S0-05). */
export const bystanders = [
  'observer',
  'offered_lead',
  'on_duty',
  'runs_for_agency',
  'lead_agency',
  'convening_agency',
  'owner_agency',
  'task_agency',
  'caller_agency',
  'invited_agency',
  'member_agency',
] as const satisfies readonly Relation[];

/** The first of these, by strength, that somebody has. */
export const firstOf = (wanted: readonly Relation[], held: ReadonlySet<Relation>): Relation | undefined =>
  relations.find((relation) => held.has(relation) && wanted.includes(relation));
