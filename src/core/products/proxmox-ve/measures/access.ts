import type { Reason } from '../../../check/verdict';
import {
  entity,
  judgeable,
  measured,
  noData,
  onEachNode,
  strangeWord,
  unreadOf,
  type Seen,
} from '../../../inventory/measure';
import type { MeasureTable } from '../../../inventory/read';
import { neverEnds } from '../../never';
import { administrators, asksForFactor, hasFactor, isForTokens, lockedOut } from '../../proxmox/access';
import type { Access } from '../../proxmox/parts';
import { missing } from '../../proxmox/privileges';
import { pveMeasure } from '../asked';
import type { FirewallOptions, PveParts } from '../parts';

const ONLY_OWN_USER = missing({ privilege: 'Sys.Audit', path: '/access/groups' });

/** What keeps the list of users from being whole. */
function usersProblem({ complete, acl, secondFactors }: Access, ...parts: Array<'acl' | 'secondFactors'>) {
  const unread = parts.map((part) => unreadOf({ acl, secondFactors }[part]));
  return complete ? unread.find((reason) => reason !== undefined) : ONLY_OWN_USER;
}

/** 1 for each user without a second factor who can log in where Proxmox itself asks for one; accounts of tokens are left out. */
function withoutFactor(access: Access, nowMs: number, atMs: number, whom: (isAdmin: boolean) => boolean): Seen[] {
  const factors = access.secondFactors;
  if (!factors.ok) {
    return [];
  }
  const admins = administrators(access);
  return access.users
    .filter(
      (user) =>
        !lockedOut(user, nowMs) && !(isForTokens(user, access) && !admins.has(user.id)) && whom(admins.has(user.id))
    )
    .flatMap((user): Seen[] => {
      const isAsked = asksForFactor(user, access);
      const has = hasFactor(factors.value.get(user.id) ?? []);
      const lacksOne = isAsked === true ? (typeof has === 'boolean' ? Number(!has) : has) : isAsked;
      return lacksOne === false ? [] : [judgeable({ user: user.id }, lacksOne, atMs)];
    });
}

function isOn({ enabled }: FirewallOptions): number | Reason {
  return enabled === null ? noData('What it says of its firewall is not understood.') : Number(enabled);
}

function keepsOut(policy: string): number | Reason {
  return policy === 'DROP' || policy === 'REJECT' ? 1 : policy === 'ACCEPT' ? 0 : strangeWord(policy);
}

export const accessMeasures = {
  'pve/admin-without-factor': pveMeasure({
    needs: ['access'],
    labels: ['user'],
    observe: ({ access: { value, atMs } }, { nowMs }) =>
      measured(
        withoutFactor(value, nowMs, atMs, (isAdmin) => isAdmin),
        usersProblem(value, 'secondFactors', 'acl')
      ),
  }),

  'pve/user-without-factor': pveMeasure({
    needs: ['access'],
    labels: ['user'],
    observe: ({ access: { value, atMs } }, { nowMs }) =>
      measured(
        withoutFactor(value, nowMs, atMs, (isAdmin) => !isAdmin),
        usersProblem(value, 'secondFactors', 'acl')
      ),
  }),

  /** Tokens of each user who is disabled or expired. */
  'pve/locked-out-tokens': pveMeasure({
    needs: ['access'],
    labels: ['user'],
    observe: ({ access: { value, atMs } }, { nowMs }) =>
      measured(
        value.users.map((user) => entity({ user: user.id }, lockedOut(user, nowMs) ? user.tokens.length : 0, atMs)),
        usersProblem(value)
      ),
  }),

  /** 1 for each token that never expires. */
  'pve/token-without-expiry': pveMeasure({
    needs: ['access'],
    labels: ['user', 'token'],
    observe: ({ access: { value, atMs } }, { nowMs }) =>
      measured(
        value.users.flatMap(({ id: user, tokens }) =>
          tokens.map(({ id: token, expiresMs }) => entity({ user, token }, Number(neverEnds(expiresMs, nowMs)), atMs))
        ),
        usersProblem(value)
      ),
  }),

  /** 1 for each token that can do what an administrator can. */
  'pve/admin-token': pveMeasure({
    needs: ['access'],
    labels: ['user', 'token'],
    observe: ({ access: { value, atMs } }) => {
      const admins = administrators(value);
      const entities = value.users.flatMap(({ id: user, tokens }) =>
        tokens.map(({ id: token, privilegeSeparated }) => {
          const powerful = admins.has(user) && (!privilegeSeparated || admins.has(`${user}!${token}`));
          return entity({ user, token }, Number(powerful), atMs);
        })
      );
      return measured(entities, usersProblem(value, 'acl'));
    },
  }),

  'pve/firewall': pveMeasure({
    needs: ['firewall'],
    labels: [],
    observe: ({ firewall: { value, atMs } }) => measured([judgeable({}, isOn(value), atMs)]),
  }),

  /** Whether what no rule speaks of is kept out; nothing while the firewall is off. */
  'pve/firewall-policy': pveMeasure({
    needs: ['firewall'],
    labels: ['policy'],
    observe: ({ firewall: { value, atMs } }) => {
      // Proxmox drops when nothing is set.
      const policy = value.policyIn ?? 'DROP';
      return measured(value.enabled === true ? [judgeable({ policy }, keepsOut(policy), atMs)] : []);
    },
  }),

  'pve/node-firewall': pveMeasure({
    needs: ['nodeFirewalls'],
    labels: ['node'],
    observe: ({ nodeFirewalls }) =>
      onEachNode(nodeFirewalls.value, (options, node, atMs) => [judgeable({ node }, isOn(options), atMs)]),
  }),
} satisfies MeasureTable<PveParts>;
