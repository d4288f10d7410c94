import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';
import { useState } from 'react';

import { saidExpected, type SaidExpected } from '../../../core/acceptance/expected';
import { osdDifference, osdsToExpect, type OsdDifference } from '../../../core/products/ceph/expectedOsds';
import type { CephView } from '../../../core/products/ceph/view';
import { useConnection } from '../../../ui/connection';
import { useAcceptances } from '../../../ui/journal/useAcceptances';
import { plural, t } from '../../../ui/t';
import { shortDate } from '../../../ui/when';
import { useZone } from '../../../ui/zone';
import { ExpectDialog } from './ExpectDialog';
import { namesText } from './namesText';

interface Props {
  view: CephView;
  nowMs: number;
  /** Why this user may not accept; null when they may. */
  mayNot: string | null;
  /** Reads the cluster again. */
  again: () => void;
}

/** Which OSDs somebody expects, how that differs from what is there, and how to accept what is there. */
export function ExpectedOsds({ view, nowMs, mayNot, again }: Props) {
  const styles = useStyles2(getStyles);
  const connected = useConnection();
  const { acceptances, ...append } = useAcceptances({ connected, look: { again } }, nowMs);
  const [isOpen, setOpen] = useState(false);
  const things = osdsToExpect(view);
  if (acceptances === null || things === null) {
    return null;
  }
  const said = saidExpected(acceptances, things);
  const difference = osdDifference(said?.values ?? [], things.values);
  const whyNot =
    view.unheard === null
      ? mayNot
      : t('ceph.expect.unheard', '{{source}} does not answer, and may know of OSDs that are missing here.', {
          source: view.unheard.name,
        });
  const isSame = said !== null && said.ended === null && difference.added.length + difference.gone.length === 0;
  return (
    <div className={styles.line}>
      <p>
        <SaidText said={said} difference={difference} through={view.through} />
      </p>
      {!(isSame && said.untilMs === null) && (
        <Button
          size="sm"
          variant="secondary"
          disabled={whyNot !== null}
          {...(whyNot !== null && { tooltip: whyNot })}
          onClick={() => setOpen(true)}
        >
          {t('ceph.expect.open', 'Accept these OSDs as expected')}
        </Button>
      )}
      {isOpen && (
        <ExpectDialog
          name={view.name}
          things={things}
          missing={view.missing.map(({ id }) => id)}
          said={said}
          append={append}
          onClose={() => {
            append.forgetProblem();
            setOpen(false);
          }}
        />
      )}
    </div>
  );
}

interface SaidProps {
  said: SaidExpected | null;
  difference: OsdDifference;
  through: CephView['through'];
}

function SaidText({ said, difference: { added, gone }, through }: SaidProps) {
  const zone = useZone();
  if (said === null) {
    return through === 'metrics'
      ? t(
          'ceph.expect.nobody',
          'Nobody has accepted these OSDs as expected: one that vanished is forgotten after 30 days.'
        )
      : t(
          'ceph.expect.nobody-proxmox',
          'Nobody has accepted these OSDs as expected: one that is removed while it is up is not missed.'
        );
  }
  const { who, why, atMs, untilMs, ended, values } = said;
  const accepted = plural(
    'ceph.expect.said',
    values.length,
    {
      one: '{{who}} accepted {{count}} OSD as expected on {{date}}: {{why}}.',
      other: '{{who}} accepted {{count}} OSDs as expected on {{date}}: {{why}}.',
    },
    { who, why, date: shortDate(atMs, zone) }
  );
  const rest = [
    ended !== null && t('ceph.expect.ended', 'That ended on {{date}}.', { date: shortDate(ended.atMs, zone) }),
    ended === null &&
      untilMs !== null &&
      t('ceph.expect.until', 'That ends on {{date}}.', { date: shortDate(untilMs, zone) }),
    added.length > 0 && t('ceph.expect.added', 'Not among them: {{osds}}.', { osds: namesText(added) }),
    gone.length > 0 && t('ceph.expect.gone', 'Gone for good since: {{osds}}.', { osds: namesText(gone) }),
  ];
  return [accepted, ...rest.filter((part) => part !== false)].join(' ');
}

const getStyles = (theme: GrafanaTheme2) => ({
  line: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1, 2),
    marginTop: theme.spacing(1.5),
    ...theme.typography.bodySmall,
    color: theme.colors.text.secondary,
    '& p': { flex: '1 1 240px', margin: 0, overflowWrap: 'anywhere' },
  }),
});
