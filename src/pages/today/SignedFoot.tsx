import { css } from '@emotion/css';
import { locationUtil, type GrafanaTheme2 } from '@grafana/data';
import { Button, LinkButton, useStyles2 } from '@grafana/ui';
import { useMemo } from 'react';

import { sealOf } from '../../core/checklist/seal';
import type { Signature } from '../../core/checklist/state';
import { Mark } from '../../ui/Mark';
import { runPath } from '../../ui/round/runPath';
import { useServices } from '../../ui/services';
import { plural, t } from '../../ui/t';
import { clockTime } from '../../ui/when';
import { useZone } from '../../ui/zone';
import { ReopenButton } from './ReopenButton';
import { useRoundView } from './roundView';

/** "Signature 8c1f 02ab, 17 events, none edited", the second signature, and what can be done with a signed round. */
export function SignedFoot({ signature }: { signature: Signature }) {
  const styles = useStyles2(getStyles);
  const { round } = useRoundView();
  const { events, run, state } = round;
  const seal = useMemo(() => sealOf(events, state.rejected, run.key), [events, state.rejected, run.key]);
  const untouched = seal?.state === 'intact' && seal.edited === 0;
  const words = signatureWords(signature);
  return (
    <footer className={styles.foot}>
      {untouched ? (
        <span>{t('foot.untouched', '{{signature}}, none edited', { signature: words })}</span>
      ) : (
        <Mark
          state="unknown"
          word={t('foot.touched', '{{signature}}: these are not the events of now', { signature: words })}
        />
      )}
      <SecondSignature signature={signature} />
      <span className={styles.acts}>
        <LinkButton size="sm" variant="secondary" fill="text" href={locationUtil.assureBaseUrl(runPath(run.key))}>
          {t('foot.record', 'Open the record')}
        </LinkButton>
        <ReopenButton />
      </span>
    </footer>
  );
}

function signatureWords({ digest, events }: Signature): string {
  return plural(
    'foot.signature',
    events,
    { one: 'Signature {{digest}}, {{count}} event', other: 'Signature {{digest}}, {{count}} events' },
    { digest: `${digest.slice(0, 4)} ${digest.slice(4, 8)}` }
  );
}

/** Who signed below it, or the button to do so where the list wants two people. */
function SecondSignature({ signature }: { signature: Signature }) {
  const zone = useZone();
  const { user } = useServices();
  const { round, decisions } = useRoundView();
  const { second, author } = signature;
  if (second) {
    return (
      <span>
        {t('foot.second', 'Second signature by {{who}} at {{time}}', {
          who: second.author,
          time: clockTime(second.atMs, zone),
        })}
      </span>
    );
  }
  if (round.connected.template.signatures !== 2) {
    return null;
  }
  return user.login === author || !round.mayDecide ? (
    <Mark state="todo" word={t('foot.second-missing', 'A second person has to sign')} />
  ) : (
    <Button size="sm" onClick={decisions.countersign}>
      {t('foot.sign-second', 'Sign as second person')}
    </Button>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  foot: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 2),
    padding: theme.spacing(1, 2.5, 1, 3),
    borderTop: `1px solid ${theme.colors.border.weak}`,
    color: theme.colors.text.secondary,
  }),
  acts: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0.5), marginLeft: 'auto' }),
});
