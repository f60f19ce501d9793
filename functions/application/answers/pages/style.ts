import { createHash } from 'node:crypto';

/**
 * One style sheet for every page; it loads nothing. Contrast on its ground: ink 14:1, quiet 7:1, accent 7:1,
 * stop 7:1, the same the other way round in the dark; colours give way to those that a reader has chosen.
 */
export const STYLE = `
:root{color-scheme:light dark;--ink:#1b2733;--paper:#fff;--quiet:#4a5661;--edge:#6b7883;--soft:#eef2f5;--accent:#0b4f8a;--on:#fff;--stop:#a11d24;--ok:#175f36}
@media (prefers-color-scheme:dark){:root{--ink:#e6edf3;--paper:#11171d;--quiet:#b3bec8;--edge:#8793a0;--soft:#1b242d;--accent:#8cc4ff;--on:#0b1520;--stop:#ffa8a8;--ok:#8adba9}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-padding-top:4rem}
body{margin:0;font:1.0625rem/1.5 system-ui,-apple-system,"Segoe UI",Arial,sans-serif;color:var(--ink);background:var(--paper)}
header{position:sticky;top:0;background:var(--soft);border-bottom:1px solid var(--edge);padding:.4rem 1rem;display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:.4rem}
main,footer{max-width:42rem;margin:0 auto;padding:0 1rem}
main{padding-bottom:2rem}
footer{border-top:1px solid var(--edge);padding-bottom:3rem;color:var(--quiet)}
h1{font-size:1.6rem;line-height:1.25;margin:1.2rem 0 .6rem}
h2{font-size:1.25rem;line-height:1.3;margin:2rem 0 .5rem}
h3{font-size:1.0625rem;margin:1.4rem 0 .3rem}
p,ul,dl{margin:.5rem 0}
section{border-top:1px solid var(--edge);margin-top:2rem}
a{color:var(--accent);text-underline-offset:.15em}
a:focus-visible,button:focus-visible,input:focus-visible,select:focus-visible,textarea:focus-visible,summary:focus-visible,[tabindex]:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.exit,button{display:inline-block;min-height:2.75rem;padding:.55rem 1.1rem;border-radius:.35rem;font:inherit;font-weight:600;text-decoration:none;cursor:pointer}
.exit{background:var(--stop);color:var(--paper);order:2}
button{background:var(--accent);color:var(--on);border:2px solid var(--accent);margin-top:.9rem}
button.second{background:var(--paper);color:var(--accent)}
.skip{order:1}
.skip:not(:focus){position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.service{order:1;margin:0;font-weight:600}
.notice,.fault,.done{border:1px solid var(--edge);border-left:.45rem solid var(--edge);padding:.6rem .9rem;margin:1rem 0;background:var(--soft)}
.fault{border-left-color:var(--stop)}.done{border-left-color:var(--ok)}
.fault h2,.done h2{margin:0 0 .3rem}
dt{font-weight:600;margin-top:.4rem}dd{margin:0}
fieldset{border:0;padding:0;margin:1.1rem 0;min-width:0}
legend,.label{font-weight:600;padding:0;display:block}
.hint{color:var(--quiet);display:block;font-weight:400}
.error{color:var(--stop);font-weight:600;display:block}
.choice{display:flex;gap:.6rem;align-items:flex-start;min-height:2rem;padding:.3rem 0}
.choice input{flex:none;width:1.5rem;height:1.5rem;margin:0;accent-color:var(--accent)}
.field{margin:1.1rem 0}
textarea,select,.line{width:100%;font:inherit;color:inherit;background:var(--paper);border:1px solid var(--edge);border-radius:.25rem;padding:.5rem;min-height:2.75rem}
.line.short{max-width:12rem}
[aria-invalid=true]{border:2px solid var(--stop)}
details{margin:1.2rem 0}summary{cursor:pointer;font-weight:600;min-height:2rem;padding:.25rem 0;color:var(--accent)}
.declaration{white-space:pre-line;border:1px solid var(--edge);padding:.6rem .9rem}
.narrative{white-space:pre-line;overflow-wrap:anywhere}
@media (forced-colors:active){.exit,button{border:2px solid ButtonText}}
@media print{header,button,.exit{display:none}body{background:#fff;color:#000}details:not([open])>*{display:block}}
`;

/** For the policy of the page: this sheet and no other. */
export const STYLE_HASH = `'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`;

/** Leaves so that the page is not in the history; without it the link leaves too, and Back comes back. */
export const SCRIPT = `document.getElementById('exit').addEventListener('click',function(e){e.preventDefault();location.replace(this.href)});
`;
