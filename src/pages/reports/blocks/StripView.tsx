import type { StripBlock } from '../../../core/report/blocks';
import { DataTable } from '../../../ui/DataTable';
import { Mark } from '../../../ui/Mark';
import { t } from '../../../ui/t';
import { DayStrip } from './DayStrip';

export function StripView({ strip: { title, rows } }: { strip: StripBlock }) {
  return (
    <DataTable
      label={title}
      rows={rows}
      rowKey={(row) => row.title}
      columns={[
        { key: 'what', heading: t('reports.strip.what', 'What'), cell: (row) => row.title },
        { key: 'days', heading: t('reports.strip.days', 'Days'), cell: ({ days }) => <DayStrip letters={days} /> },
        {
          key: 'end',
          heading: t('reports.strip.end', 'End of month'),
          cell: ({ end }) => <Mark state={end} size="sm" />,
        },
      ]}
    />
  );
}
