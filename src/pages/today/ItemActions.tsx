import { Button, useStyles2 } from '@grafana/ui';

import type { Finding } from '../../core/check/findings';
import type { Evidence } from '../../core/check/result';
import type { BoardItem } from '../../core/checklist/board';
import { GrafanaLink } from '../../ui/GrafanaLink';
import { Kbd } from '../../ui/Kbd';
import { t } from '../../ui/t';
import { DecisionForm } from './DecisionForm';
import { buttonWord, consequence, keyOf, offered } from './decisions';
import { getRowStyles } from './rowStyles';
import { useRoundView } from './roundView';

/** The action line of an item that needs a decision: its buttons, or the form of the one that was pressed, and links. */
export function ItemActions({ entry }: { entry: BoardItem }) {
  const styles = useStyles2(getRowStyles);
  const { round, decisions, active, focusRow } = useRoundView();
  const { item } = entry;
  const { form } = decisions;
  if (form?.row === item.id) {
    return (
      <DecisionForm
        kind={form.kind}
        consequence={consequence(entry)}
        onDecide={(words) => {
          focusRow(item.id);
          decisions.decide(form.kind, [entry], words);
        }}
        onCancel={() => {
          focusRow(item.id);
          decisions.closeForm();
        }}
      />
    );
  }
  const hint = active === item.id;
  return (
    <div className={styles.actions}>
      {entry.verdict === 'unknown' && <RecheckButton entry={entry} hint={hint} />}
      {round.mayDecide &&
        offered(entry).map((kind) => (
          <Button
            key={kind}
            size="sm"
            variant="secondary"
            icon={kind === 'done' ? 'check' : undefined}
            onClick={() => {
              focusRow(item.id);
              decisions.choose(item.id, kind, [entry]);
            }}
          >
            {buttonWord(kind)}
            {hint && <Kbd>{keyOf(kind)}</Kbd>}
          </Button>
        ))}
      <ItemLinks entry={entry} />
    </div>
  );
}

/** Looks again at one item's checks; reads Cancel meanwhile and keeps its width. */
export function RecheckButton({ entry, hint = false }: { entry: BoardItem; hint?: boolean }) {
  const { look } = useRoundView().round;
  const { id, checks } = entry.item;
  const checking = look.checking === id;
  return (
    <Button
      size="sm"
      variant="secondary"
      icon={checking ? 'times' : 'sync'}
      style={{ minWidth: 96 }}
      onClick={() => (checking ? look.cancel() : look.againItem(id, checks))}
    >
      {checking ? t('recheck.cancel', 'Cancel') : t('recheck.again', 'Re-check')}
      {hint && !checking && <Kbd>R</Kbd>}
    </Button>
  );
}

/** How the headline's finding was measured: at the source that was silent, else at that of its worst entity. */
function evidenceOf(finding: Finding | undefined): Evidence | undefined {
  const all = finding?.check.evidence ?? [];
  const uid = finding?.silent[0]?.sourceUid ?? finding?.entities[0]?.sourceUid;
  return all.find(({ sourceUid }) => sourceUid === uid) ?? all[0];
}

function ItemLinks({ entry }: { entry: BoardItem }) {
  const styles = useStyles2(getRowStyles);
  const { dataSources } = useRoundView().round.connected.connection;
  const evidence = evidenceOf(entry.findings[0]);
  const source = dataSources.find((one) => one.uid === evidence?.sourceUid);
  if (!evidence || !source) {
    return null;
  }
  return (
    <div className={styles.links}>
      {entry.verdict === 'unknown' && <GrafanaLink place={{ to: 'data-source', uid: source.uid }} look="text" newTab />}
      <GrafanaLink place={{ to: 'explore', source, query: evidence.query }} look="text" newTab />
    </div>
  );
}
