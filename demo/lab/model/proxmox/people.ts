import type { Story } from '../story';

const DAY = 86400;

/** A user of a cluster or of the backup server. */
export interface LabPerson {
  id: string;
  realm: 'pam' | 'pve' | 'pbs' | 'ldap';
  enabled: boolean;
  /** Seconds; 0 is never. */
  expires: number;
  name: string;
  groups: readonly string[];
  /** Kinds of second factors. */
  factors: ReadonlyArray<'totp' | 'webauthn' | 'recovery'>;
  tokens: ReadonlyArray<{ id: string; expires: number; separated: boolean; comment: string }>;
}

export interface LabAcl {
  path: string;
  role: string;
  subject: string;
  kind: 'user' | 'group' | 'token';
  propagate: boolean;
}

export interface People {
  users: readonly LabPerson[];
  acl: readonly LabAcl[];
}

/** Users of a server: an administrator without a second factor, one who left, a token that never ends. */
export function createPeople(story: Story, realm: 'pve' | 'pbs'): People {
  const day = Math.floor(story.rootFilledSince / DAY) * DAY;
  const person = (id: string, more: Partial<LabPerson>): LabPerson => ({
    id,
    realm,
    enabled: true,
    expires: 0,
    name: '',
    groups: [],
    factors: [],
    tokens: [],
    ...more,
  });
  const admin = realm === 'pve' ? 'Administrator' : 'Admin';
  const token = (id: string, expires: number, comment: string) => ({ id, expires, separated: true, comment });
  return {
    users: [
      person('root@pam', { realm: 'pam', factors: ['totp', 'recovery'] }),
      person(`alice@${realm}`, { name: 'Alice Berger', groups: ['admins'], factors: ['webauthn', 'recovery'] }),
      person(`bob@${realm}`, { name: 'Bob Keller', groups: ['admins'] }),
      person(`carol@${realm}`, { name: 'Carol Roth', groups: ['operators'], factors: ['totp'] }),
      person(`dave@${realm}`, {
        name: 'Dave Lang',
        enabled: false,
        groups: ['operators'],
        tokens: [token('scripts', 0, 'old cron jobs')],
      }),
      person('eve@ldap', { realm: 'ldap', name: 'Eve Sommer', groups: ['operators'] }),
      person(`ci@${realm}`, {
        name: 'Pipeline',
        tokens: [token('terraform', 0, 'image builds'), token('packer', day + 90 * DAY, '')],
      }),
    ],
    acl: [
      { path: '/', role: admin, subject: `bob@${realm}`, kind: 'user', propagate: true },
      { path: '/', role: admin, subject: `alice@${realm}`, kind: 'user', propagate: true },
      ...(realm === 'pve'
        ? ([
            { path: '/vms', role: 'PVEVMUser', subject: 'operators', kind: 'group', propagate: true },
            { path: '/vms', role: 'PVEVMAdmin', subject: 'ci@pve!terraform', kind: 'token', propagate: true },
          ] as const)
        : []),
    ],
  };
}
