import type { Policy } from '../schema.ts';

type Entry = Policy['actionCatalogue'][number];
const action = (code: string, stream: Entry['stream'], title: string): Entry => ({ code, title, stream });

/**
 * Kinds of action that S2 shows, by stream. None is compulsory and a free action (`other_…`) is accepted
 * (S2-15).
 */
export const baseCatalogue: Policy['actionCatalogue'] = [
  action('protection_order_support', 'adult_victim', 'Support to obtain a protection order'),
  action('protection_order_monitor', 'person_using_violence', 'Monitor a protection order'),
  action('breach_report_planning', 'adult_victim', 'Safety planning to report breaches'),
  action('safety_planning_victim', 'adult_victim', 'Safety planning with the victim'),
  action('trusted_contact', 'adult_victim', 'Build trust through one worker'),
  action('emergency_relief', 'adult_victim', 'Emergency relief received'),
  action('culturally_responsive_support', 'adult_victim', 'Linked with culturally responsive support'),
  action('housing', 'adult_victim', 'Safe housing'),
  action('refuge_application', 'adult_victim', 'Refuge application'),
  action('motel_placement', 'adult_victim', 'Motel placement'),
  action('brokerage', 'adult_victim', 'Crisis brokerage'),
  action('health_support', 'adult_victim', 'Health or mental health support'),
  action('misidentification_correction', 'adult_victim', 'Correct a misidentification'),
  action('intensive_support', 'adult_victim', 'Intensive support'),
  action('other_adult_victim', 'adult_victim', 'Other, for the adult victim'),
  action('child_protection_notification', 'child', 'Child protection notification'),
  action('child_support', 'child', 'Support for a child'),
  action('school_safety', 'child', 'Safety at school or day care'),
  action('other_child', 'child', 'Other, for a child'),
  action('release_planning', 'person_using_violence', 'Prepare for release from custody'),
  action('alcohol_restriction', 'person_using_violence', 'Limit access to alcohol'),
  action('engagement', 'person_using_violence', 'Engage with the person using violence'),
  action('behaviour_change', 'person_using_violence', 'Behaviour change offered'),
  action('serial_designation', 'person_using_violence', 'Application for serial offender designation'),
  action('charges', 'person_using_violence', 'Support charges being laid'),
  action('conviction', 'person_using_violence', 'Support a prosecution to conviction'),
  action('protection_order_application', 'person_using_violence', 'Application for a protection order'),
  action('breach_report', 'person_using_violence', 'Report a breach'),
  action('other_person_using_violence', 'person_using_violence', 'Other, towards the person using violence'),
  action('alert_placed', 'systemic', 'Alert or flag placed'),
  action('cross_border_plan', 'systemic', 'Safety plan with services across a border'),
  action('secondary_consultation', 'systemic', 'Secondary consultation'),
  action('service_gap', 'systemic', 'Raise a service gap'),
  action('other_systemic', 'systemic', 'Other, in the system'),
];

/** The catalogue under a profile's own words for some kinds, with kinds of its own added. */
export function catalogue(words: Record<string, string>, own: readonly Entry[] = []): Entry[] {
  return [...baseCatalogue.map((kind) => ({ ...kind, title: words[kind.code] ?? kind.title })), ...own];
}
