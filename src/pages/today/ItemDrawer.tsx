import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, Drawer, useStyles2 } from '@grafana/ui';
import { useEffect, useRef, useState } from 'react';

import type { CheckResult, Entity } from '../../core/check/result';
import type { BoardItem } from '../../core/checklist/board';
import { useNow } from '../../ui/Age';
import { AcceptedBaseline } from '../../ui/baseline/AcceptedBaseline';
import { CheckEvidence } from '../../ui/CheckEvidence';
import { headline } from '../../ui/headline';
import { Mark } from '../../ui/Mark';
import { reasonInTable } from '../../ui/reasonText';
import { useEntityRisks } from '../../ui/risk/useEntityRisks';
import type { Round } from '../../ui/round/useRound';
import { plural, t } from '../../ui/t';
import { useFirstFocus } from '../../ui/useFirstFocus';
import type { MarkState } from '../../ui/verdictLook';
import { countText } from '../../ui/when';
import { useZone } from '../../ui/zone';
import { DrawerFooter } from './DrawerFooter';
import { FindingLines } from './FindingLines';
import { GoneDialog } from './GoneDialog';
import { GoneList } from './GoneList';
import { lastTime } from './lastTime';
import { useGone } from './useGone';
import { isStanding } from '../../core/checklist/signed';

interface Props {
  round: Round;
  entry: BoardItem;
  /** The check to show at first; the worst one for null. */
  checkId: string | null;
  onClose: () => void;
}

/** One item over Today: all that was found, its worst check in full, its other checks, and the decision. */
export function ItemDrawer({ round, entry, checkId, onClose }: Props) {
  const styles = useStyles2(getStyles);
  const nowMs = useNow(() => 10_000);
  const zone = useZone();
  const [chosen, setChosen] = useState(checkId);
  const check = entry.checks.find((one) => one.definition.id === chosen) ?? entry.findings[0]?.check ?? entry.checks[0];
  const body = useRef<HTMLDivElement>(null);
  // Not the heading: a long one gets a tooltip, which replaces it, or takes the Escape that should close the drawer.
  useFirstFocus(() => body.current);
  const { item, decision, mode, verdict } = entry;
  const state: MarkState =
    mode === 'hand' ? (decision ? (decision.kind === 'na' ? 'na' : 'done') : 'todo') : (verdict ?? 'pending');
  return (
    <Drawer
      size="md"
      scrollableContent={false}
      title={headline(entry)}
      subtitle={
        <span className={styles.subtitle}>
          <Mark state={state} />
          {entry.finding !== null && <span className={styles.quiet}>{item.title}</span>}
        </span>
      }
      onClose={onClose}
    >
      <div ref={body} tabIndex={-1} className={styles.column}>
        <div className={styles.scroll} tabIndex={-1}>
          {mode === 'hand' && (
            <p className={styles.line}>
              {[item.byHand, lastTime(round.events, round.run, item.id, nowMs, zone)].filter(Boolean).join(' ')}
            </p>
          )}
          {entry.findings.length > 1 && (
            <section>
              <h4 className={styles.heading}>
                {t('drawer.findings', 'Findings')} <span className={styles.quiet}>{entry.findings.length}</span>
              </h4>
              <FindingLines
                label={t('drawer.findings-of', 'Findings of {{title}}', { title: item.title })}
                findings={entry.findings}
                chosen={check?.definition.id}
                onOpen={(finding) => setChosen(finding.check.definition.id)}
              />
            </section>
          )}
          {check && mode === 'machine' && (
            <EvidenceOfRound
              key={check.definition.id}
              round={round}
              check={check}
              nowMs={nowMs}
              onStay={() => setChosen(check.definition.id)}
            />
          )}
          {entry.checks.length > 0 && (
            <section>
              <h4 className={styles.heading}>
                {t('drawer.checks', 'Checks of this item')} <span className={styles.quiet}>{entry.checks.length}</span>
              </h4>
              <ul className={styles.checks}>
                {entry.checks.map((one) => (
                  <li key={one.definition.id}>
                    <button
                      type="button"
                      aria-pressed={mode === 'machine' && one === check}
                      disabled={mode === 'hand'}
                      onClick={() => setChosen(one.definition.id)}
                    >
                      <Mark state={one.verdict} glyphOnly size="sm" />
                      {one.definition.title} <span className={styles.quiet}>{countsOf(one)}</span>
                    </button>
                  </li>
                ))}
              </ul>
            </section>
          )}
        </div>
        {round.mayDecide && !isStanding(round.board.signature) && <DrawerFooter round={round} entry={entry} />}
      </div>
    </Drawer>
  );
}

/** The evidence of a check, with what somebody said or can say of things that left. */
function EvidenceOfRound({
  round,
  check,
  nowMs,
  onStay,
}: {
  round: Round;
  check: CheckResult;
  nowMs: number;
  /** It is worked on, and stays even if another check is the worst now. */
  onStay: () => void;
}) {
  const { dataSources } = round.connected.connection;
  const { showEvidence } = round.look;
  useEffect(() => showEvidence(check.definition.id), [showEvidence, check.definition.id]);
  const gone = useGone(round, nowMs);
  const risks = useEntityRisks({ check, connected: round.connected, mayWrite: round.mayDecide, nowMs, onStay });
  const [asked, setAsked] = useState<Entity | null>(null);
  const sayGone = (entity: Entity) => (
    <Button
      size="sm"
      variant="secondary"
      fill="text"
      onClick={() => {
        onStay();
        gone.forgetProblem();
        setAsked(entity);
      }}
    >
      {t('gone.say', 'Gone for good…')}
    </Button>
  );
  return (
    <>
      <CheckEvidence
        check={check}
        dataSources={dataSources}
        nowMs={nowMs}
        risks={risks}
        {...(round.mayDecide && { act: sayGone })}
      />
      <AcceptedBaseline check={check} connected={round.connected} look={round.look} nowMs={nowMs} onOpen={onStay} />
      <GoneList
        check={check}
        gone={gone}
        problem={asked ? null : gone.problem}
        mayWrite={round.mayDecide}
        nowMs={nowMs}
      />
      {asked && (
        <GoneDialog
          definition={check.definition}
          entity={asked}
          sourceName={dataSources.find(({ uid }) => uid === asked.sourceUid)?.name ?? asked.sourceUid}
          gone={gone}
          nowMs={nowMs}
          onClose={() => {
            gone.forgetProblem();
            setAsked(null);
          }}
        />
      )}
    </>
  );
}

/** "1 of 98" that do not pass, or how many pass. */
function countsOf({ counts, reason, verdict }: CheckResult): string {
  const all = counts.pass + counts.warn + counts.fail + counts.unknown;
  if (all === 0) {
    return reason ? reasonInTable(reason) : '';
  }
  return verdict === 'pass'
    ? countText(all)
    : plural(
        'drawer.of',
        all,
        { one: '{{bad}} of {{count}}', other: '{{bad}} of {{count}}' },
        { bad: all - counts.pass }
      );
}

const getStyles = (theme: GrafanaTheme2) => ({
  column: css({
    display: 'flex',
    flexDirection: 'column',
    height: '100%',
    minHeight: 0,
    containerType: 'inline-size',
    '&:focus': { outline: 'none' },
  }),
  scroll: css({
    flex: 1,
    minHeight: 0,
    overflowY: 'auto',
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(2.5),
    paddingBottom: theme.spacing(2),
  }),
  subtitle: css({ display: 'inline-flex', flexWrap: 'wrap', gap: theme.spacing(0.5, 1.5) }),
  line: css({ margin: 0, maxWidth: '80ch' }),
  quiet: css({ color: theme.colors.text.secondary }),
  heading: css({ ...theme.typography.h6, marginBottom: theme.spacing(1), '& span': { fontWeight: 'normal' } }),
  checks: css({
    listStyle: 'none',
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 2),
    '& button': {
      display: 'inline-flex',
      alignItems: 'center',
      gap: theme.spacing(0.75),
      minHeight: 24,
      padding: 0,
      border: 0,
      background: 'none',
      borderRadius: theme.shape.radius.default,
      textAlign: 'left',
    },
    '& button:hover:not(:disabled), & button[aria-pressed="true"]': { textDecoration: 'underline' },
    '& button:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: 2 },
  }),
});
