import { Combobox, InlineField, InlineFieldRow, InlineSwitch } from '@grafana/ui';
import { useId, type ReactNode } from 'react';

import { t } from '../t';
import { FilterField } from './FilterField';
import type { KindQuery } from './query';

interface Props<Query extends KindQuery> {
  query: Query;
  /** Those that are offered, in their order. */
  kinds: ReadonlyArray<{ value: Query['kind']; label: string; description: string }>;
  /** Those that the query's kind can be narrowed by. */
  filters: ReadonlyArray<{ name: keyof Query & string; label: string; tooltip: string }>;
  /** Rows say whether something failed, and can be narrowed to those. */
  canFail: boolean;
  failedOnly: boolean;
  onKind: (kind: Query['kind']) => void;
  onFilter: (name: keyof Query & string, value: string) => void;
  onFailedOnly: (failedOnly: boolean) => void;
  /** What only some kinds ask for. */
  children?: ReactNode;
}

/** What is asked of a server: a kind, and what narrows it. */
export function KindQueryFields<Query extends KindQuery>(props: Props<Query>) {
  const { query, kinds, filters, canFail, failedOnly, onKind, onFilter, onFailedOnly, children } = props;
  const id = useId();
  return (
    <>
      <InlineFieldRow>
        <InlineField label={t('datasource.query.kind', 'Show')} labelWidth={12}>
          <Combobox
            id={`${id}-kind`}
            width={32}
            value={kinds.find(({ value }) => value === query.kind)?.value ?? null}
            placeholder={t('datasource.query.choose', 'Choose')}
            options={[...kinds]}
            onChange={({ value }) => onKind(value)}
          />
        </InlineField>
        {children}
        {canFail && (
          <InlineField label={t('datasource.query.failed', 'Failed only')} labelWidth={14}>
            <InlineSwitch
              id={`${id}-failed`}
              value={failedOnly}
              onChange={(event) => onFailedOnly(event.currentTarget.checked)}
            />
          </InlineField>
        )}
      </InlineFieldRow>
      {filters.length > 0 && (
        <InlineFieldRow>
          {filters.map(({ name, label, tooltip }) => {
            const value: unknown = query[name];
            return (
              <FilterField
                key={name}
                id={`${id}-${name}`}
                label={label}
                tooltip={tooltip}
                value={typeof value === 'string' ? value : ''}
                onCommit={(text) => onFilter(name, text)}
              />
            );
          })}
        </InlineFieldRow>
      )}
    </>
  );
}
