import { Button, useStyles2 } from '@grafana/ui';
import { useDeferredValue, useMemo, useState } from 'react';
import { useNavigate } from 'react-router-dom';

import { useConnection, useReconnect } from '../../../ui/connection';
import { Problems } from '../../../ui/editor/Problems';
import { useUnsaved } from '../../../ui/editor/useUnsaved';
import { YamlField } from '../../../ui/editor/YamlField';
import { useServices, type Library } from '../../../ui/services';
import { t } from '../../../ui/t';
import { getEditorStyles } from '../lists/editorStyles';
import { useChange } from '../useChange';
import { packsWith, readDraft } from './draftPack';
import { PackPreview } from './PackPreview';
import { SavePackDialog } from './SavePackDialog';

const SETUP = '/a/opsrounds-ops-app/setup#packs';

interface Props {
  /** The library without packs of one's own. */
  builtIn: Library;
  /** Where it stands among the packs of the settings. */
  at: number;
  /** As it is saved; empty for a new one. */
  saved: string;
  /** What the editor begins with. */
  start: string;
}

/** A pack as text, what is wrong with it and what its checks would say. Admins change it; everybody else reads it. */
export function PackEditor({ builtIn, at, saved, start }: Props) {
  const styles = useStyles2(getEditorStyles);
  const { user } = useServices();
  const { connection, library } = useConnection();
  const navigate = useNavigate();
  const reconnect = useReconnect();
  // What it was when it was opened: what others save meanwhile is a conflict.
  const [base] = useState(connection.settings);
  const [text, setText] = useState(start);
  const [isSaving, setSaving] = useState(false);
  const letGo = useUnsaved(text !== start);
  const change = useChange(() => {
    letGo();
    reconnect();
    navigate(SETUP);
  });
  const read = useDeferredValue(text);
  const packs = useMemo(() => base.packs ?? [], [base]);
  const draft = useMemo(
    () => readDraft({ builtIn, counts: library }, { packs, at, text: read }),
    [builtIn, library, packs, at, read]
  );
  const { problems, title } = draft.pack;
  const isReady = problems.length === 0 && read === text && text !== saved;
  return (
    <div className={styles.columns}>
      <div className={styles.column}>
        <div className={styles.bar}>
          {user.isAdmin ? (
            <>
              <Button disabled={!isReady} onClick={() => setSaving(true)}>
                {t('save.save', 'Save')}
              </Button>
              <Button variant="secondary" onClick={() => navigate(SETUP)}>
                {t('save.cancel', 'Cancel')}
              </Button>
              <span className={styles.quiet}>{barWords(problems.length > 0, text === saved)}</span>
            </>
          ) : (
            <span className={styles.quiet}>{t('setup.ask-admin', 'Ask an organisation admin to change this.')}</span>
          )}
        </div>
        <YamlField text={text} errors={problems} {...(user.isAdmin ? { onChange: setText } : { isReadOnly: true })} />
        <Problems errors={problems} warnings={[]} />
      </div>
      <div className={styles.column}>
        <PackPreview draft={draft} />
      </div>
      {isSaving && (
        <SavePackDialog
          title={title}
          before={saved}
          after={text}
          change={change}
          onClose={() => setSaving(false)}
          onSave={() => change.save(base, async () => ({ packs: packsWith(packs, at, text) }))}
        />
      )}
    </div>
  );
}

/** Why it cannot be saved. */
function barWords(isWrong: boolean, isSame: boolean): string {
  if (isWrong) {
    return t('packs.errors', 'The errors below block saving.');
  }
  return isSame ? t('setup.unchanged', 'Nothing is changed.') : '';
}
