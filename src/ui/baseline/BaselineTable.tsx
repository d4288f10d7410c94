import { subjectTitle } from '../../core/check/finding';
import { labelName, labelValue } from '../../core/check/labelWords';
import type { CheckResult, Entity } from '../../core/check/result';
import type { Column } from '../column';
import { DataTable } from '../DataTable';
import { plural, t } from '../t';
import { countText } from '../when';

/** Rows that are drawn; the rest is counted. */
const MOST = 200;

interface Props {
  check: CheckResult;
  /** There is nothing to compare with: all that is there is listed. */
  isFirst: boolean;
}

/** The differences to the accepted state, or what the first one would have. */
export function BaselineTable({ check: { definition, entities }, isFirst }: Props) {
  const rows = isFirst ? entities : entities.filter(({ labels }) => labels['change'] !== 'same');
  const said = (name: string) => (row: Entity) => labelValue(definition, name, row.labels[name] ?? '');
  const column = (name: string): Column<Entity> => ({
    key: name,
    heading: labelName(definition, name),
    cell: said(name),
  });
  const columns: Array<Column<Entity>> = [
    { key: 'thing', heading: t('baseline.thing', 'Thing'), cell: ({ labels }) => subjectTitle(definition, labels) },
    ...(isFirst ? [column('now')] : [column('change'), column('was'), column('now')]),
  ];
  const left = rows.length - MOST;
  return rows.length === 0 ? null : (
    <>
      <DataTable
        label={t('baseline.dialog.list', 'What changes')}
        columns={columns}
        rows={rows.slice(0, MOST)}
        rowKey={({ key }) => key}
      />
      {left > 0 && (
        <p>
          {plural(
            'baseline.left',
            left,
            { one: '{{n}} more is not shown.', other: '{{n}} more are not shown.' },
            { n: countText(left) }
          )}
        </p>
      )}
    </>
  );
}
