/** Something wrong with a pack, with the place and the way out. */
export interface PackProblem {
  /** From 1. */
  line: number;
  column: number;
  /** Path of the field: `overrides.node.disk.warn`; empty for the pack. */
  field: string;
  message: string;
  fix: string;
}

/** A pack of the user's own: from the settings, or a file of the command line. */
export interface OwnPack {
  /** Names it among the others, in addresses: its id where no other has the same. */
  key: string;
  /** Its id and title, as far as they can be read. */
  id: string;
  title: string;
  /** As YAML. */
  text: string;
  /** Ids of the checks that it defines. */
  checks: readonly string[];
  /** Ids of the built-in checks that it changes. */
  customised: readonly string[];
  /** Where there are any, nothing of it counts, and what it speaks of is unknown. */
  problems: readonly PackProblem[];
}
