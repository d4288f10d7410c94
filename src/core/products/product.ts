import type { CheckDefinition, CheckKind } from '../check/definition';
import type { DataSource } from '../connection/dataSource';
import type { Measure, MeasureTable } from '../inventory/read';
import type { CheckedReading } from '../inventory/readChecked';
import type { Shows } from './shows';
import type { System } from './system';

/** A server as words and links need it. */
export type ServerRef = Pick<DataSource, 'uid' | 'name' | 'address'>;

export interface ViewContext {
  nowMs: number;
  /** IANA zone of local days. */
  zone: string;
}

/**
 * A product whose servers are read part by part. `Parts` is what can be read of one, `View` what pages and panels draw of it;
 * verdicts in a view are those of the checks. One object per id: it is the key to the product's servers in a connection.
 */
export interface Product<Parts, View> {
  readonly id: string;
  /** Kind of the checks whose `query` names one of its measures. */
  readonly kind: CheckKind;
  readonly measures: MeasureTable<Parts>;
  /** What its view shows of the checks: what packs may name. */
  readonly shows: Shows;
  /** Whether such a server stands behind a data source. */
  isBehind(ref: DataSource): boolean;
  /** What its view shows, beside what the checks need. */
  readonly parts: ReadonlyArray<keyof Parts & string>;
  /** Those of the parts that its line of the overview needs. */
  readonly lineParts: ReadonlyArray<keyof Parts & string>;
  /** Whether a check costs too much to go with every look at the server; without it none does. */
  isCostly?(check: CheckDefinition): boolean;
  view(source: ServerRef, reading: CheckedReading<Parts>, context: ViewContext): View;
  /** Its line of the overview. */
  system(view: View): System;
}

/** What is known of a product without its types: which checks it answers and shows. */
export interface ProductMeasures {
  readonly id: string;
  readonly kind: CheckKind;
  readonly measures: Readonly<Record<string, Pick<Measure<Record<string, unknown>>, 'needs' | 'wants' | 'labels'>>>;
  readonly shows: Shows;
}
