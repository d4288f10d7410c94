import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import { verdictRank, type Verdict } from '../../../core/check/verdict';
import { capabilities, excess, type Capability } from '../../../core/products/proxmox/capabilities';
import { UNKNOWN_TEXT } from '../../../ui/amounts';
import type { Column } from '../../../ui/column';
import { Mark } from '../../../ui/Mark';
import { Section } from '../../../ui/Section';
import { t } from '../../../ui/t';
import { Unreadable } from '../ReadView';
import { FactTable } from './FactTable';
import type { TabProps } from './TabProps';

type Snapshot = TabProps['reading']['snapshot'];

/** What the token may read, and what stays unknown without it. */
export function rightsOf({ permissions, version }: Snapshot): readonly Capability[] {
  return capabilities(permissions?.ok ? permissions.value : null, 'pve', version?.ok ? version.value.release : null);
}

/** What a right is worth: what is missing leaves something unknown, unless nobody has to grant it. */
export function rightVerdict({ state, optional }: Capability): Verdict {
  return state === 'has' ? 'pass' : optional && state === 'lacks' ? 'na' : 'unknown';
}

/** What this token can see, and what stays unknown without the rest. */
export function TokenRights({ snapshot }: { snapshot: Snapshot }) {
  const styles = useStyles2(getStyles);
  const { permissions } = snapshot;
  const rights = [...rightsOf(snapshot)].sort((a, b) => verdictRank(rightVerdict(a)) - verdictRank(rightVerdict(b)));
  const held = permissions?.ok ? permissions.value : null;
  const tooMuch = held === null ? [] : excess(held, 'pve').filter(({ servesFor }) => servesFor === null);
  return (
    <Section
      title={t('rights.title', 'Token rights')}
      help={t('rights.help', 'What the token of this data source may read, and what stays unknown without it.')}
    >
      {permissions?.ok === false && <Unreadable reason={permissions.reason} />}
      <FactTable
        label={t('rights.title', 'Token rights')}
        rows={rights}
        rowKey={({ feature }) => feature}
        columns={rightColumns()}
        none=""
      />
      {tooMuch.length > 0 && (
        <p className={styles.note}>
          {t('rights.excess', 'It can do more than read, and should not: {{privileges}}.', {
            privileges: tooMuch.map(({ privilege, paths }) => `${privilege} (${paths.join(', ')})`).join(', '),
          })}
        </p>
      )}
    </Section>
  );
}

function rightWord(state: Capability['state']): string {
  switch (state) {
    case 'has':
      return t('rights.has', 'Granted');
    case 'some':
      return t('rights.some', 'For some');
    case 'lacks':
      return t('rights.lacks', 'Missing');
    case 'unknown':
      return UNKNOWN_TEXT;
  }
}

function rightColumns(): Array<Column<Capability>> {
  return [
    {
      key: 'state',
      heading: t('rights.state', 'State'),
      width: 130,
      cell: (right) => <Mark state={rightVerdict(right)} word={rightWord(right.state)} />,
    },
    {
      key: 'what',
      heading: t('rights.what', 'What it shows'),
      wraps: true,
      cell: ({ without }) => without,
    },
    {
      key: 'needs',
      heading: t('rights.needs', 'Needs'),
      width: 330,
      from: 640,
      wraps: true,
      cell: ({ needs }) => needs.map(({ privilege, path }) => `${privilege} ${path}`).join(', '),
    },
    {
      key: 'optional',
      heading: '',
      width: 140,
      from: 900,
      cell: ({ optional }) => (optional ? t('rights.optional', 'optional, can write') : ''),
    },
  ];
}

const getStyles = (theme: GrafanaTheme2) => ({
  note: css({
    ...theme.typography.bodySmall,
    margin: theme.spacing(1, 0, 0, 0),
    color: theme.colors.text.secondary,
    overflowWrap: 'anywhere',
  }),
});
