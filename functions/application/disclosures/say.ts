import type { ReadClass } from '../../domain/access/asked.ts';
import { readClasses } from '../../domain/access/asked.ts';
import type { AccessEntry } from '../access/access-log.ts';

const readWords: Readonly<Record<ReadClass, string>> = {
  handling: 'how the case is handled',
  deidentified: 'the case without whom it is about',
  content: 'what is known and planned in the case',
  consent_reason: 'why consent was given or not',
  identity: 'whom the case is about',
  narrative: 'a text of the case',
  emergency_reason: 'why it was read in an emergency',
  disclosures: 'who was given what',
  audit: 'the audit chain',
  directory: 'the directory',
  health: 'the state of the system',
};
const purposeWords: Readonly<Record<string, string>> = {
  identify_risk: 'to identify risk',
  manage_mitigate: 'to manage or mitigate risk',
  hold_to_account: 'to hold to account',
  audit: 'for an audit',
  records: 'for the records',
  operate: 'to operate the system',
};
const plain = (text: string): string => text.replaceAll('_', ' ');

function given({ event, what, item, content }: AccessEntry): string {
  const which = item === undefined ? '' : ` (${item})`;
  if (event === 'mailed')
    return content === 'plan_full'
      ? `was mailed the plan${which}`
      : `was mailed one fact of the case${which}`;
  const known = readClasses.find((one) => one === what);
  return `read ${known ? readWords[known] : plain(what)}${which}`;
}

/** A disclosure as a sentence: who was given what, when, on what basis, by whose decision. Ids stand for people. */
export function sayDisclosure(
  entry: AccessEntry,
  agency: string | undefined,
  mailStatus: string | undefined,
): string {
  const { at, agencyId, representativeId, purpose, ground, basis, decidedBy } = entry;
  const who = [representativeId ?? plain(entry.post ?? 'somebody'), agency ?? agencyId].join(' of ');
  const parts = [
    `${at}: ${who} ${given(entry)}`,
    ...(purpose === undefined ? [] : [purposeWords[purpose] ?? plain(purpose)]),
    ...(ground === undefined ? [] : [`because of: ${plain(ground)}`]),
    ...(basis === undefined ? [] : [`on the basis ${plain(basis)}`]),
    ...(decidedBy === undefined ? [] : [`as decided by ${decidedBy}`]),
    ...(mailStatus === undefined ? [] : [`and the mail is ${plain(mailStatus)}`]),
  ];
  return `${parts.join(', ')}.`;
}
