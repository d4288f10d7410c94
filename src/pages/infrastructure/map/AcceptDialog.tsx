import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, Modal, useStyles2 } from '@grafana/ui';
import { useRef, useState } from 'react';

import type { AcceptedMap } from '../../../core/hardware-map/acceptance';
import { difference, rowsToAccept } from '../../../core/hardware-map/difference';
import type { HardwareMap } from '../../../core/hardware-map/map';
import { reasonAdvice, reasonWords } from '../../../ui/reasonText';
import { useServices } from '../../../ui/services';
import { plural, t } from '../../../ui/t';
import { useFirstFocus } from '../../../ui/useFirstFocus';
import { Differences } from './Differences';
import type { Accepted } from './useAccepted';

interface Props {
  /** Name of the cluster. */
  name: string;
  map: HardwareMap;
  latest: AcceptedMap | null;
  accepted: Accepted;
  onClose: () => void;
}

/** What an acceptance changes, and the acceptance. What is shown is what is kept: later readings wait below. */
export function AcceptDialog({ name, map, latest, accepted, onClose }: Props) {
  const styles = useStyles2(getStyles);
  const { user } = useServices();
  const [shown] = useState(() => ({
    rows: rowsToAccept(latest?.rows ?? [], map),
    difference: difference(latest?.rows ?? [], map),
    base: latest?.id,
  }));
  const { added, changed, gone, unseen, uncompared } = shown.difference;
  // Not on Accept: Enter would put a name under something that was not read.
  const cancel = useRef<HTMLButtonElement>(null);
  useFirstFocus(() => cancel.current);
  const { problem, isSaving } = accepted;
  const accept = async () => {
    if (await accepted.accept(shown.rows, shown.base)) {
      onClose();
    }
  };
  const kept = unseen.length + uncompared.length;
  return (
    <Modal isOpen onDismiss={onClose} title={t('map.accept.title', 'Accept the map of {{name}}', { name })}>
      <>
        <p>
          {latest
            ? t('map.accept.what', '{{added}} new, {{changed}} changed, {{gone}} gone.', {
                added: added.length,
                changed: changed.length,
                gone: gone.length,
              })
            : plural('map.accept.first', shown.rows.length, {
                one: 'The first copy: {{count}} machine. Later maps are compared with it.',
                other: 'The first copy: {{count}} machines. Later maps are compared with it.',
              })}{' '}
          {t('map.accept.as', 'You accept as')} <strong>{user.login}</strong>.
        </p>
        {latest && (
          <div className={styles.list} role="region" aria-label={t('map.accept.list', 'What changes')} tabIndex={0}>
            <Differences difference={shown.difference} />
          </div>
        )}
        {kept > 0 && (
          <p>
            {plural('map.accept.kept', kept, {
              one: '{{count}} machine cannot be read in full now: what was accepted of it stays.',
              other: '{{count}} machines cannot be read in full now: what was accepted of them stays.',
            })}
          </p>
        )}
        {map.duplicates.length > 0 && (
          <p>
            {plural('map.accept.duplicates', map.duplicates.length, {
              one: '{{count}} address or MAC stands twice, and stays flagged.',
              other: '{{count}} addresses or MACs stand twice, and stay flagged.',
            })}
          </p>
        )}
        {problem !== null && (
          <p role="alert">
            {problem === 'changed'
              ? t(
                  'map.accept.meanwhile',
                  'Somebody else accepted a copy meanwhile. Close this, and look at the differences to it.'
                )
              : t('map.accept.failed', 'Not accepted. {{why}} {{advice}}', {
                  why: reasonWords(problem),
                  advice: reasonAdvice(problem),
                })}
          </p>
        )}
        <Modal.ButtonRow>
          <Button ref={cancel} type="button" variant="secondary" fill="outline" onClick={onClose}>
            {t('decide.cancel', 'Cancel')}
          </Button>
          <Button type="button" disabled={isSaving || problem === 'changed'} onClick={() => void accept()}>
            {isSaving ? t('map.accept.saving', 'Accepting') : t('map.accept.do', 'Accept')}
          </Button>
        </Modal.ButtonRow>
      </>
    </Modal>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ maxHeight: '40vh', overflowY: 'auto', marginBottom: theme.spacing(2) }),
});
