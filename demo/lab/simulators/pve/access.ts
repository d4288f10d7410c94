import type { LabPerson } from '../../model/proxmox/people';
import { present, type Endpoint, type PveCall } from './endpoint';

/** When factors and the token of who asks were made. */
const grantedAt = ({ story }: PveCall['cluster']): number => Math.floor(story.rootFilledSince) - 200 * 86_400;

/** Users that the caller may see; its own always. */
function visible({ cluster, caller }: PveCall): LabPerson[] {
  const own: LabPerson = {
    id: caller.user,
    realm: 'pve',
    enabled: true,
    expires: 0,
    name: 'Ops Rounds',
    groups: [],
    factors: [],
    tokens: [
      {
        id: caller.id.split('!')[1] ?? '',
        expires: grantedAt(cluster) + 400 * 86_400,
        separated: true,
        comment: 'Grafana',
      },
    ],
  };
  const all = caller.permissions.hasAny('/access/groups', ['User.Modify', 'Sys.Audit']);
  return all ? [...cluster.people.users, own] : [own];
}

function users(call: PveCall): unknown[] {
  const full = ['1', 'true', 'yes', 'on'].includes(call.query.get('full') ?? '');
  return visible(call).map(({ id, realm, enabled, expires, name, groups, factors, tokens }) => {
    const [firstname, lastname] = name.split(' ');
    return present({
      userid: id,
      enable: enabled ? 1 : 0,
      expire: expires,
      'realm-type': realm,
      ...(name !== '' && { firstname, lastname, email: `${firstname?.toLowerCase()}@example.net` }),
      keys: factors.length > 0 ? 'x' : undefined,
      ...(full && {
        groups: groups.join(','),
        tokens: tokens.map(({ id: tokenid, expires: expire, separated, comment }) =>
          present({ tokenid, expire, privsep: separated ? 1 : 0, comment: comment || undefined })
        ),
      }),
    });
  });
}

/** Users without a second factor are not listed. */
function secondFactors(call: PveCall): unknown[] {
  const created = grantedAt(call.cluster);
  return visible(call)
    .filter(({ factors }) => factors.length > 0)
    .map(({ id, factors }) => ({
      userid: id,
      entries: factors.map((type) => ({ id: `${type}-1`, type, created, description: type, enable: 1 })),
    }));
}

function acl({ cluster, caller }: PveCall): unknown[] {
  return caller.permissions.has('/access', 'Sys.Audit')
    ? cluster.people.acl.map(({ path, role, subject, kind, propagate }) => ({
        path,
        type: kind,
        ugid: subject,
        roleid: role,
        propagate: propagate ? 1 : 0,
      }))
    : [];
}

export const accessEndpoints: readonly Endpoint[] = [
  { path: '/access/permissions', parameters: ['path', 'userid'], answer: ({ caller }) => caller.permissions.dump() },
  { path: '/access/users', parameters: ['enabled', 'full'], answer: users },
  { path: '/access/tfa', answer: secondFactors },
  { path: '/access/acl', answer: acl },
  {
    path: '/access/domains',
    answer: () => [
      { realm: 'pam', type: 'pam', comment: 'Linux PAM standard authentication' },
      { realm: 'pve', type: 'pve', comment: 'Proxmox VE authentication server' },
      { realm: 'ldap', type: 'ldap', comment: 'Company directory', tfa: 'oath' },
    ],
  },
];
