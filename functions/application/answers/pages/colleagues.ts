import type { representativeRoles } from '../../../domain/agency/state.ts';
import type { agencyPosts } from '../../../domain/shared/recipient.ts';
import { colleaguesOf } from '../forms/reply.ts';
import type { OpenLink } from '../open-link.ts';
import { mustProve } from '../read-page.ts';

const roleWords: Readonly<Record<(typeof representativeRoles)[number], string>> = {
  representative: 'Representative',
  proxy: 'Proxy',
  manager: 'Manager',
  executive_signatory: 'Executive signatory',
  after_hours: 'After-hours contact',
  observer: 'Observer',
  family_safety_coordinator: 'Coordinator',
  family_safety_support_worker: 'Support worker',
};
const postWords: Readonly<Record<(typeof agencyPosts)[number], string>> = {
  escalation_contact: 'Escalation contact',
  after_hours: 'After-hours contact',
  manager: 'Manager',
  regional: 'Regional contact',
  mailbox: 'Mailbox',
};

type Choice = readonly [representativeId: string, label: string];

/**
 * Colleagues to choose from. Their names are for who has typed the code; before it they stand by post and role,
 * and those whom that does not tell apart are left out, so that nobody is chosen by mistake.
 */
export function colleagueChoices(open: OpenLink): Choice[] {
  const colleagues = colleaguesOf(open);
  if (!mustProve(open)) return colleagues.map(({ representativeId, name }) => [representativeId, name]);
  const labelled = colleagues.map(({ representativeId, roles }): Choice => {
    const posts = open.agency.posts.filter((post) => post.representativeId === representativeId);
    const words = [...posts.map(({ post }) => postWords[post]), ...roles.map((role) => roleWords[role])];
    return [representativeId, [...new Set(words)].join(', ')];
  });
  return labelled.filter(
    ([, label]) => label !== '' && labelled.filter(([, other]) => other === label).length === 1,
  );
}

/** How to get to the names, as the hint of a field. */
export const byName = (open: OpenLink): { hint?: string } =>
  mustProve(open)
    ? {
        hint: 'Shown by role. To choose among all your colleagues, by name, type the code first: see further down',
      }
    : {};
