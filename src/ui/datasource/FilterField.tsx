import { InlineField, Input } from '@grafana/ui';
import { useState } from 'react';

import { t } from '../t';

interface Props {
  id: string;
  label: string;
  tooltip: string;
  value: string;
  onCommit: (value: string) => void;
}

/** A text that takes effect when it is left or Enter is pressed, so that half a name is never asked for. */
export function FilterField({ id, label, tooltip, value, onCommit }: Props) {
  const [draft, setDraft] = useState<string | null>(null);
  const commit = () => {
    if (draft !== null && draft !== value) {
      onCommit(draft);
    }
    setDraft(null);
  };
  return (
    <InlineField label={label} tooltip={tooltip} labelWidth={12}>
      <Input
        id={id}
        width={24}
        value={draft ?? value}
        placeholder={t('datasource.filter.all', 'all')}
        spellCheck={false}
        onChange={(event) => setDraft(event.currentTarget.value)}
        onBlur={commit}
        onKeyDown={(event) => event.key === 'Enter' && commit()}
      />
    </InlineField>
  );
}
