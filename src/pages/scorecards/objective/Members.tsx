import { TextLink } from '@grafana/ui';

import type { ScorecardRow } from '../../../core/slo/scorecard';
import type { Column } from '../../../ui/column';
import { DataTable } from '../../../ui/DataTable';
import { Mark } from '../../../ui/Mark';
import { Section } from '../../../ui/Section';
import { leftText, objectiveWord } from '../../../ui/slo/objectiveWords';
import { t } from '../../../ui/t';
import { decimalText } from '../../../ui/when';
import { objectiveHref } from '../paths';
import { worstRowsFirst } from '../../../core/slo/rowOrder';
import type { ObjectiveView } from './view';

interface Member {
  id: string;
  weight: number;
  row: ScorecardRow | undefined;
}

interface Props {
  view: ObjectiveView;
  rows: readonly ScorecardRow[];
  window: string | null;
}

/** What the budget of a composite is made of. */
export function Members({ view: { objective }, rows, window }: Props) {
  const members: readonly Member[] =
    objective.sli.kind === 'composite'
      ? objective.sli.members.map(({ objective: id, weight }) => ({
          id,
          weight,
          row: worstRowsFirst(rows.filter((row) => row.objective.id === id))[0],
        }))
      : [];
  const columns: ReadonlyArray<Column<Member>> = [
    {
      key: 'verdict',
      heading: t('members.verdict', 'Verdict'),
      tight: true,
      cell: ({ row }) => {
        const verdict = row?.results[0]?.verdict ?? 'unknown';
        return <Mark state={verdict} word={objectiveWord(verdict)} />;
      },
    },
    {
      key: 'objective',
      heading: t('members.objective', 'Objective'),
      cell: ({ id, row }) =>
        row ? (
          <TextLink href={objectiveHref(id, row.group, window)} inline={false}>
            {row.objective.title}
          </TextLink>
        ) : (
          t('members.none', '{{id}}: there is none', { id })
        ),
    },
    {
      key: 'left',
      heading: t('members.left', 'Error budget left'),
      numeric: true,
      cell: ({ row }) => {
        const result = row?.results[0];
        return !result?.budget || result.verdict === 'unknown' ? '?' : `${leftText(result.budget.left)} %`;
      },
    },
    {
      key: 'weight',
      heading: t('members.weight', 'Weight'),
      numeric: true,
      cell: ({ weight }) => decimalText(weight, 2),
    },
  ];
  return (
    <Section
      title={t('members.title', 'What it is made of')}
      count={members.length}
      help={t('members.help', 'What each of them spent of its budget, by weight, is taken from this one.')}
    >
      <DataTable
        label={t('members.title', 'What it is made of')}
        columns={columns}
        rows={members}
        rowKey={({ id }) => id}
      />
    </Section>
  );
}
