import { Button, ClipboardButton, Field, Modal, TextArea } from '@grafana/ui';
import { useId, useState } from 'react';

import { readMarkdown, type MarkdownList } from '../../../library/checklistMarkdown';
import { plural, t } from '../../../ui/t';

interface Props {
  /** The list as Markdown. */
  text: string;
  /** Whether it may be taken over. */
  canUse: boolean;
  onClose: () => void;
  onUse: (list: MarkdownList) => void;
}

/** The list as a task list: to copy it, or to put another one in its place. */
export function MarkdownDialog({ text: exported, canUse, onClose, onUse }: Props) {
  const id = useId();
  const [text, setText] = useState(exported);
  const read = readMarkdown(text);
  return (
    <Modal isOpen onDismiss={onClose} title={t('list.markdown', 'Markdown')}>
      <Field
        label={t('list.markdown-label', 'Task list')}
        description={t(
          'list.markdown-what',
          'Items are "- [ ]" lines. One of the same title keeps its id and history.'
        )}
        htmlFor={id}
      >
        <TextArea
          id={id}
          rows={16}
          spellCheck={false}
          value={text}
          readOnly={!canUse}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </Field>
      {read.ignored.length > 0 && (
        <p>
          {plural(
            'list.markdown-ignored',
            read.ignored.length,
            {
              one: 'Line {{lines}} is no item and is left out.',
              other: 'Lines {{lines}} are no items and are left out.',
            },
            { lines: read.ignored.join(', ') }
          )}
        </p>
      )}
      <Modal.ButtonRow>
        <ClipboardButton variant="secondary" icon="copy" getText={() => text}>
          {t('list.markdown-copy', 'Copy Markdown')}
        </ClipboardButton>
        {canUse && (
          <Button disabled={read.items.length === 0} onClick={() => onUse(read)}>
            {plural('list.markdown-use', read.items.length, {
              one: 'Use {{count}} item',
              other: 'Use {{count}} items',
            })}
          </Button>
        )}
      </Modal.ButtonRow>
    </Modal>
  );
}
