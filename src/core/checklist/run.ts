/** A run is derived from the template, the zone and the clock; nothing is scheduled or created (DESIGN decision 5). */
export interface Run {
  /** `list/localDate`, the date on which it opens; with shifts `list/localDate/shift`. */
  key: string;
  list: string;
  /** Local date `YYYY-MM-DD` in `zone`. */
  date: string;
  /** IANA zone. */
  zone: string;
  /** When it opens; of the first round when the rounds were started, if that was sooner. */
  openMs: number;
  dueMs: number;
  /** Days between the date and the one on which it is due; 0 also of a night. */
  dueDays: number;
  /** Its day is over and it is past due: it is shown because the next one has not opened. */
  closed: boolean;
}
