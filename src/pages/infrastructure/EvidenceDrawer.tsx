import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Drawer, useStyles2 } from '@grafana/ui';
import { useRef } from 'react';

import type { CheckResult } from '../../core/check/result';
import { CheckEvidence } from '../../ui/CheckEvidence';
import { Mark } from '../../ui/Mark';
import { useAddress } from '../../ui/useAddress';
import { useFirstFocus } from '../../ui/useFirstFocus';

interface EvidenceOfProps {
  checks: readonly CheckResult[];
  nowMs: number;
}

/** The drawer of the check that the address names (`?evidence=`), when it is one of these. */
export function EvidenceOf({ checks, nowMs }: EvidenceOfProps) {
  const [params, change] = useAddress();
  const check = checks.find(({ definition }) => definition.id === params.get('evidence'));
  return check ? <EvidenceDrawer check={check} nowMs={nowMs} onClose={() => change({ evidence: null })} /> : null;
}

interface Props {
  check: CheckResult;
  nowMs: number;
  onClose: () => void;
}

/** Everything behind one verdict of a system, over its page. */
export function EvidenceDrawer({ check, nowMs, onClose }: Props) {
  const styles = useStyles2(getStyles);
  const body = useRef<HTMLDivElement>(null);
  // Not the heading: a long one gets a tooltip, which replaces it, or takes the Escape that should close the drawer.
  useFirstFocus(() => body.current);
  return (
    <Drawer
      size="md"
      title={check.finding ?? check.definition.title}
      subtitle={
        <span className={styles.subtitle}>
          <Mark state={check.verdict} />
          {check.finding !== null && <span className={styles.quiet}>{check.definition.title}</span>}
        </span>
      }
      onClose={onClose}
    >
      <div ref={body} tabIndex={-1} className={styles.column}>
        <CheckEvidence check={check} dataSources={[]} nowMs={nowMs} />
      </div>
    </Drawer>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  column: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(2.5),
    containerType: 'inline-size',
    '&:focus': { outline: 'none' },
  }),
  subtitle: css({ display: 'inline-flex', flexWrap: 'wrap', gap: theme.spacing(0.5, 1.5) }),
  quiet: css({ color: theme.colors.text.secondary }),
});
