import { Icon, useStyles2 } from '@grafana/ui';

import { riskStatements, type AcceptedRisk } from '../../core/acceptance/risk';
import { riskUntil } from '../../ui/risk/riskWords';
import { plural, t } from '../../ui/t';
import { useZone } from '../../ui/zone';
import { decidedWord } from './decisions';
import { getRowStyles } from './rowStyles';

/** What one person says of several things stands once; of more than these it is counted. */
const SHOWN = 3;

/** "Risk accepted until 4 Dec by anna: note", where that is what answers an item. Withdrawn in the evidence, thing by thing. */
export function RisksLine({ risks }: { risks: readonly AcceptedRisk[] }) {
  const styles = useStyles2(getRowStyles);
  const zone = useZone();
  const statements = riskStatements(risks);
  const hidden = statements.length - SHOWN;
  return statements.slice(0, SHOWN).map((said, at) => (
    <div key={`${said.who} ${said.untilMs} ${said.why}`} className={styles.decided}>
      <Icon name="comment-alt" size="sm" aria-hidden />
      <span>
        <strong>{decidedWord('risk')}</strong> {riskUntil(said, zone)}
        {said.count > 1 && t('risk.of-count', ', of {{count}}', { count: said.count })}: {said.why}
        {at === SHOWN - 1 &&
          hidden > 0 &&
          ` ${plural('risk.more', hidden, {
            one: 'And {{count}} more reason.',
            other: 'And {{count}} more reasons.',
          })}`}
      </span>
    </div>
  ));
}
