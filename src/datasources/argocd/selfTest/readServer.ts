import type { Clock } from '../../../core/check/ports';
import type { Reason } from '../../../core/check/verdict';
import type { Read } from '../../../core/inventory/read';
import type { ArgoParts } from '../../../core/products/argocd/parts';
import { argocdInventory, argocdReader } from '../../../sources/argocd/inventory';
import { excessRights, may, type Right } from '../../../sources/argocd/rights';
import { VERSION } from '../../../sources/argocd/version';
import { examine, type Failure } from '../../../sources/grafana/examine';
import type { SavedSettings } from '../../../sources/grafana/savedSettings';
import type { Transport } from '../../../sources/transport/port';
import type { Source } from '../../../ui/datasource/query';
import { argocdAddressProblem } from '../config/address';
import type { ArgocdSettings } from '../settings';
import { REFUSED, SUSPECTS, type Cause, type Field } from './causes';

export const FEATURES = ['applications', 'projects', 'clusters', 'accounts'] as const;
export type Feature = (typeof FEATURES)[number];

/** What one feature needs, and whether the token has it: for all, for some (a project's role), not, or not known. */
export interface Capability {
  feature: Feature;
  right: Right;
  state: 'has' | 'some' | 'lacks' | 'unknown';
  /** How many are seen; null when the list could not be read. */
  seen: number | null;
}

export interface ServerFound {
  ok: true;
  version: string;
  user: string;
  capabilities: readonly Capability[];
  /** What the token may do beyond reading what is needed. */
  excess: readonly Right[];
}

/** What a look at the server with the saved settings gave. */
export type Found = ServerFound | Failure<Cause, Field>;

/** Asks the server anew, nothing of it kept. Rejects with the caller's abort and with bugs of ours. */
export async function readServer(
  source: Source<ArgocdSettings>,
  transport: Transport,
  clock: Clock,
  signal: AbortSignal
): Promise<Found> {
  const product = { question: VERSION, suspects: () => SUSPECTS, missing: missingIn };
  const { facts, failure } = await examine(source, product, { transport, clock, signal });
  if (failure !== null) {
    return failure;
  }
  const inventory = argocdInventory(transport, source, { clock });
  const { version, user, ...lists } = await inventory.read(['version', 'user', ...FEATURES], { signal });
  // Whoever it is, Argo CD lets everybody ask who he is.
  if ((user.ok && !user.value.loggedIn) || isUnauthorized(lists.applications)) {
    return { ok: false, facts, diagnosis: { happened: 'token-refused', causes: REFUSED } };
  }
  const reader = argocdReader(transport, source, clock);
  const name = user.ok ? (user.value.name ?? '') : '';
  const [capabilities, excess] = await Promise.all([
    Promise.all(
      FEATURES.map((feature) => capabilityOf(feature, lists[feature], (right) => may(reader, signal, right)))
    ),
    excessRights(reader, signal, projectsOf(name, lists)),
  ]);
  return { ok: true, version: version.ok ? version.value.version : '?', user: name, capabilities, excess };
}

function missingIn({ address, secrets }: SavedSettings): readonly Field[] {
  return [
    ...(argocdAddressProblem(address)?.blocks === true ? ['address' as const] : []),
    ...(secrets?.has('token') === false ? ['token' as const] : []),
  ];
}

function isUnauthorized(read: Read<unknown>): boolean {
  return !read.ok && read.reason.code === 'unauthorized';
}

async function capabilityOf(
  feature: Feature,
  read: Read<readonly unknown[]>,
  ask: (right: Right) => Promise<{ ok: true; value: boolean } | { ok: false; reason: Reason }>
): Promise<Capability> {
  const right = { resource: feature, action: 'get', of: feature === 'applications' ? '*/*' : '*' };
  const answer = await ask(right);
  const seen = read.ok ? read.value.length : null;
  if (!answer.ok) {
    return { feature, right, state: 'unknown', seen };
  }
  return { feature, right, state: answer.value ? 'has' : seen === null || seen === 0 ? 'lacks' : 'some', seen };
}

/** A role belongs to one project; an account may have rights in any that it sees. */
function projectsOf(
  user: string,
  { projects, applications }: Pick<{ [P in Feature]: Read<ArgoParts[P]> }, 'projects' | 'applications'>
): readonly string[] {
  const own = /^proj:([^:]+):/.exec(user)?.[1];
  if (own !== undefined) {
    return [own];
  }
  const seen = [
    ...(projects.ok ? projects.value.map(({ name }) => name) : []),
    ...(applications.ok ? applications.value.map(({ project }) => project) : []),
  ];
  return [...new Set(seen)];
}
