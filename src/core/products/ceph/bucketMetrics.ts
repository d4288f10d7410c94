/** What exporters call a bucket's numbers; the module of the Ceph manager has none of them. */
type BucketNumber = 'size' | 'objects' | 'quota' | 'hasQuota';

/** `radosgw_usage_*`: radosgw_usage_exporter; `ceph_rgw_bucket_*`: rgw-exporter; `extended_ceph_*`: extended-ceph-exporter. */
const NUMBER_OF: Readonly<Record<string, BucketNumber>> = {
  radosgw_usage_bucket_bytes: 'size',
  ceph_rgw_bucket_usage_bytes: 'size',
  extended_ceph_rgw_bucket_usage_bytes: 'size',
  radosgw_usage_bucket_objects: 'objects',
  ceph_rgw_bucket_object_count: 'objects',
  extended_ceph_rgw_bucket_objects: 'objects',
  radosgw_usage_bucket_quota_size_bytes: 'quota',
  extended_ceph_rgw_bucket_quota_max_size_bytes: 'quota',
  radosgw_usage_bucket_quota_enabled: 'hasQuota',
  extended_ceph_rgw_bucket_quota_enabled: 'hasQuota',
};

export const BUCKET_METRICS: readonly string[] = Object.keys(NUMBER_OF);

/** What a metric, with or without `ceph_` before it, tells of a bucket; undefined when it is none of these. */
export function bucketNumber(metric: string): BucketNumber | undefined {
  return NUMBER_OF[metric] ?? NUMBER_OF[`ceph_${metric}`];
}
