import { css } from '@emotion/css';
import { useStyles2 } from '@grafana/ui';

import type { Duplicate } from '../../../core/hardware-map/duplicates';
import type { MapRow } from '../../../core/hardware-map/row';
import { Mark } from '../../../ui/Mark';
import { Section } from '../../../ui/Section';
import { t } from '../../../ui/t';
import { VirtualTable } from '../../../ui/VirtualTable';
import { useStickyTop } from '../useStickyTop';
import { machineName } from './mapWords';

/** Addresses and MACs that stand twice; nothing where none does. */
export function Duplicates({ duplicates, rows }: { duplicates: readonly Duplicate[]; rows: readonly MapRow[] }) {
  const styles = useStyles2(getStyles);
  const stickyTop = useStickyTop();
  if (duplicates.length === 0) {
    return null;
  }
  const byKey = new Map(rows.map((row) => [row.key, row]));
  return (
    <Section
      title={t('map.duplicates', 'Twice')}
      count={duplicates.length}
      help={t('map.duplicates-help', 'The same address in two separate networks may be right; the same MAC seldom is.')}
    >
      <VirtualTable
        label={t('map.duplicates-label', 'Addresses and MACs that stand twice')}
        columns={[
          {
            key: 'kind',
            heading: t('map.duplicate.kind', 'What'),
            width: 120,
            cell: ({ kind }) => (
              <Mark
                state="warn"
                word={kind === 'mac' ? t('map.duplicate.mac', 'MAC') : t('map.duplicate.address', 'Address')}
              />
            ),
          },
          { key: 'value', heading: t('map.duplicate.value', 'Value'), width: 240, cell: ({ value }) => value },
          {
            key: 'machines',
            heading: t('map.duplicate.machines', 'Machines'),
            cell: (duplicate) => {
              const text = holders(duplicate, byKey);
              return (
                <span className={styles.cut} title={text}>
                  {text}
                </span>
              );
            },
          },
        ]}
        rows={duplicates}
        rowKey={({ kind, value }) => `${kind} ${value}`}
        stickyTop={stickyTop}
      />
    </Section>
  );
}

/** "vm 341 billing-db, ct 101 dns"; one that has it on two cards with how often. */
function holders({ rows }: Duplicate, byKey: ReadonlyMap<string, MapRow>): string {
  return [...new Set(rows)]
    .map((key) => {
      const row = byKey.get(key);
      const times = rows.filter((one) => one === key).length;
      const machine = row ? machineName(row) : key;
      return times === 1 ? machine : t('map.duplicate.times', '{{machine}} ({{times}} cards)', { machine, times });
    })
    .join(', ');
}

const getStyles = () => ({
  cut: css({ display: 'block', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }),
});
