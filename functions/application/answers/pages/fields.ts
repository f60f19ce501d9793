import { html, type Markup } from './html.ts';

/** One form on a page, as it is drawn: what was typed before, and what is wrong with it. */
export interface FormView {
  /** Unique on the page. */
  id: string;
  /** Which form it is, for the one who reads it. */
  form: string;
  caseId?: string | undefined;
  /** What was typed, when it comes back with faults. */
  typed: URLSearchParams | undefined;
  faults: readonly { field: string; message: string }[];
}

type Choices = readonly (readonly [value: string, label: string])[];

interface Field {
  name: string;
  label: string;
  hint?: string;
}

export const idOf = ({ id }: Pick<FormView, 'id'>, name: string): string => `${id}-${name}`;
const faultOf = ({ faults }: FormView, name: string) => faults.find(({ field }) => field === name);

/** A form with its button. */
export const form = (view: FormView, button: string, fields: readonly Markup[], second = false): Markup =>
  html`<form method="post" novalidate id="${view.id}"><input type="hidden" name="form" value="${view.form}">${
    view.caseId === undefined ? undefined : html`<input type="hidden" name="case" value="${view.caseId}">`
  }${fields}<button type="submit"${second ? html` class="second"` : undefined}>${button}</button></form>`;

/** Hint and error of a field, and the attributes that tie them to it. A group of choices cannot be invalid itself. */
function beside(
  view: FormView,
  { name, hint }: Field,
  isGroup = false,
): { text: Markup; attributes: Markup } {
  const id = idOf(view, name);
  const fault = faultOf(view, name);
  const ids = [...(hint === undefined ? [] : [`${id}-hint`]), ...(fault ? [`${id}-error`] : [])];
  return {
    text: html`${hint === undefined ? undefined : html`<span class="hint" id="${id}-hint">${hint}</span>`}${
      fault && html`<span class="error" id="${id}-error">Error: ${fault.message}</span>`
    }`,
    attributes: html`${
      ids.length > 0 ? html` aria-describedby="${ids.join(' ')}"` : undefined
    }${fault && !isGroup ? html` aria-invalid="true"` : undefined}`,
  };
}

export function textArea(view: FormView, field: Field, rows = 5): Markup {
  const { text, attributes } = beside(view, field);
  const id = idOf(view, field.name);
  return html`<div class="field"><label class="label" for="${id}">${field.label}</label>${text}
<textarea id="${id}" name="${field.name}" rows="${rows}" autocomplete="off" spellcheck="true"${attributes}>
${view.typed?.get(field.name) ?? ''}</textarea></div>`;
}

export function line(
  view: FormView,
  field: Field & { type?: 'text' | 'date'; autocomplete?: string; numeric?: boolean },
): Markup {
  const { text, attributes } = beside(view, field);
  const id = idOf(view, field.name);
  const { type = 'text', autocomplete = 'off', numeric = false } = field;
  return html`<div class="field"><label class="label" for="${id}">${field.label}</label>${text}
<input class="line short" id="${id}" name="${field.name}" type="${type}" autocomplete="${autocomplete}"${
    numeric ? html` inputmode="numeric" maxlength="9"` : undefined
  } value="${view.typed?.get(field.name) ?? ''}"${attributes}></div>`;
}

export function select(view: FormView, field: Field, choices: Choices, none = 'Please choose'): Markup {
  const { text, attributes } = beside(view, field);
  const id = idOf(view, field.name);
  const now = view.typed?.get(field.name);
  return html`<div class="field"><label class="label" for="${id}">${field.label}</label>${text}
<select id="${id}" name="${field.name}"${attributes}><option value="">${none}</option>${choices.map(
    ([value, label]) =>
      html`<option value="${value}"${value === now ? html` selected` : undefined}>${label}</option>`,
  )}</select></div>`;
}

/** Radio buttons, or check boxes of which several may be ticked. */
export function choices(
  view: FormView,
  field: Field,
  offered: Choices,
  type: 'radio' | 'checkbox' = 'radio',
): Markup {
  const { text, attributes } = beside(view, field, true);
  const now = view.typed?.getAll(field.name) ?? [];
  const id = idOf(view, field.name);
  return html`<fieldset id="${id}" tabindex="-1"${attributes}><legend>${field.label}</legend>${text}${offered.map(
    ([value, label], n) =>
      html`<div class="choice"><input type="${type}" id="${id}-${n}" name="${field.name}" value="${value}"${
        now.includes(value) ? html` checked` : undefined
      }><label for="${id}-${n}">${label}</label></div>`,
  )}</fieldset>`;
}

/** One box to tick. */
export function tick(view: FormView, field: Field): Markup {
  const { text, attributes } = beside(view, field);
  const id = idOf(view, field.name);
  return html`<div class="field">${text}<div class="choice"><input type="checkbox" id="${id}" name="${field.name}" value="yes"${
    view.typed?.get(field.name) === 'yes' ? html` checked` : undefined
  }${attributes}><label for="${id}">${field.label}</label></div></div>`;
}

export const hidden = (name: string, value: string): Markup =>
  html`<input type="hidden" name="${name}" value="${value}">`;
