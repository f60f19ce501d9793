import type { SignIn } from '../sign-in.ts';
import { fetchPart, partUrl, placeOf } from './pages.ts';
import { element, type Fragments, focusOn, show } from './screen.ts';
import { type Held, leaveFor, type Pending, redeem, returnedWith, SignInError } from './sign-in.ts';

/*
 * The script of the view for operations. It holds the token in memory and nowhere else: whoever closes or loads
 * the page has to sign in again. What it shows the API has written; it fetches that and knows nothing of cases.
 */

const REFRESH = 30_000;
const KEPT = 'operations-sign-in';

const configured = document.querySelector<HTMLMetaElement>('meta[name=sign-in]')?.content ?? '';
const signIn: SignIn | undefined = configured === '' ? undefined : JSON.parse(configured);
const page = location.origin + location.pathname;
const { trustedTypes } = globalThis as {
  trustedTypes?: { createPolicy(name: string, rules: Fragments): Fragments };
};
const rules: Fragments = { createHTML: (text) => text };
const fragments = trustedTypes?.createPolicy('fragment', rules) ?? rules;

const [status, door, view] = [element('status'), element('door'), element('view')];
const buttons = { refresh: element('refresh'), pause: element('pause'), leave: element('leave') };

let held: Held | undefined;
let place = placeOf(location.hash);
let isPaused = false;
let timer: ReturnType<typeof setTimeout> | undefined;
/** Counts requests, so that an answer to an older one changes nothing. */
let asked = 0;

/** Say something at the top; empty for nothing. `isBad` for what somebody must know. */
function say(text: string, isBad = false): void {
  if (status.textContent !== text) status.textContent = text;
  status.classList.toggle('stop', isBad);
}

/** Nobody is signed in: nothing of what was shown stays. */
function close(why: string, isBad: boolean): void {
  held = undefined;
  clearTimeout(timer);
  const title = document.createElement('h1');
  title.textContent = 'Operations';
  view.replaceChildren(title);
  document.title = 'Operations';
  for (const button of Object.values(buttons)) button.hidden = true;
  door.hidden = signIn === undefined;
  say(why, isBad);
}

/** Fetch what stands at the place and show it. `again`: it is there already and may have changed. */
async function load(again: boolean): Promise<void> {
  clearTimeout(timer);
  if (!held) return;
  if (held.until <= Date.now()) return close('Your sign-in has ended. Sign in again to go on.', true);
  asked += 1;
  const mine = asked;
  const part = await fetchPart(fetch, partUrl(page, place), held.token);
  if (mine !== asked || !held) return;
  if (part.kind === 'signed-out')
    return close('The API does not accept your sign-in, or no longer. Sign in again.', true);
  if (part.kind === 'unreachable')
    say('This could not be loaded; what stands here may be old. It is tried again in half a minute.', true);
  if (part.kind === 'refused') {
    show(view, '<h1>Operations</h1>', fragments, false);
    say(part.why, true);
  }
  if (part.kind === 'shown') {
    show(view, part.html, fragments, again);
    say('');
    const title = view.querySelector('h1');
    document.title =
      title?.textContent === 'Operations' ? 'Operations' : `${title?.textContent} - Operations`;
    if (!again && title) focusOn(title);
  }
  if (!isPaused && part.kind !== 'refused') timer = setTimeout(() => void load(true), REFRESH);
}

function open(token: Held): Promise<void> {
  held = token;
  door.hidden = true;
  for (const button of Object.values(buttons)) button.hidden = false;
  say('Loading …');
  return load(false);
}

async function leave(provider: SignIn): Promise<void> {
  const { url, pending } = await leaveFor(provider, page, place);
  sessionStorage.setItem(KEPT, JSON.stringify(pending));
  location.assign(url);
}

function pendingSignIn(): Pending | undefined {
  const kept = sessionStorage.getItem(KEPT);
  sessionStorage.removeItem(KEPT);
  return kept === null ? undefined : JSON.parse(kept);
}

/** The first thing the page does: is somebody coming back from the provider? */
async function begin(): Promise<void> {
  if (!signIn)
    return close(
      'This deployment has no sign-in for this view: identity.operationsView in its config.',
      true,
    );
  const returned = returnedWith(location.search, pendingSignIn());
  if (returned.kind === 'not-returned')
    return close('Sign in with your agency to see the state of operations.', false);
  place = placeOf(`#${returned.kind === 'code' ? returned.pending.place : returned.place}`);
  // The code and its state go from the address and the history at once.
  history.replaceState(null, '', `${page}#${place}`);
  if (returned.kind === 'refused') return close(`The sign-in did not work: ${returned.why}.`, true);
  say('Signing in …');
  try {
    await open(await redeem(signIn, returned, page, fetch, Date.now()));
  } catch (error) {
    if (!(error instanceof SignInError)) throw error;
    close(`The sign-in did not work: ${error.message}. Try again; npm run ops needs no sign-in here.`, true);
  }
}

element('sign-in').addEventListener('click', () => signIn && void leave(signIn));
buttons.refresh.addEventListener('click', () => void load(true));
buttons.leave.addEventListener('click', () =>
  close('You have signed out of this page; your provider may still know you.', false),
);
buttons.pause.addEventListener('click', () => {
  isPaused = !isPaused;
  buttons.pause.textContent = isPaused ? 'Go on loading' : 'Pause loading';
  clearTimeout(timer);
  if (!isPaused) void load(true);
});
window.addEventListener('hashchange', () => {
  // Links within the page, as the one to its content, lead to no other place.
  if (!location.hash.startsWith('#/')) return;
  place = placeOf(location.hash);
  void load(false);
});
document.addEventListener('visibilitychange', () => {
  if (document.hidden) clearTimeout(timer);
  else if (!isPaused) void load(true);
});

void begin();
