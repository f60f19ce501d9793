import { word } from '../../../domain/message/words.ts';
import { declineLeadReasons } from '../forms/lead.ts';
import { mustProve, type PageModel } from '../read-page.ts';
import { form, select, tick } from './fields.ts';
import { html, type Markup } from './html.ts';
import { type PageState, viewOf } from './page-state.ts';

/** Accept the lead or decline it. Whom it concerns is shown apart, after the declaration. */
export function leadSection({ open }: PageModel, state: PageState): Markup | undefined {
  if (open.link.purpose !== 'lead_offer') return undefined;
  const lead = word(open.context.policy.terms, 'lead_agency');
  const yes = viewOf(state, 'accept_lead');
  const no = viewOf(state, 'decline_lead');
  const asked = html`<h2 id="lead-title">A request to your agency</h2>
<p>Your agency is asked to become the ${lead}, code ${open.cases[0]?.displayCode}. Until you accept, the one that leads now stays accountable.</p>`;
  if (mustProve(open))
    return html`<section aria-labelledby="lead-title">${asked}<p>You can answer after the code.</p></section>`;
  return html`<section aria-labelledby="lead-title">${asked}
${form(yes, 'Accept', [tick(yes, { name: 'sure', label: `My agency is the ${lead} from now on` })])}
<details${no.faults.length > 0 ? html` open` : undefined}><summary>We cannot</summary>${form(
    no,
    'Decline',
    [select(no, { name: 'why', label: 'Why' }, Object.entries(declineLeadReasons))],
    true,
  )}</details></section>`;
}
