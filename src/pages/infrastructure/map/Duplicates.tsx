import type { Duplicate } from '../../../core/infra/hardwareMap/duplicates';
import type { MapRow } from '../../../core/infra/hardwareMap/map';
import { DataTable } from '../../../ui/DataTable';
import { Mark } from '../../../ui/Mark';
import { Section } from '../../../ui/Section';
import { t } from '../../../ui/t';
import { machineName } from './mapWords';

/** Addresses and MACs that stand twice; nothing where none does. */
export function Duplicates({ duplicates, rows }: { duplicates: readonly Duplicate[]; rows: readonly MapRow[] }) {
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
      <DataTable
        label={t('map.duplicates-label', 'Addresses and MACs that stand twice')}
        columns={[
          {
            key: 'kind',
            heading: t('map.duplicate.kind', 'What'),
            tight: true,
            cell: ({ kind }) => (
              <Mark
                state="warn"
                word={kind === 'mac' ? t('map.duplicate.mac', 'MAC') : t('map.duplicate.address', 'Address')}
              />
            ),
          },
          { key: 'value', heading: t('map.duplicate.value', 'Value'), tight: true, cell: ({ value }) => value },
          {
            key: 'machines',
            heading: t('map.duplicate.machines', 'Machines'),
            cell: (duplicate) => holders(duplicate, byKey),
          },
        ]}
        rows={duplicates}
        rowKey={({ kind, value }) => `${kind} ${value}`}
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
