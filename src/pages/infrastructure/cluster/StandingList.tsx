import type { CheckResult } from '../../../core/check/result';
import { verdictRank } from '../../../core/check/verdict';
import { sinceOf } from '../../../core/products/standing';
import type { Column } from '../../../ui/column';
import { Mark } from '../../../ui/Mark';
import { Section } from '../../../ui/Section';
import { t } from '../../../ui/t';
import { verdictCounts } from '../../../ui/verdictCounts';
import { VirtualTable } from '../../../ui/VirtualTable';
import { sinceWhen } from '../../../ui/when';
import { useZone } from '../../../ui/zone';

interface Props {
  title: string;
  checks: readonly CheckResult[];
  openEvidence: (checkId: string) => void;
  nowMs: number;
}

/** The checks of one subject with what each says; a row opens its evidence. Those that do not apply are left out. */
export function StandingList({ title, checks, openEvidence, nowMs }: Props) {
  const zone = useZone();
  const rows = checks
    .filter(({ verdict }) => verdict !== 'na')
    .sort((a, b) => verdictRank(a.verdict) - verdictRank(b.verdict));
  const since = (check: CheckResult) => (check.verdict === 'pass' ? null : sinceOf(check));
  const columns: Array<Column<CheckResult>> = [
    {
      key: 'verdict',
      heading: t('standing.verdict', 'Verdict'),
      width: 108,
      cell: ({ verdict }) => <Mark state={verdict} />,
    },
    {
      key: 'finding',
      heading: t('standing.finding', 'What is seen'),
      wraps: true,
      cell: ({ definition, finding }) => finding ?? definition.title,
    },
    {
      key: 'counts',
      heading: t('standing.counts', 'Of'),
      width: 210,
      from: 700,
      cell: ({ counts }) => verdictCounts(counts),
    },
    {
      key: 'since',
      heading: t('standing.since', 'Since'),
      width: 84,
      from: 560,
      numeric: true,
      cell: (check) => {
        const sinceMs = since(check);
        return sinceMs === null ? '' : sinceWhen(sinceMs, nowMs, zone);
      },
    },
  ];
  return (
    <Section title={title}>
      <VirtualTable
        label={title}
        columns={columns.filter(({ key }) => key !== 'since' || rows.some((row) => since(row) !== null))}
        rows={rows}
        rowKey={({ definition }) => definition.id}
        onOpen={({ definition }) => openEvidence(definition.id)}
      />
    </Section>
  );
}
