import type { TimeRange } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import { useEffect, useState } from 'react';

import { LabelledSelect } from '../LabelledSelect';
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
    .map(({ name, label, options, value }) => (
      <LabelledSelect
        key={name}
        label={label || name}
        options={options}
        value={value}
        onChange={(values) => locationService.partial({ [`var-${name}`]: values })}
      />
    ));
}
