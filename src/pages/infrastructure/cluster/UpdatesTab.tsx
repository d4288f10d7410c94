import type { CheckResult } from '../../../core/check/result';
import type { Standing } from '../../../core/products/pending';
import type { PerNode, Read, Snapshot } from '../../../core/inventory/read';
import { runningKernel } from '../../../core/products/proxmox-ve/measures/updates';
import type { PackageVersion, PveParts } from '../../../core/products/proxmox-ve/parts';
import type { ClusterFigure } from '../../../core/products/proxmox-ve/view';
import { feeding } from '../../../core/products/shows';
import { verdictOf } from '../../../core/products/standing';
import { UNKNOWN_TEXT } from '../../../ui/amounts';
import type { Column } from '../../../ui/column';
import { Section } from '../../../ui/Section';
import { t } from '../../../ui/t';
import { shortDateWithYear } from '../../../ui/when';
import { useZone } from '../../../ui/zone';
import { ReadView } from '../ReadView';
import { sectionVerdict, WorstFirst } from '../WorstFirst';
import { FactTable } from './FactTable';
import { SilentNodes } from './HaTab';
import { StandingList } from './StandingList';
import type { TabProps } from './TabProps';
import { checksOfTab } from './tabs';

/** What is installed, what waits, and what expires. */
export function UpdatesTab({ reading: { snapshot, checks }, openEvidence, nowMs }: TabProps) {
  const { packages, certificates, subscriptions } = snapshot;
  const ofNode = (node: string, figure: ClusterFigure) => verdictOf(feeding<ClusterFigure>(checks, figure), { node });
  const certificatesOf = (node: string, list: ReadonlyArray<{ filename: string }>) =>
    list.map(({ filename }) => verdictOf(checks, { node, file: filename }));
  return (
    <>
      <StandingList
        title={t('updates.checks', 'Checks')}
        checks={checksOfTab(checks, 'updates')}
        openEvidence={openEvidence}
        nowMs={nowMs}
      />
      <WorstFirst
        sections={[
          {
            key: 'packages',
            verdict: verdictByNode(packages, (node) => [ofNode(node, 'packages')]),
            content: <PackageSection packages={packages} checks={checks} />,
          },
          {
            key: 'certificates',
            verdict: verdictByNode(certificates, certificatesOf),
            content: <CertificateSection snapshot={snapshot} checks={checks} />,
          },
          {
            key: 'subscriptions',
            verdict: verdictByNode(subscriptions, (node) => [ofNode(node, 'subscription')]),
            content: <SubscriptionSection snapshot={snapshot} checks={checks} />,
          },
        ]}
      />
    </>
  );
}

/** The worst of the rows of all nodes; unknown where one of them could not be read. */
function verdictByNode<T>(read: Read<PerNode<T>> | undefined, rows: (node: string, value: T) => Standing[]): Standing {
  const nodes = read?.ok ? [...read.value] : [];
  return sectionVerdict(
    nodes.flatMap(([node, one]) => (one.ok ? rows(node, one.value) : [])),
    read,
    ...nodes.map(([, one]) => one)
  );
}

interface NodePackages {
  node: string;
  manager: PackageVersion | undefined;
  kernel: string | null;
  waiting: readonly PackageVersion[];
}

function PackageSection({
  packages,
  checks,
}: {
  packages: Snapshot<PveParts>['packages'];
  checks: readonly CheckResult[];
}) {
  const ofPackages = feeding<ClusterFigure>(checks, 'packages');
  return (
    <Section
      title={t('updates.packages', 'Packages of Proxmox')}
      help={t(
        'updates.packages-help',
        "Proxmox's own packages, from what each node knows of its repositories. Debian's need a privilege that can also write."
      )}
    >
      <ReadView of={packages}>
        {(nodes) => (
          <>
            <SilentNodes nodes={[...nodes]} />
            <FactTable
              label={t('updates.packages', 'Packages of Proxmox')}
              rows={packagesByNode(nodes)}
              rowKey={({ node }) => node}
              verdict={({ node }) => verdictOf(ofPackages, { node })}
              columns={packageColumns()}
              none={t('updates.no-node', 'No node answered.')}
            />
          </>
        )}
      </ReadView>
    </Section>
  );
}

function packagesByNode(nodes: PerNode<readonly PackageVersion[]>): readonly NodePackages[] {
  return [...nodes].flatMap(([node, read]) =>
    read.ok
      ? [
          {
            node,
            manager: read.value.find(({ name }) => name === 'pve-manager'),
            kernel: runningKernel(read.value),
            waiting: read.value.filter(
              ({ installed, candidate }) => installed !== null && candidate !== null && installed !== candidate
            ),
          },
        ]
      : []
  );
}

function packageColumns(): Array<Column<NodePackages>> {
  return [
    { key: 'node', heading: t('updates.node', 'Node'), width: 140, cell: ({ node }) => node },
    {
      key: 'version',
      heading: t('updates.version', 'Version'),
      width: 110,
      cell: ({ manager }) => manager?.installed ?? UNKNOWN_TEXT,
    },
    {
      key: 'kernel',
      heading: t('updates.kernel', 'Running kernel'),
      width: 170,
      from: 760,
      cell: ({ kernel }) => kernel ?? UNKNOWN_TEXT,
    },
    {
      key: 'count',
      heading: t('updates.waiting', 'Waiting'),
      width: 80,
      numeric: true,
      cell: ({ waiting }) => String(waiting.length),
    },
    {
      key: 'names',
      heading: t('updates.which', 'Which'),
      from: 600,
      wraps: true,
      cell: ({ waiting }) => waiting.map(({ name, candidate }) => `${name} ${candidate ?? ''}`).join(', '),
    },
  ];
}

interface PartsProps {
  snapshot: Snapshot<PveParts>;
  checks: readonly CheckResult[];
}

function CertificateSection({ snapshot: { certificates }, checks }: PartsProps) {
  const zone = useZone();
  const nodes = certificates?.ok ? [...certificates.value] : [];
  const rows = nodes.flatMap(([node, read]) => (read.ok ? read.value.map((one) => ({ node, ...one })) : []));
  return (
    <Section title={t('updates.certificates', 'Certificates')} count={certificates?.ok ? rows.length : null}>
      <ReadView of={certificates}>
        {() => (
          <>
            <SilentNodes nodes={nodes} />
            <FactTable
              label={t('updates.certificates', 'Certificates')}
              rows={rows}
              rowKey={({ node, filename }) => `${node} ${filename}`}
              verdict={({ node, filename }) => verdictOf(checks, { node, file: filename })}
              columns={[
                { key: 'node', heading: t('updates.node', 'Node'), width: 140, cell: ({ node }) => node },
                { key: 'file', heading: t('updates.file', 'File'), cell: ({ filename }) => filename },
                {
                  key: 'subject',
                  heading: t('updates.subject', 'Subject'),
                  from: 700,
                  wraps: true,
                  cell: ({ subject }) => subject ?? UNKNOWN_TEXT,
                },
                {
                  key: 'until',
                  heading: t('updates.until', 'Valid until'),
                  width: 120,
                  numeric: true,
                  cell: ({ notAfterMs }) => (notAfterMs === null ? UNKNOWN_TEXT : shortDateWithYear(notAfterMs, zone)),
                },
              ]}
              none={t('updates.no-certificate', 'No node told of a certificate.')}
            />
          </>
        )}
      </ReadView>
    </Section>
  );
}

function SubscriptionSection({ snapshot: { subscriptions }, checks }: PartsProps) {
  const zone = useZone();
  const nodes = subscriptions?.ok ? [...subscriptions.value] : [];
  const rows = nodes.flatMap(([node, read]) => (read.ok ? [{ node, ...read.value }] : []));
  const ofSubscriptions = feeding<ClusterFigure>(checks, 'subscription');
  return (
    <Section title={t('updates.subscriptions', 'Subscriptions')}>
      <ReadView of={subscriptions}>
        {() => (
          <>
            <SilentNodes nodes={nodes} />
            <FactTable
              label={t('updates.subscriptions', 'Subscriptions')}
              rows={rows}
              rowKey={({ node }) => node}
              verdict={({ node }) => verdictOf(ofSubscriptions, { node })}
              columns={[
                { key: 'node', heading: t('updates.node', 'Node'), width: 140, cell: ({ node }) => node },
                { key: 'status', heading: t('updates.status', 'Status'), cell: ({ status }) => status },
                {
                  key: 'product',
                  heading: t('updates.product', 'Product'),
                  from: 600,
                  cell: ({ product }) => product ?? '—',
                },
                {
                  key: 'due',
                  heading: t('updates.due', 'Due'),
                  width: 120,
                  numeric: true,
                  cell: ({ nextDueMs }) => (nextDueMs === null ? '—' : shortDateWithYear(nextDueMs, zone)),
                },
              ]}
              none={t('updates.no-node', 'No node answered.')}
            />
          </>
        )}
      </ReadView>
    </Section>
  );
}
