import { sameText, secretOf } from '../pve/tokens';

export const ARGOCD_TOKENS = ['rounds', 'readonly', 'deployer', 'nothing', 'expired'] as const;
export type ArgocdTokenName = (typeof ARGOCD_TOKENS)[number];

export interface ArgocdCaller {
  /** Name of the account. */
  user: string;
  can: (resource: string, action: string, object: string) => boolean;
}

/** Lines of a policy: resource, action and a pattern of objects, as in `argocd-rbac-cm`. */
type Policy = ReadonlyArray<readonly [resource: string, action: string, objects: string]>;

/** What docs/argocd.md gives an account. */
const ROUNDS: Policy = [
  ['applications', 'get', '*/*'],
  ['projects', 'get', '*'],
  ['clusters', 'get', '*'],
  ['accounts', 'get', '*'],
];

/** Argo CD's own `role:readonly`, as far as it is asked here. */
const READONLY: Policy = [
  ['applications', 'get', '*/*'],
  ['applicationsets', 'get', '*/*'],
  ['projects', 'get', '*'],
  ['clusters', 'get', '*'],
  ['repositories', 'get', '*'],
  ['accounts', 'get', '*'],
  ['logs', 'get', '*/*'],
];

const POLICIES: Readonly<Record<ArgocdTokenName, Policy>> = {
  rounds: ROUNDS,
  readonly: READONLY,
  deployer: [...READONLY, ['applications', 'sync', '*/*']],
  nothing: [],
  expired: ROUNDS,
};

export const argocdToken = (name: ArgocdTokenName): string => `eyJhbGciOiJIUzI1NiJ9.${secretOf(`argo-prod ${name}`)}`;

/** Who a header `Authorization` belongs to, or why it is nobody (util/session, sessionmanager.go). */
export function argocdCaller(header: string | undefined, expired: boolean): ArgocdCaller | string {
  const [, token = ''] = /^Bearer (.+)$/.exec(header ?? '') ?? [];
  if (token === '') {
    return 'no session information';
  }
  const name = ARGOCD_TOKENS.find((one) => sameText(token, argocdToken(one)));
  if (name === undefined) {
    return 'invalid session: token signature is invalid: signature is invalid';
  }
  if (name === 'expired' || expired) {
    return 'invalid session: token has invalid claims: token is expired';
  }
  return {
    user: 'opsrounds',
    can: (resource, action, object) =>
      POLICIES[name].some((line) => line[0] === resource && line[1] === action && matches(line[2], object)),
  };
}

/** `*` stands for anything; the text asked for may itself be a pattern and is taken as it stands. */
function matches(pattern: string, text: string): boolean {
  const escaped = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${escaped.join('.*')}$`).test(text);
}
