import type { Block, Content } from './blocks.ts';

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (c) => escapes[c] ?? c);

// Colours: #1b2733 on #ffffff is 15:1, #0b4f8a on #ffffff 8.3:1, #4a5661 on #ffffff 7.4:1 (WCAG AAA is 7:1).
const font = "font-family:Arial,Helvetica,'Segoe UI',sans-serif;";
const body = `${font}font-size:16px;line-height:1.5;color:#1b2733;`;

/**
 * The HTML part: a whole document that needs no image, style sheet, script or anything from outside, so that
 * opening it tells nobody anything.
 */
export function toHtml(content: Content): string {
  const title = escapeHtml(content.title);
  return [
    '<!doctype html>',
    `<html lang="${escapeHtml(content.language)}">`,
    '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light"><meta name="x-apple-disable-message-reformatting">',
    `<title>${title}</title></head>`,
    `<body style="margin:0;padding:0;background:#f2f4f6;${body}">`,
    `<div style="display:none;max-height:0;overflow:hidden">${escapeHtml(content.preheader)}</div>`,
    '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td align="center" style="padding:24px 12px">',
    '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:600px;background:#ffffff;border-top:4px solid #0b4f8a">',
    '<tr><td style="padding:20px">',
    `<h1 style="${font}font-size:22px;line-height:1.3;margin:0 0 16px">${title}</h1>`,
    ...content.blocks.map(block),
    '</td></tr><tr><td style="padding:16px 20px 24px;border-top:1px solid #d5dbe1">',
    ...content.footer.map(
      (line) => `<p style="margin:0 0 8px;font-size:14px;color:#4a5661">${escapeHtml(line)}</p>`,
    ),
    '</td></tr></table></td></tr></table></body></html>',
    '',
  ].join('\n');
}

function block(of: Block): string {
  switch (of.type) {
    case 'paragraph': {
      const text = escapeHtml(of.text);
      return `<p style="margin:0 0 14px">${of.strong === true ? `<strong>${text}</strong>` : text}</p>`;
    }
    case 'list': {
      const items = of.items.map((item) => `<li style="margin:0 0 6px">${escapeHtml(item)}</li>`);
      return `<ul style="margin:0 0 14px;padding-left:22px">${items.join('')}</ul>`;
    }
    case 'facts':
      return factsTable(of.caption, of.rows);
    case 'link':
      return `<p style="margin:0 0 14px"><a href="${escapeHtml(of.href)}" style="display:inline-block;padding:10px 14px;border:2px solid #0b4f8a;color:#0b4f8a;font-weight:bold">${escapeHtml(of.label)}</a></p>`;
  }
}

function factsTable(caption: string, rows: readonly (readonly [string, string])[]): string {
  const cell = 'padding:6px 12px 6px 0;text-align:left;vertical-align:top;border-bottom:1px solid #e3e8ec';
  const lines = rows.map(
    ([label, value]) =>
      `<tr><th scope="row" style="${cell};width:36%">${escapeHtml(label)}</th><td style="${cell};overflow-wrap:anywhere">${escapeHtml(value)}</td></tr>`,
  );
  return `<table cellpadding="0" cellspacing="0" border="0" style="margin:0 0 14px;width:100%;${body}"><caption style="text-align:left;font-weight:bold;padding:0 0 4px">${escapeHtml(caption)}</caption>${lines.join('')}</table>`;
}
