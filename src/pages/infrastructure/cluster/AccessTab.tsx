import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import type { CheckResult } from '../../../core/check/result';
import type { Read } from '../../../core/inventory/read';
import type { FirewallOptions } from '../../../core/products/proxmox-ve/parts';
import type { ClusterFigure } from '../../../core/products/proxmox-ve/view';
import type { Access } from '../../../core/products/proxmox/parts';
import { feeding } from '../../../core/products/shows';
import { verdictOf } from '../../../core/products/standing';
import { UNKNOWN_TEXT } from '../../../ui/amounts';
import type { Column } from '../../../ui/column';
import { Mark } from '../../../ui/Mark';
import { Section } from '../../../ui/Section';
import { plural, t } from '../../../ui/t';
import { shortDateWithYear } from '../../../ui/when';
import { useZone } from '../../../ui/zone';
import { ReadView, Unreadable } from '../ReadView';
import { sectionVerdict, WorstFirst, type JudgedSection } from '../WorstFirst';
import { FactTable } from './FactTable';
import { StandingList } from './StandingList';
import type { TabProps } from './TabProps';
import { rightsOf, rightVerdict, TokenRights } from './TokenRights';
import { checksOfTab } from './tabs';

/** Who may do what: users with their second factor and tokens, the access list, the firewall, and the rights of the token itself. */
export function AccessTab({ reading: { snapshot, checks }, openEvidence, nowMs }: TabProps) {
  return (
    <>
      <StandingList
        title={t('access.checks', 'Checks')}
        checks={checksOfTab(checks, 'access')}
        openEvidence={openEvidence}
        nowMs={nowMs}
      />
      <WorstFirst sections={sectionsOf(snapshot, checks)} />
    </>
  );
}

function sectionsOf(snapshot: TabProps['reading']['snapshot'], checks: readonly CheckResult[]): JudgedSection[] {
  const { access, permissions, firewall, nodeFirewalls } = snapshot;
  const firewalls = nodeFirewalls?.ok ? [...nodeFirewalls.value] : [];
  return [
    {
      key: 'rights',
      verdict: sectionVerdict(rightsOf(snapshot).map(rightVerdict), permissions),
      content: <TokenRights snapshot={snapshot} />,
    },
    {
      key: 'users',
      verdict: sectionVerdict(
        access?.ok ? access.value.users.map(({ id }) => verdictOf(checks, { user: id })) : [],
        access,
        access?.ok ? { ok: access.value.complete } : undefined
      ),
      content: <Users access={access} checks={checks} />,
    },
    {
      key: 'firewall',
      verdict: sectionVerdict(
        feeding<ClusterFigure>(checks, 'firewall', 'node-firewall').map(({ verdict }) => verdict),
        firewall,
        nodeFirewalls,
        ...firewalls.map(([, read]) => read)
      ),
      content: <Firewall snapshot={snapshot} checks={checks} />,
    },
    {
      key: 'acl',
      verdict: sectionVerdict([], access?.ok ? access.value.acl : undefined),
      content: <AccessList access={access} />,
    },
  ];
}

type User = Access['users'][number];

interface AccessProps {
  access: Read<Access> | undefined;
  checks: readonly CheckResult[];
}

function Users({ access, checks }: AccessProps) {
  const zone = useZone();
  return (
    <Section
      title={t('users.title', 'Users')}
      count={access?.ok && access.value.complete ? access.value.users.length : null}
    >
      <ReadView of={access}>
        {(value) => (
          <>
            {!value.complete && (
              <Unreadable
                reason={{
                  code: 'not-permitted',
                  detail: t('users.incomplete', 'The token sees only its own user: Sys.Audit on /access is missing.'),
                }}
              />
            )}
            <FactTable
              label={t('users.title', 'Users')}
              rows={value.users}
              rowKey={({ id }) => id}
              verdict={({ id }) => verdictOf(checks, { user: id })}
              columns={userColumns(value, zone)}
              none={t('users.none', 'No user is listed.')}
            />
          </>
        )}
      </ReadView>
    </Section>
  );
}

function userColumns({ secondFactors }: Access, zone: string): Array<Column<User>> {
  return [
    { key: 'id', heading: t('users.user', 'User'), cell: ({ id }) => id },
    {
      key: 'enabled',
      heading: t('users.state', 'State'),
      width: 150,
      cell: ({ enabled, expiresMs }) =>
        !enabled
          ? t('users.disabled', 'disabled')
          : expiresMs === null
            ? t('users.enabled', 'enabled')
            : t('users.until', 'until {{date}}', { date: shortDateWithYear(expiresMs, zone) }),
    },
    {
      key: 'factor',
      heading: t('users.factor', 'Second factor'),
      width: 160,
      cell: ({ id }) =>
        secondFactors.ok ? (
          (secondFactors.value.get(id)?.join(', ') ?? t('users.no-factor', 'none'))
        ) : (
          <Mark state="unknown" word={UNKNOWN_TEXT} size="sm" />
        ),
    },
    {
      key: 'tokens',
      heading: t('users.tokens', 'Tokens'),
      from: 640,
      wraps: true,
      cell: ({ tokens }) => tokens.map((token) => tokenText(token, zone)).join(', '),
    },
  ];
}

/** `grafana (expires 1 Mar 2027)` */
function tokenText({ id, expiresMs, privilegeSeparated }: User['tokens'][number], zone: string): string {
  const notes = [
    expiresMs === null
      ? t('users.token-forever', 'no expiry')
      : t('users.token-expires', 'expires {{date}}', { date: shortDateWithYear(expiresMs, zone) }),
    privilegeSeparated ? '' : t('users.token-full', "all of the user's rights"),
  ].filter((note) => note !== '');
  return `${id} (${notes.join(', ')})`;
}

function AccessList({ access }: { access: Read<Access> | undefined }) {
  return (
    <Section title={t('acl.title', 'Access list')}>
      <ReadView of={access}>
        {({ acl }) => (
          <ReadView of={acl}>
            {(entries) => (
              <FactTable
                label={t('acl.title', 'Access list')}
                rows={entries}
                rowKey={({ path, role, subject, kind }) => [path, role, subject, kind].join(' ')}
                columns={[
                  { key: 'path', heading: t('acl.path', 'Path'), cell: ({ path }) => path },
                  { key: 'subject', heading: t('acl.subject', 'Who'), cell: ({ subject }) => subject },
                  { key: 'kind', heading: t('acl.kind', 'Kind'), width: 100, from: 560, cell: ({ kind }) => kind },
                  { key: 'role', heading: t('acl.role', 'Role'), cell: ({ role }) => role },
                ]}
                none={t('acl.none', 'Nobody is granted anything but root.')}
              />
            )}
          </ReadView>
        )}
      </ReadView>
    </Section>
  );
}

interface FirewallRow extends FirewallOptions {
  where: string;
  node: string | null;
}

function Firewall({ snapshot, checks }: { snapshot: TabProps['reading']['snapshot']; checks: readonly CheckResult[] }) {
  const styles = useStyles2(getStyles);
  const { firewall, nodeFirewalls } = snapshot;
  const nodes = nodeFirewalls?.ok ? [...nodeFirewalls.value] : [];
  const rows: FirewallRow[] = [
    ...(firewall?.ok ? [{ ...firewall.value, where: t('firewall.datacenter', 'Datacenter'), node: null }] : []),
    ...nodes.flatMap(([node, read]) => (read.ok ? [{ ...read.value, where: node, node }] : [])),
  ];
  const silent = nodes.filter(([, read]) => !read.ok);
  const ofFirewall = feeding<ClusterFigure>(checks, 'firewall');
  const ofNodeFirewalls = feeding<ClusterFigure>(checks, 'node-firewall');
  return (
    <Section title={t('firewall.title', 'Firewall')}>
      {nodeFirewalls?.ok === false && <Unreadable reason={nodeFirewalls.reason} />}
      <ReadView of={firewall}>
        {() => (
          <FactTable
            label={t('firewall.title', 'Firewall')}
            rows={rows}
            rowKey={({ where }) => where}
            verdict={({ node }) => (node === null ? verdictOf(ofFirewall, {}) : verdictOf(ofNodeFirewalls, { node }))}
            columns={[
              { key: 'where', heading: t('firewall.where', 'Where'), cell: ({ where }) => where },
              {
                key: 'enabled',
                heading: t('firewall.enabled', 'Firewall'),
                cell: ({ enabled }) =>
                  enabled === null ? UNKNOWN_TEXT : enabled ? t('firewall.on', 'on') : t('firewall.off', 'off'),
              },
              { key: 'in', heading: t('firewall.in', 'Incoming'), cell: ({ policyIn }) => policyIn ?? '—' },
              {
                key: 'out',
                heading: t('firewall.out', 'Outgoing'),
                from: 560,
                cell: ({ policyOut }) => policyOut ?? '—',
              },
            ]}
            none=""
          />
        )}
      </ReadView>
      {silent.length > 0 && (
        <p className={styles.note}>
          {plural('firewall.silent', silent.length, {
            one: '{{count}} node did not answer.',
            other: '{{count}} nodes did not answer.',
          })}
        </p>
      )}
    </Section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  note: css({
    ...theme.typography.bodySmall,
    margin: theme.spacing(1, 0, 0, 0),
    color: theme.colors.text.secondary,
    overflowWrap: 'anywhere',
  }),
});
