import type { AnswerPurpose } from '../answers/purposes.ts';
import type { Relation } from './relations.ts';

/** The case's life as far as access depends on it. */
export const stages = ['intake', 'work', 'watch', 'ended'] as const;
/** `intake`: referral and consent attempt. `watch`: the watch after closure. `ended`: closed for good. */
export type Stage = (typeof stages)[number];

/** Everything that a decision on access reads, as it stands in the records at this instant. */
export interface AccessFacts {
  /** What is asked for is there; false also for a person who is not in the case through which it is asked. */
  exists: boolean;
  relations: ReadonlySet<Relation>;
  /** By name, with the agency, or by a condition of the adult victim's consent. Beats everything. */
  excluded: boolean;
  /** Removed from the agency's directory: the token may live on, the worker's rights do not. */
  left: boolean;
  /** Of the agency that named itself to run the case, which the convening team has not accepted. */
  selfNamed: boolean;
  /** Confidentiality, for this case and this cycle of meeting and actions (guard d). */
  endorsed: boolean;
  /** On what the worker's agency may be given content: an explicit basis or an agreement in force. */
  basis?: string | undefined;
  /** Consent that stands, or a recorded decision in its place, for everybody who has to be asked (guard a). */
  caseBasis: boolean;
  /** She took her consent back, and nobody has decided yet. */
  withdrawalUndecided: boolean;
  urgent: boolean;
  stage: Stage;
  /** The case is of a region that the subject may see, or what is asked for is of no region. */
  ownRegion: boolean;
  /** The subject's break-glass grant on this case runs now. */
  breakGlass: boolean;
  /** On duty after hours, or a coordinator: answers an emergency wherever it is, and may break the glass. */
  answersEmergencies: boolean;
  /** What the subject's link is for, if there is one and it opens just this. */
  linked?: AnswerPurpose | undefined;
}

/** Facts about nothing: no record stands behind them. */
export const noFacts: AccessFacts = {
  exists: false,
  relations: new Set(),
  excluded: false,
  left: false,
  selfNamed: false,
  endorsed: false,
  caseBasis: false,
  withdrawalUndecided: false,
  urgent: false,
  stage: 'work',
  ownRegion: false,
  breakGlass: false,
  answersEmergencies: false,
};
