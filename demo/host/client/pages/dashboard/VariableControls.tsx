import type { TimeRange } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import { useEffect, useState } from 'react';

import { resolveVariables, type Variable, type VariableModel } from './variables';

const none: Variable[] = [];

/** Undefined until every variable has its value: panels wait for that. */
export function useVariables(
  list: VariableModel[] | undefined,
  search: string,
  range: TimeRange
): Variable[] | undefined {
  const [variables, setVariables] = useState<Variable[]>();
  useEffect(() => {
    let gone = false;
    void resolveVariables(list ?? none, search, range).then((resolved) => !gone && setVariables(resolved));
    return () => {
      gone = true;
    };
  }, [list, search, range]);
  return variables;
}

/** One choice per variable, several where it takes several; the choice goes into the address. */
export function VariableControls({ variables }: { variables: Variable[] }) {
  return variables
    .filter(({ hide, type }) => hide !== 2 && type !== 'constant')
    .map(({ name, label, multi, options, value }) => (
      <label key={name}>
        {label || name}{' '}
        <select
          multiple={multi}
          value={value}
          onChange={({ currentTarget }) =>
            locationService.partial({ [`var-${name}`]: [...currentTarget.selectedOptions].map((one) => one.value) })
          }
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.text}
            </option>
          ))}
        </select>
      </label>
    ));
}
