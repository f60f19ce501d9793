import { createHash } from 'node:crypto';
import { html, Markup } from '../../answers/pages/html.ts';
import { STYLE } from '../pages/style.ts';
import type { SignIn } from './sign-in.ts';

const SHEET = `${STYLE}
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.bar { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; justify-content: space-between; }
#controls { display: flex; flex-wrap: wrap; gap: .5rem; } #status:empty { display: none; }
[hidden] { display: none !important; } section[id], h1 { scroll-margin-top: 1rem; } main:focus, h1:focus, section:focus { outline: none; }
`;
const HASH = createHash('sha256').update(SHEET).digest('base64');

/**
 * What the page may do: run its own script, talk to its own API and to the provider's token endpoint, and put
 * nothing into itself that did not come through the one policy of the script.
 */
export const policyOf = (signIn: SignIn | undefined): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'sha256-${HASH}'`,
    `connect-src 'self'${signIn ? ` ${new URL(signIn.tokenUrl).origin}` : ''}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types fragment',
  ].join('; ');

/** The page without any data: what is to be seen is fetched with the token of whoever has signed in. */
export const shell = (signIn: SignIn | undefined): string =>
  html`<!doctype html>
<html lang="en-AU"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><meta name="sign-in" content="${signIn ? JSON.stringify(signIn) : ''}">
<title>Operations</title><style>${new Markup(SHEET)}</style></head>
<body><a class="skip" href="#content">Skip to content</a>
<header><nav aria-label="Operations" class="bar"><ul><li><a href="#/overview">Overview</a></li><li><a href="#/cases">All open cases</a></li></ul>
<div id="controls"><button type="button" id="refresh" hidden>Load again</button><button type="button" id="pause" hidden>Pause loading</button><button type="button" id="leave" hidden>Sign out</button></div></nav></header>
<main id="content" tabindex="-1"><div id="status" role="status" class="note"></div>
<p id="door" hidden><button type="button" id="sign-in">Sign in</button></p>
<div id="view"><h1>Operations</h1></div>
<noscript><p>This page needs its script. Without it, <code>npm run ops -- stuck</code> says what is stuck.</p></noscript></main>
<script src="operations-view/view.js" type="module"></script></body></html>
`.text;
