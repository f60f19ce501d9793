import { bystanders, doers, handlers, type Relation } from '../relations.ts';
import type { TokenRole } from '../subject.ts';

/** Who may give a command at all. The command's own refusals come after it and may be stricter. */
export interface CommandRight {
  /** By what they are to the case, meeting or agency. */
  relations: readonly Relation[];
  /** By a role that the identity provider grants. */
  roles?: readonly TokenRole[];
  /** Any worker of any agency: what they bring counts, whoever they are. */
  anyWorker?: true;
  /**
   * Opens content to others, brings a family before them or tells of other cases, so who made themselves run the
   * case may not until the convening team accepts it.
   */
  overContent?: true;
  /** Also who answers emergencies, whatever they are to the case (`AccessFacts.answersEmergencies`). */
  inEmergency?: true;
  /** Brings information or a confession, so even somebody excluded may. */
  excludedToo?: true;
}
export type CommandRights = Readonly<Record<string, CommandRight>>;

export const by = (...relations: readonly Relation[]): CommandRight => ({ relations });
/** Given by the system when time passes or another record changes; no person ever does. */
export const bySystem: CommandRight = { relations: [] };
export const byAnyWorker: CommandRight = { relations: [], anyWorker: true };

/**
 * Who runs the case, in person: of the agency that leads or convenes only whom it has named, its manager, and a
 * coordinator. Any other of its workers could close the case, move its meeting or name themselves its lead, and may
 * be close to the person using violence.
 */
export const running = [...handlers, 'runs_for_agency'] as const satisfies readonly Relation[];
/** Only coordinators and the named triage and convening workers decide whether there is a case. */
export const triaging = ['triage', 'convenor', 'convening_team'] as const satisfies readonly Relation[];
/** Workers of every agency with a part in the case now. */
export const partaking: readonly Relation[] = [
  ...handlers,
  ...doers,
  'caller',
  ...bystanders.filter((relation) => relation !== 'observer'),
];
/** Who has a duty of their own in the case: what changes where she is reached, or is asked of her, is for them. */
export const dutiful = [...handlers, ...doers, 'caller'] as const satisfies readonly Relation[];
/** Also agencies that once had a part: what they were told or hold, they may answer. */
export const everPartaking: readonly Relation[] = [...partaking, 'former_agency'];
