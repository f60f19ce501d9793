import { createHash } from 'node:crypto';
import { html, Markup } from '../../answers/pages/html.ts';

/** Contrast on its ground: ink 14:1, quiet 7:1, accent 7:1, the same the other way round in the dark. */
const STYLE = `
:root{color-scheme:light dark;--ink:#1b2733;--paper:#fff;--quiet:#4a5661;--edge:#6b7883;--soft:#eef2f5;--accent:#0b4f8a}
@media (prefers-color-scheme:dark){:root{--ink:#e6edf3;--paper:#11171d;--quiet:#b3bec8;--edge:#8793a0;--soft:#1b242d;--accent:#8cc4ff}}
*{box-sizing:border-box}
body{margin:0;font:1.0625rem/1.5 system-ui,-apple-system,"Segoe UI",Arial,sans-serif;color:var(--ink);background:var(--paper)}
header,main{max-width:60rem;margin:0 auto;padding:0 1rem}
main{padding-bottom:4rem}
h2{margin-top:3rem;border-top:1px solid var(--edge);padding-top:1rem}
h3{margin:2rem 0 .3rem}
code,pre{font:.9375rem/1.5 ui-monospace,Menlo,Consolas,monospace;background:var(--soft);overflow-wrap:anywhere}
pre{padding:.6rem .9rem;white-space:pre-wrap}
a{color:var(--accent);text-underline-offset:.15em}
a:focus-visible,summary:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
nav ul{columns:18rem;padding-left:1.2rem}
summary{cursor:pointer;color:var(--accent);font-weight:600;min-height:2rem;padding:.25rem 0}
dt{font-weight:600;margin-top:.4rem}dd{margin:0 0 0 1rem}
.quiet{color:var(--quiet)}
.skip:not(:focus){position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
`;
const HASH = createHash('sha256').update(STYLE).digest('base64');
const POLICY = `default-src 'none'; style-src 'sha256-${HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** A whole page that loads nothing and runs nothing. */
export function page(title: string, body: Markup): { html: string; policy: string } {
  const text = html`<!doctype html>
<html lang="en-AU"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><style>${new Markup(STYLE)}</style></head>
<body><header><a class="skip" href="#content">Skip to content</a></header>
<main id="content" tabindex="-1"><h1>${title}</h1>
${body}</main></body></html>
`.text;
  return { html: text, policy: POLICY };
}

/** Paragraphs with `**bold**` and code between backticks, the little that descriptions use. */
export function prose(text: string): Markup {
  const paragraphs = text.split('\n\n').map((one) => new Markup(`<p>${inline(html`${one}`.text)}</p>`));
  return html`${paragraphs}`;
}

const inline = (escaped: string): string =>
  escaped.replaceAll(/\*\*(.+?)\*\*/g, '<strong>$1</strong>').replaceAll(/`(.+?)`/g, '<code>$1</code>');
