/** What a dashboard's editor chooses. */
export interface CephOptions {
  /** Name of the cluster, or of the data source that has only one; may hold a variable. Empty for the first there is. */
  cluster: string;
}
