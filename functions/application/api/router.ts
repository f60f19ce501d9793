import { paramsIn, segmentsOf } from './path.ts';
import type { Route } from './route.ts';

/** The route of a request and its parameters, or which methods the path has. */
export type Found =
  | { kind: 'route'; route: Route; params: Record<string, string> }
  | { kind: 'other-method'; allow: string[] }
  | { kind: 'no-such-path' };

export type Router = (method: string, path: string) => Found;

interface Prepared {
  route: Route;
  template: string[];
  /** Parameters in the template: of two that fit, the one with fewer is meant. */
  open: number;
}

/** Finds routes by path template. HEAD is answered as GET. */
export function createRouter(routes: readonly Route[]): Router {
  const prepared = routes.map((route): Prepared => {
    const template = route.path.split('/').slice(1);
    return { route, template, open: template.filter((part) => part.startsWith('{')).length };
  });
  const byLength = Map.groupBy(prepared, ({ template }) => template.length);
  return (method, path) => {
    const segments = segmentsOf(path);
    const fitting = (segments === undefined ? [] : (byLength.get(segments.length) ?? []))
      .flatMap((one) => {
        const params = paramsIn(one.template, segments ?? []);
        return params ? [{ ...one, params }] : [];
      })
      .toSorted((a, b) => a.open - b.open);
    if (fitting.length === 0) return { kind: 'no-such-path' };
    const asked = method === 'HEAD' ? 'GET' : method;
    const found = fitting.find(({ route }) => route.method === asked);
    if (found) return { kind: 'route', route: found.route, params: found.params };
    const methods = new Set<string>(fitting.map(({ route }) => route.method));
    if (methods.has('GET')) methods.add('HEAD');
    return { kind: 'other-method', allow: [...methods, 'OPTIONS'].toSorted() };
  };
}
