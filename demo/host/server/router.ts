import { escapedPath, unescapeText } from './goUrl';
import { accessDenied, type Answer, type Call } from './http';
import type { Identity } from './identity';
import type { AccessControl } from './permissions';
import type { SignedCall } from './signedCall';

interface RouteBase {
  /** `*` is any method. */
  method: string;
  /** `/api/x/:id`, a last part `*` takes the rest. */
  path: string;
}

/** Needs a signed-in sender; `needs` is the action the access control middleware asks for, on any scope. */
export interface Route extends RouteBase {
  needs?: string;
  answer(call: SignedCall): Answer | Promise<Answer>;
}

/** Answers anybody. */
export interface OpenRoute extends RouteBase {
  open: true;
  answer(call: Call): Answer | Promise<Answer>;
}

function match(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split('/');
  // As Go's tree of routes: one slash at the end says nothing.
  const given = escapedPath(path)
    .replace(/(.)\/$/, '$1')
    .split('/');
  const params: Record<string, string> = {};
  for (const [at, part] of wanted.entries()) {
    const value = given[at];
    if (part === '*') {
      params['*'] = given.slice(at).join('/');
      return params;
    }
    if (value === undefined) {
      return undefined;
    }
    if (part.startsWith(':')) {
      params[part.slice(1)] = unescapeText(value);
    } else if (part !== value) {
      return undefined;
    }
  }
  return wanted.length === given.length ? params : undefined;
}

/** Answers a call by the first route that fits; undefined when none does. */
export async function dispatch(
  routes: ReadonlyArray<Route | OpenRoute>,
  call: Call,
  authenticate: () => Identity | Answer,
  access: AccessControl
): Promise<Answer | undefined> {
  for (const route of routes) {
    const params = route.method === '*' || route.method === call.method ? match(route.path, call.path) : undefined;
    if (!params) {
      continue;
    }
    if ('open' in route) {
      return route.answer({ ...call, params });
    }
    const identity = authenticate();
    if ('status' in identity) {
      return identity;
    }
    if (route.needs && !access.may(identity, route.needs)) {
      return accessDenied(route.needs);
    }
    return route.answer({ ...call, params, identity });
  }
  return undefined;
}
