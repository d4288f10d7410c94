import { cleanUpFact } from '../../sources/doctor/grafanaFacts';
import { factFinding } from './factFinding';
import { FindingRow } from './FindingRow';
import { ownFinding, writersFinding } from './homeWords';
import type { HomeFound } from './useHome';

/** Who may write at the home and what Grafana's clean-up does there, with the setting itself. */
export function HomeFindings({ found: { home, cleanUp } }: { found: HomeFound }) {
  return (
    <div role="list">
      {home && <FindingRow {...writersFinding(home)} />}
      {home && <FindingRow {...ownFinding(home)} />}
      <FindingRow {...factFinding(cleanUpFact(cleanUp))} />
    </div>
  );
}
