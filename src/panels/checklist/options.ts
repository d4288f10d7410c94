/** What a dashboard's editor chooses. */
export interface ChecklistOptions {
  /** Id of the checklist that is shown; empty for the one that is due. */
  checklist: string;
}
