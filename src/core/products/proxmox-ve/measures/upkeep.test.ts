/** @jest-environment node */
import { DAY, given, n2Offline, NOW, onN1, refused } from '../../../inventory/testData';
import type { Access } from '../../proxmox/parts';
import type { PackageVersion } from '../parts';
import { look } from '../testData';

describe('updates', () => {
  const pkg = (
    name: string,
    installed: string | null,
    candidate: string | null,
    kernel: string | null = null
  ): PackageVersion => ({
    name,
    installed,
    candidate,
    runningKernel: kernel,
    managerVersion: null,
    state: null,
  });
  it('are packages with a newer candidate; what is not installed is none', () => {
    const list = [
      pkg('qemu', '9.0.1-1', '9.0.2-1'),
      pkg('same', '1', '1'),
      pkg('absent', null, '2'),
      pkg('held', '2', null),
    ];
    expect(look('pve/package-updates', { packages: n2Offline(list) })).toEqual([
      'n1=1',
      'n2=source-down: n2 is offline',
    ]);
    expect(look('pve/package-updates', { packages: onN1([]) })).toEqual(['n1=no-data: It lists no packages.']);
  });

  it('ask for a restart when a newer kernel is installed, by number and not by letter', () => {
    const due = (running: string | null, ...kernels: string[]) =>
      look('pve/reboot-due', {
        packages: onN1([
          pkg('proxmox-ve', '9.1', '9.1', running),
          ...kernels.map((name) => pkg(name, '1', '1')),
          pkg('proxmox-kernel-6.17.9-1-pve-signed', null, '1'),
        ]),
      });
    expect(due('6.14.8-2-pve', 'proxmox-kernel-6.14.8-2-pve-signed', 'proxmox-kernel-6.14')).toEqual(['n1=0']);
    expect(due('6.14.8-2-pve', 'proxmox-kernel-6.14.11-1-pve')).toEqual(['n1=1']);
    expect(due('5.15.108-1-pve', 'pve-kernel-5.15.104-1-pve')).toEqual(['n1=0']);
    const backports = ['proxmox-kernel-6.14.11-6-bpo12-pve-signed', 'proxmox-kernel-6.8.12-15-pve-signed'];
    expect(due('6.14.8-2-bpo12-pve', ...backports)).toEqual(['n1=1']);
    expect([due('6.14.11-6-bpo12-pve', ...backports), due('6.14.11-6-pve', ...backports)].flat()).toEqual([
      'n1=0',
      'n1=0',
    ]);
    const unknown = 'n1=no-data: It does not say which kernel runs, or which are installed.';
    expect([due(null, 'pve-kernel-5.15.104-1-pve'), due('6.14.8-2-pve')].flat()).toEqual([unknown, unknown]);
  });

  it('of all packages name the privilege that nobody has to give', () => {
    expect(
      look('pve/pending-updates', {
        updates: new Map([['n1', refused('not-permitted', 'Sys.Modify on /nodes/n1 is missing')]]),
      })
    ).toEqual(['n1=not-permitted: Sys.Modify on /nodes/n1 is missing']);
  });
});

describe('hardware', () => {
  it('shows the certificate that is served', () => {
    const certificate = (filename: string, days: number | null) => ({
      filename,
      subject: null,
      issuer: null,
      fingerprint: null,
      notBeforeMs: null as number | null,
      notAfterMs: days === null ? null : NOW + days * DAY,
    });
    const own = [certificate('pve-root-ca.pem', 3000), certificate('pve-ssl.pem', 5)];
    const see = (list: typeof own) => look('pve/certificate-days', { certificates: onN1(list) });
    expect(see(own)).toEqual(['n1 pve-ssl.pem=5']);
    expect(see([...own, certificate('pveproxy-ssl.pem', 60)])).toEqual(['n1 pveproxy-ssl.pem=60']);
    expect(see([])).toEqual(['n1=no-data: It does not list the certificate that it serves.']);
    const short = { ...certificate('pveproxy-ssl.pem', 3), notBeforeMs: NOW - 3 * DAY };
    expect(see([...own, short])).toEqual([]);
    const life = (list: typeof own) => look('pve/certificate-life', { certificates: onN1(list) });
    expect([life([...own, short]), life(own), life([])]).toEqual([['n1 pveproxy-ssl.pem=0.5'], [], []]);
  });

  it('takes no subscription for none to end, and an invalid one for ended', () => {
    const see = (status: string, nextDueMs: number | null = null) =>
      look('pve/subscription-days', { subscriptions: onN1({ status, level: null, product: null, nextDueMs }) });
    expect(see('notfound')).toEqual([]);
    expect(see('active', NOW + 10 * DAY)).toEqual(['n1 active=10']);
    expect(see('active')).toEqual(['n1 active=no-data: It does not say when it is due.']);
    expect(see('invalid', NOW + 10 * DAY)).toEqual(['n1 invalid=0']);
    expect(see('odd')).toEqual(['n1 odd=no-data: "odd" is no state that is known.']);
  });

  it('does not take a silent disk for a healthy one', () => {
    const disk = (device: string, health: string | null, lifeLeftRatio: number | null = null) => ({
      device,
      health,
      lifeLeftRatio,
      model: null,
      serial: null,
      sizeBytes: null,
      kind: 'ssd',
    });
    const words = ['FIRMWARE IMPENDING FAILURE', 'FINE BY ME'].map((word) => disk('x', word));
    expect(look('pve/disk-health', { disks: onN1(words) })).toEqual([
      'n1 x=0',
      'n1 x=no-data: "FINE BY ME" is no state that is known.',
    ]);
    const disks = onN1([disk('a', 'PASSED', 0.9), disk('b', 'FAILED!', 0.04), disk('c', 'UNKNOWN'), disk('d', null)]);
    expect(look('pve/disk-health', { disks })).toEqual([
      'n1 a=1',
      'n1 b=0',
      'n1 c=no-data: The disk does not say how it is.',
      'n1 d=no-data: The disk does not say how it is.',
    ]);
    expect(look('pve/disk-life', { disks })).toEqual(['n1 a=0.9', 'n1 b=0.04']);
  });
});

describe('access', () => {
  const user = (id: string, fields: Partial<Access['users'][number]> = {}): Access['users'][number] => ({
    id,
    enabled: true,
    expiresMs: null,
    realmType: id.split('@')[1] ?? null,
    groups: [],
    tokens: [],
    ...fields,
  });
  const token = (id: string, privilegeSeparated = true, expiresMs: number | null = null) => ({
    id,
    privilegeSeparated,
    expiresMs,
  });
  const access = (fields: Partial<Access>): Access => ({
    users: [],
    secondFactors: given(new Map()),
    acl: given([]),
    realmsWithFactor: given([]),
    complete: true,
    ...fields,
  });
  const grant = (subject: string, role: string, path = '/', kind: 'user' | 'group' | 'token' = 'user') => ({
    subject,
    role,
    path,
    kind,
  });

  it('asks administrators for a second factor, by group or by name, and everybody else in its own words', () => {
    const part = access({
      users: [
        user('root@pam'),
        user('ann@pve'),
        user('bob@pve', { groups: ['admins'] }),
        user('eve@pve'),
        user('old@pve', { expiresMs: NOW - 1 }),
        user('off@pve', { enabled: false }),
        user('lou@ldap'),
        user('kim@pve'),
      ],
      acl: given([
        grant('ann@pve', 'PVEAdmin'),
        grant('admins', 'Administrator', '/vms', 'group'),
        grant('eve@pve', 'PVEAdmin', '/pool/x'),
      ]),
      secondFactors: given(
        new Map([
          ['root@pam', ['totp']],
          ['ann@pve', ['recovery']],
          ['kim@pve', ['webauthn', 'recovery']],
        ])
      ),
    });
    expect(look('pve/admin-without-factor', { access: part })).toEqual(['root@pam=0', 'ann@pve=1', 'bob@pve=1']);
    expect(look('pve/user-without-factor', { access: part })).toEqual(['eve@pve=1', 'kim@pve=0']);
    const realm = { ...part, realmsWithFactor: given(['pve']) };
    expect(look('pve/user-without-factor', { access: realm })).toEqual([]);
  });

  it('knows neither a strange kind of factor nor a realm of a strange type for a good reason', () => {
    const part = access({
      users: [
        user('ann@pve'),
        user('bob@pve'),
        user('cyd@corp', { realmType: null }),
        user('dan@corp', { realmType: 'ad' }),
      ],
      secondFactors: given(
        new Map([
          ['ann@pve', ['palm']],
          ['bob@pve', ['palm', 'totp']],
        ])
      ),
    });
    expect(look('pve/user-without-factor', { access: part })).toEqual([
      'ann@pve=no-data: "palm" is no kind of second factor that is known.',
      'bob@pve=0',
      'cyd@corp=no-data: Whose business the users of realm corp are is not known.',
    ]);
  });

  it('says nothing of users to a token that sees only its own', () => {
    const part = access({
      users: [user('me@pve')],
      complete: false,
      secondFactors: refused('not-permitted', 'Sys.Audit on /access is missing'),
    });
    for (const measure of ['pve/admin-without-factor', 'pve/user-without-factor']) {
      expect(look(measure, { access: part })).toEqual([
        'problem not-permitted: Sys.Audit on /access/groups is missing',
      ]);
    }
    const noAcl = access({ users: [user('me@pve')], acl: refused('not-permitted', 'Sys.Audit on /access is missing') });
    expect(look('pve/admin-without-factor', { access: noAcl })).toEqual([
      'problem not-permitted: Sys.Audit on /access is missing',
    ]);
  });

  it('does not take a list in which something cannot be read for all there is', () => {
    const partial = { code: 'bad-response' as const, detail: '1 of 2 entries cannot be read' };
    const part = access({ users: [user('root@pam', { tokens: [token('t')] })], acl: { ...given([]), partial } });
    for (const measure of ['pve/admin-without-factor', 'pve/user-without-factor', 'pve/admin-token']) {
      expect(look(measure, { access: part })).toContain('problem bad-response: 1 of 2 entries cannot be read');
    }
  });

  it('finds tokens that outlive their user, never expire or may do everything', () => {
    const part = access({
      users: [
        user('root@pam', { tokens: [token('full', false), token('small', true, NOW + DAY)] }),
        user('gone@pve', { enabled: false, tokens: [token('left')] }),
      ],
      acl: given([grant('gone@pve', 'Administrator'), grant('gone@pve!left', 'Administrator', '/', 'token')]),
    });
    expect(look('pve/locked-out-tokens', { access: part })).toEqual(['root@pam=0', 'gone@pve=1']);
    const far = access({ users: [user('a@pve', { tokens: [token('far', true, Date.UTC(9999, 11, 31))] })] });
    expect(look('pve/token-without-expiry', { access: far })).toEqual(['a@pve far=1']);
    expect(look('pve/token-without-expiry', { access: part })).toEqual([
      'root@pam full=1',
      'root@pam small=0',
      'gone@pve left=1',
    ]);
    expect(look('pve/admin-token', { access: part })).toEqual([
      'root@pam full=1',
      'root@pam small=0',
      'gone@pve left=1',
    ]);
  });

  it('judges the policy of a firewall that is on', () => {
    const see = (enabled: boolean | null, policyIn: string | null) =>
      ['pve/firewall', 'pve/firewall-policy'].flatMap((measure) =>
        look(measure, { firewall: { enabled, policyIn, policyOut: null } })
      );
    expect(see(false, 'ACCEPT')).toEqual(['=0']);
    expect(see(true, null)).toEqual(['=1', 'DROP=1']);
    expect(see(true, 'ACCEPT')).toEqual(['=1', 'ACCEPT=0']);
    expect(see(true, 'REJECT')).toEqual(['=1', 'REJECT=1']);
    expect(see(true, 'SHRUG')).toEqual(['=1', 'SHRUG=no-data: "SHRUG" is no state that is known.']);
    expect(see(null, null)).toEqual(['=no-data: What it says of its firewall is not understood.']);
  });
});
