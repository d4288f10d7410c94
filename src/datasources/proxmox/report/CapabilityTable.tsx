import { css } from '@emotion/css';

import type { Capability, Excess } from '../../../core/products/proxmox/capabilities';
import { DataTable, type Column } from '../../../ui/DataTable';
import { Mark } from '../../../ui/Mark';
import { t } from '../../../ui/t';
import { featureWords, needsWords } from './reportWords';

interface Props {
  capabilities: readonly Capability[];
  excess: readonly Excess[];
}

/** What each feature needs, whether the token has it, and what stays unknown without it. */
export function CapabilityTable({ capabilities, excess }: Props) {
  const writes = new Set(excess.flatMap(({ servesFor }) => (servesFor === null ? [] : [servesFor])));
  const columns: ReadonlyArray<Column<Capability>> = [
    {
      key: 'feature',
      heading: t('proxmox.report.feature', 'Feature'),
      cell: ({ feature }) => featureWords(feature),
    },
    {
      key: 'needs',
      heading: t('proxmox.report.needs', 'Needs'),
      cell: (capability) => needsWords(capability),
    },
    {
      key: 'token',
      heading: t('proxmox.report.token', 'This token'),
      tight: true,
      cell: (capability) => <TokenCell capability={capability} writes={writes.has(capability.feature)} />,
    },
    {
      key: 'without',
      heading: t('proxmox.report.without', 'Unknown without it'),
      cell: ({ without }) => without,
    },
  ];
  return (
    <div className={container}>
      <DataTable
        label={t('proxmox.report.table', 'What each feature needs, and what this token has')}
        columns={columns}
        rows={capabilities}
        rowKey={({ feature }) => feature}
      />
    </div>
  );
}

function TokenCell({ capability: { state, optional }, writes }: { capability: Capability; writes: boolean }) {
  switch (state) {
    case 'has':
      return (
        <Mark
          state="pass"
          word={writes ? t('proxmox.report.has-write', 'has it, may write') : t('proxmox.report.has', 'has it')}
        />
      );
    case 'some':
      return <Mark state="unknown" word={t('proxmox.report.some', 'for some')} />;
    case 'lacks':
      return optional ? (
        <Mark state="na" word={t('proxmox.report.not-given', 'not given')} />
      ) : (
        <Mark state="unknown" word={t('proxmox.report.lacks', 'lacks it')} />
      );
    case 'unknown':
      return <Mark state="unknown" word={t('proxmox.report.unknown', 'not known')} />;
  }
}

const container = css({ containerType: 'inline-size', maxWidth: 1100, marginBottom: 24 });
